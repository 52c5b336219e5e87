"""Everything by keyboard: no pointer is used in here."""

from playwright.async_api import expect

from tests.e2e.browser import DESK
from tests.e2e.person import Person


async def test_from_sentence_to_book_without_a_mouse(at_home: Person) -> None:
    page = at_home.page
    await page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    keys = page.keyboard
    await keys.press("/")
    await expect(page.get_by_label("Ghi bằng lời")).to_be_focused()
    await keys.type("ăn phở 45k, cà phê 30k")
    await keys.press("Enter")
    confirm = page.get_by_role("button", name="Cất cả 2 khoản")
    await expect(confirm).to_be_focused()
    await keys.press("Enter")
    await expect(page.locator("[data-transaction]")).to_have_count(2)

    await page.locator("[data-transaction]").first.focus()
    await keys.press("Enter")
    await expect(page.get_by_role("region", name="Chi tiết")).to_contain_text("30.000 đ")


async def test_money_moves_between_jars_without_a_mouse(at_home: Person) -> None:
    page = at_home.page
    keys = page.keyboard
    await page.goto(f"{at_home.url}/jars/")
    await page.locator('[data-jar="PLAY"]').focus()
    await keys.press("Enter")
    dialog = page.get_by_role("dialog")
    await dialog.get_by_role("button", name="Chuyển giữa hai hũ").focus()
    await keys.press("Enter")
    await expect(dialog.get_by_label("Số tiền")).to_be_focused()
    await keys.type("100k")
    await keys.press("Enter")
    await expect(at_home.jar("PLAY")).to_have_text("900.000 đ")
    await expect(dialog).to_have_count(0)


async def test_a_dialog_gives_the_focus_back(at_home: Person) -> None:
    page = at_home.page
    await page.goto(f"{at_home.url}/jars/")
    opener = page.get_by_role("button", name="Tỉ lệ chia")
    await opener.focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("dialog")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(opener).to_be_focused()
