"""Pictures for the README, from the running product: `python -m tests.e2e.screenshots` writes docs/images/."""

import asyncio
import random
import tempfile
from datetime import timedelta
from pathlib import Path

from playwright.async_api import Page, expect

from services.mesh.clock import SystemClock, today
from services.mesh.ids import new_id
from tests.e2e.browser import DESK, PHONE, Complaints, visiting
from tests.e2e.person import Person
from tests.e2e.product import ROOT, running

IMAGES = ROOT / "docs" / "images"
BOUGHT = (
    ("food.groceries", 236_000, "Chợ Bà Chiểu"), ("food.eating_out", 55_000, "bún chả"), ("food.coffee", 49_000, "Highlands"),
    ("transport.fuel", 80_000, "đổ xăng"), ("education.books", 145_000, "sách cho Bi"), ("giving.gifts", 500_000, "mừng cưới anh Tú"),
    ("family.children", 412_000, "sữa cho bé"), ("fun.movies", 210_000, "xem phim"), ("food.groceries", 318_000, "siêu thị"),
)  # fmt: skip


async def furnish(person: Person) -> None:
    """A month of an ordinary household."""
    rng = random.Random(6)
    now = today(SystemClock(), "Asia/Ho_Chi_Minh")
    accounts = (await person.call("GET", "/households/{h}/accounts"))["accounts"]
    ids = {one["key"]: one["account_id"] for one in accounts}
    for key, amount, note in BOUGHT:
        day = now - timedelta(days=rng.randint(1, 9))
        content = {
            "kind": "expense", "valid_date": day.isoformat(), "account_id": ids["cash"], "note": note,
            "splits": [{"amount": {"amount": amount, "currency": "VND"}, "category_id": ids[key]}],
        }  # fmt: skip
        await person.call("POST", "/households/{h}/transactions", {"request_id": str(new_id()), "content": content})


async def picture(page: Page, name: str) -> None:
    await page.evaluate("document.fonts.ready")
    await expect(page.locator(".breathe")).to_have_count(0)
    await page.screenshot(path=IMAGES / f"{name}.png", animations="disabled")


async def take(url: str) -> None:
    """Sign up, live for a month, say a sentence, look."""
    async with visiting(Complaints(), PHONE) as context:
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
        await page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
        await page.goto(f"{url}/report/")
        await expect(page.locator(".recharts-bar-rectangle").first).to_be_visible()
        await picture(page, "report")


def main() -> None:
    """Start Heo in a home that is thrown away, and take the pictures."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, running(Path(folder) / "home") as product:
        asyncio.run(take(product.url))


if __name__ == "__main__":
    main()
