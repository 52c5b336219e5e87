"""Pictures for the README, from the running product: `python -m tests.e2e.screenshots` writes docs/images/."""

import asyncio
from datetime import timedelta

from playwright.async_api import Page, expect

from services.mesh.clock import SystemClock, today
from services.mesh.ids import new_id
from tests.e2e.bill_photo import GROCERIES, photo, slip
from tests.e2e.browser import DESK, PHONE, Complaints, visiting
from tests.e2e.person import Person
from tests.e2e.sentence import SPOKEN
from tests.support.product import ROOT, running

IMAGES = ROOT / "docs" / "images"
MONTHS = 6
SLOW_MS = 60_000
HAPPENED = (
    ("salary", 10_800_000, "lương"),
    ("home.rent", 3_200_000, "tiền nhà"),
    ("food.groceries", 736_000, "chợ Bà Chiểu"),
    ("food.eating_out", 255_000, "bún chả với cả nhà"),
    ("food.coffee", 49_000, "Highlands"),
    ("transport.fuel", 80_000, "đổ xăng"),
    ("education.books", 345_000, "sách cho Bi"),
    ("giving.gifts", 500_000, "mừng cưới anh Tú"),
    ("family.children", 612_000, "sữa cho bé"),
    ("fun.movies", 410_000, "xem phim"),
)
"""Category, đồng, note: what happens in every month of this household, a little different each time."""


async def furnish(person: Person) -> None:
    """Half a year of an ordinary household."""
    now = today(SystemClock(), "Asia/Ho_Chi_Minh")
    accounts = (await person.call("GET", "/households/{h}/accounts"))["accounts"]
    ids = {one["key"]: one["account_id"] for one in accounts}
    for month in range(MONTHS):
        for place, (key, amount, note) in enumerate(HAPPENED):
            day = now - timedelta(days=30 * month + 1 + 2 * place)
            content = {
                "kind": "income" if key == "salary" else "expense",
                "valid_date": day.isoformat(),
                "account_id": ids["bank"],
                "note": note,
                "splits": [{"amount": varied(amount, month * place), "category_id": ids[key]}],
            }
            await person.call("POST", "/households/{h}/transactions", {"request_id": str(new_id()), "content": content})


def varied(amount: int, turn: int) -> dict[str, object]:
    """The amount, up to a fifth more or less, to the thousand."""
    return {"amount": amount * (100 + turn * 37 % 41 - 20) // 100_000 * 1000, "currency": "VND"}


async def picture(page: Page, name: str) -> None:
    await page.evaluate("document.fonts.ready")
    await expect(page.locator(".breathe")).to_have_count(0)
    await page.screenshot(path=IMAGES / f"{name}.png", animations="disabled")


async def speak_and_photograph(person: Person) -> None:
    """A sentence by voice, then a bill: its drafts, and the bill beside its picture."""
    page = person.page
    await page.locator("[data-mic]").click()
    await expect(person.drafts()).to_have_count(1, timeout=SLOW_MS)
    await picture(page, "voice")
    await person.confirm_all(1)
    await page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    bill = photo(slip("SIÊU THỊ HOA MAI", GROCERIES, "25/11/2026 18:05", 500_000))
    files = page.locator('[data-picker="files"]')
    await files.set_input_files({"name": "bill.jpg", "mimeType": "image/jpeg", "buffer": bill})
    await expect(person.drafts()).to_have_count(1, timeout=SLOW_MS)
    await person.drafts().get_by_role("button", name="Xem hoá đơn").click()
    await page.locator('[data-line="2"] button').first.click()
    await expect(page.locator("[data-crop]")).to_be_visible()
    await picture(page, "bill")
    await page.keyboard.press("Escape")
    await person.confirm_all(1)


async def take(url: str) -> None:
    """Sign up, live for a month, say a sentence, look."""
    async with visiting(Complaints(), PHONE, spoken=SPOKEN) as context:
        page = await context.new_page()
        person = Person(page, url)
        await person.sign_up()
        await person.open_with(cash="4tr", bank="14tr")
        await furnish(person)
        await page.goto(url)
        await person.say("sáng nay ăn phở 45k, đổ xăng 80 nghìn")
        await expect(person.drafts()).to_have_count(2)
        await picture(page, "drafts")
        await person.confirm_all(2)
        await expect(page.locator("[data-transaction]")).to_have_count(2)
        await page.reload()
        await expect(page.locator("[data-transaction]")).to_have_count(2)
        await picture(page, "home")
        await speak_and_photograph(person)
        await page.goto(f"{url}/report/")
        await expect(page.locator(".recharts-bar-rectangle").first).to_be_visible()
        await picture(page, "report")


def main() -> None:
    """Start Heo in a home that is thrown away, and take the pictures."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with running() as product:
        asyncio.run(take(product.url))


if __name__ == "__main__":
    main()
