"""The book: change, take back, take that back; find by words; move between jars."""

from playwright.async_api import expect

from tests.e2e.person import Person


async def recorded(person: Person, sentence: str) -> None:
    await person.say(sentence)
    await person.confirm_all(1)
    await expect(person.page.locator("[data-transaction]").first).to_be_visible()


async def test_a_change_is_kept_beside_its_former_version(at_home: Person) -> None:
    page = at_home.page
    await recorded(at_home, "ăn phở 45k")
    await page.locator("[data-transaction]").first.click()
    await page.get_by_role("button", name="Sửa").click()
    await page.get_by_label("Số tiền").fill("54k")
    await page.get_by_role("button", name="Lưu").click()
    detail = page.get_by_role("dialog")
    await expect(detail.locator("data").first).to_have_text("−54.000 đ")
    await detail.get_by_text("Lịch sử").click()
    await expect(detail.get_by_text("Ghi lần đầu")).to_be_visible()
    await expect(detail.get_by_text("Sửa số tiền")).to_be_visible()


async def test_a_void_gives_the_money_back_and_its_undo_takes_it_again(at_home: Person) -> None:
    page = at_home.page
    await recorded(at_home, "ăn phở 45k")
    await expect(at_home.jar("NEC")).to_have_text("5.455.000 đ")
    await page.locator("[data-transaction]").first.click()
    await page.get_by_role("button", name="Huỷ khoản").click()
    undo = page.get_by_role("button", name="Hoàn tác")
    await expect(undo).to_be_visible()
    await at_home.go("Nhà")
    await expect(at_home.jar("NEC")).to_have_text("5.500.000 đ")
    await undo.click()
    await expect(at_home.jar("NEC")).to_have_text("5.455.000 đ")


async def test_a_search_says_how_it_was_understood(at_home: Person) -> None:
    page = at_home.page
    await recorded(at_home, "ăn phở 45k")
    await recorded(at_home, "mua sách 120k")
    await at_home.go("Sổ")
    await page.get_by_label("Tìm trong sổ").fill("sách trên 50k")
    await page.keyboard.press("Enter")
    await expect(page.locator("[data-transaction]")).to_have_count(1)
    await expect(page.get_by_text("Đang tìm:")).to_contain_text("≥ 50.000 đ")
    assert "q=" in page.url
    await page.reload()
    await expect(page.locator("[data-transaction]")).to_have_count(1)


async def test_money_moves_from_jar_to_jar_by_dragging(at_home: Person) -> None:
    page = at_home.page
    await page.set_viewport_size({"width": 1280, "height": 900})
    await at_home.go("Hũ")
    await page.locator('[data-jar="PLAY"]').drag_to(page.locator('[data-jar="EDU"]'))
    await page.get_by_label("Số tiền").fill("200k")
    await page.get_by_role("button", name="Chuyển", exact=True).click()
    await expect(at_home.jar("PLAY")).to_have_text("800.000 đ")
    await expect(at_home.jar("EDU")).to_have_text("1.200.000 đ")


async def test_percentages_must_reach_one_hundred(at_home: Person) -> None:
    page = at_home.page
    await at_home.go("Hũ")
    await page.get_by_role("button", name="Tỉ lệ chia").click()
    dialog = page.get_by_role("dialog")
    keep = dialog.get_by_role("button", name="Dùng tỉ lệ này")
    await dialog.get_by_label("Thiết yếu").fill("50")
    await expect(dialog.get_by_role("status")).to_contain_text("95 %")
    await expect(keep).to_be_disabled()
    await dialog.get_by_label("Giáo dục").fill("15")
    await expect(dialog.get_by_role("status")).to_have_text("Vừa tròn 100 %")
    await keep.click()
    await expect(dialog).to_have_count(0)
