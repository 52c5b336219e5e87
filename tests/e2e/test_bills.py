"""Photograph it: a bill is read, proves itself, is split into jars, and is in the report."""

import base64
from dataclasses import replace

from playwright.async_api import Locator, Page, expect

from tests.e2e.axe import faults
from tests.e2e.bill_photo import GROCERIES, meadow, photo, slip
from tests.e2e.browser import DESK, has_worker
from tests.e2e.person import Person

READ_MS = 60_000
MERCHANT = "SIÊU THỊ HOA MAI"


def bill(day: str = "25/11/2026 18:05") -> bytes:
    return photo(slip(MERCHANT, GROCERIES, day, 500_000))


OUTLINES_FIT = """() => {
  const outlines = document.querySelector("[data-box]").closest("svg").getBoundingClientRect();
  const picture = document.querySelector("[role=dialog] img").getBoundingClientRect();
  return ["top", "left", "width", "height"].every((side) => Math.abs(outlines[side] - picture[side]) < 2);
}"""
"""Whether the outlines lie on the whole picture, however much of it is in sight."""


async def show(page: Page, *pictures: bytes) -> None:
    """Choose pictures from the device."""
    files = [
        {"name": f"bill{place}.jpg", "mimeType": "image/jpeg", "buffer": one} for place, one in enumerate(pictures)
    ]
    await page.locator('[data-picker="files"]').set_input_files(files)  # type: ignore[arg-type]


async def move(page: Page, line: Locator, category: str) -> None:
    """Put a thing of the bill into another category, and so into its jar."""
    await line.get_by_role("button", expanded=False).first.click()
    await line.get_by_role("button", name="Danh mục của").click()
    await page.get_by_role("textbox", name="Tìm trong").fill(category)
    await page.keyboard.press("Enter")


async def test_a_photographed_bill_proves_itself_and_is_split_into_two_jars(at_home: Person) -> None:
    page = at_home.page
    await show(page, bill())
    draft = at_home.drafts()
    await expect(draft).to_have_count(1, timeout=READ_MS)
    await expect(draft).to_contain_text("Khớp số")
    await expect(draft.locator("data").first).to_have_text("−299.000 đ")

    await draft.get_by_role("button", name="Xem hoá đơn").click()
    sheet = page.get_by_role("dialog")
    await expect(sheet.locator('[data-verdict="verified"]')).to_be_visible()
    await expect(sheet.locator("[data-line]")).to_have_count(len(GROCERIES))
    await expect(sheet.locator("[data-box]")).not_to_have_count(0)
    await sheet.locator('[data-piece="total"] button').first.click()
    await expect(sheet.locator("[data-crop]")).to_be_visible()
    assert await faults(page) == []

    for line in (0, 1):
        await move(page, sheet.locator(f'[data-line="{line}"]'), "Đi chợ")
    await move(page, sheet.locator('[data-line="2"]'), "Sách")
    await expect(sheet.locator('[data-sum="closes"]')).to_be_visible()
    split = sheet.get_by_role("region", name="Chia vào hũ")
    await expect(split.get_by_role("listitem")).to_have_count(2)
    await expect(split).to_contain_text("249.000 đ")
    await sheet.get_by_role("button", name="Đúng rồi, cất").click()

    await expect(at_home.jar("NEC")).to_have_text("5.251.000 đ")
    await expect(at_home.jar("EDU")).to_have_text("950.000 đ")
    await at_home.go("Báo cáo")
    await expect(page.get_by_test_id("spending")).to_have_text("299.000 đ")
    await expect(page.locator('[data-jar-flow="EDU"]')).to_contain_text("950.000 đ")


async def test_a_picture_without_a_bill_is_told_and_typing_is_offered(at_home: Person) -> None:
    page = at_home.page
    await show(page, meadow())
    failed = page.locator("[data-failed]")
    await expect(failed).to_contain_text("Ảnh này không có hoá đơn", timeout=READ_MS)
    assert await faults(page) == []
    await failed.get_by_role("button", name="Gõ tay").click()
    await expect(page.get_by_label("Ghi bằng lời")).to_be_focused()
    await expect(failed).to_have_count(0)
    await expect(at_home.drafts()).to_have_count(0)


async def test_a_number_that_is_put_right_closes_the_sum(at_home: Person) -> None:
    page = at_home.page
    milk, rice, comics = GROCERIES
    await show(
        page, photo(slip(MERCHANT, (milk, replace(rice, misprint=155_000), comics), "25/11/2026 18:05", 500_000))
    )
    await expect(at_home.drafts()).to_have_count(1, timeout=READ_MS)
    await expect(at_home.drafts()).to_contain_text("Cần xem lại")
    await at_home.drafts().get_by_role("button", name="Xem hoá đơn").click()
    sheet = page.get_by_role("dialog")
    await expect(sheet.locator('[data-verdict="look"]')).to_be_visible()
    assert await page.evaluate(OUTLINES_FIT), "what was read is outlined somewhere else on the picture"
    await expect(sheet.locator('[data-sum="off"]')).to_contain_text("Còn lệch 30.000 đ")
    line = sheet.locator('[data-line="1"]')
    await line.get_by_role("button", expanded=False).first.click()
    await expect(line.locator("[data-crop]")).to_be_visible()
    assert await faults(page) == []
    await line.get_by_role("button", name="Cho khớp tổng: 185.000 đ").click()
    await expect(sheet.locator('[data-sum="closes"]')).to_be_visible()
    await expect(sheet.locator('[data-verdict="verified"]')).to_be_visible()
    await sheet.get_by_role("button", name="Đúng rồi, cất").click()
    await expect(at_home.drafts()).to_have_count(0)
    await expect(page.get_by_role("button", name="Hoàn tác")).to_be_visible()
    (row,) = (await at_home.call("GET", "/households/{h}/transactions?kind=expense"))["transactions"]
    assert sum(part["amount"]["amount"] for part in row["content"]["splits"]) == 299_000


async def test_several_photos_are_one_long_bill(at_home: Person) -> None:
    page = at_home.page
    lines = slip(MERCHANT, GROCERIES, "25/11/2026 18:05", 500_000)
    await show(page, photo(lines[:8]), photo(lines[8:]))
    sheet = page.get_by_role("dialog")
    await expect(sheet.get_by_role("img")).to_have_count(2)
    await sheet.get_by_role("radio", name="Một hoá đơn dài").click()
    assert await faults(page) == []
    await sheet.get_by_role("button", name="Đọc hoá đơn này").click()
    await expect(at_home.drafts()).to_have_count(1, timeout=READ_MS)
    await expect(at_home.drafts().locator("data").first).to_have_text("−299.000 đ")


async def test_bills_are_dropped_pasted_and_shared(at_home: Person) -> None:
    page = at_home.page
    await page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    await give(page, bill("22/11/2026 10:00"), bill("19/11/2026 09:00"))
    await page.evaluate(DRAG, "dragenter")
    await expect(page.get_by_text("Thả hoá đơn vào đây")).to_be_visible()
    await page.evaluate(DRAG, "drop")
    await page.get_by_role("button", name="Đọc 2 hoá đơn").click()
    await expect(at_home.drafts()).to_have_count(2, timeout=READ_MS)
    await give(page, bill("21/11/2026 11:00"))
    await page.evaluate(PASTE)
    await expect(at_home.drafts()).to_have_count(3, timeout=READ_MS)
    # The share sheet of a phone posts a form to the service worker.
    await has_worker(page)
    await give(page, bill("20/11/2026 12:00"))
    await page.evaluate(SHARE)
    await page.wait_for_url("**/")
    await expect(at_home.drafts()).to_have_count(4, timeout=READ_MS)


async def test_the_same_picture_again_is_told_and_not_read_twice(at_home: Person) -> None:
    page = at_home.page
    await show(page, bill())
    await expect(at_home.drafts()).to_have_count(1, timeout=READ_MS)
    await show(page, bill())
    await expect(page.get_by_text("Ảnh này đã gửi trước đó").first).to_be_visible()
    await expect(at_home.drafts()).to_have_count(1)


async def give(page: Page, *pictures: bytes) -> None:
    """Put pictures into the page's hand, as a drag, the clipboard or another app would hold them."""
    await page.evaluate(GIVE, [base64.b64encode(picture).decode() for picture in pictures])


GIVE = """(texts) => {
  window.held = new DataTransfer();
  for (const [place, text] of texts.entries()) {
    const bytes = Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
    window.held.items.add(new File([bytes], `bill${place}.jpg`, {type: 'image/jpeg'}));
  }
}"""
DRAG = """(name) => {
  const how = {dataTransfer: window.held, bubbles: true, cancelable: true};
  window.dispatchEvent(new DragEvent(name, how));
}"""
PASTE = """() => {
  const how = {clipboardData: window.held, bubbles: true, cancelable: true};
  document.body.dispatchEvent(new ClipboardEvent('paste', how));
}"""
SHARE = """() => {
  const form = document.createElement('form');
  Object.assign(form, {action: '/share/', method: 'post', enctype: 'multipart/form-data'});
  const input = document.createElement('input');
  Object.assign(input, {type: 'file', name: 'files', files: window.held.files});
  form.append(input);
  document.body.append(form);
  form.submit();
}"""
