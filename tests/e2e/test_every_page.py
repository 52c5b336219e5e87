"""Every page, light and dark, on a phone and on a desk: accessible, within its frame, no complaint of the browser."""

from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.e2e.axe import AXE, axe, faults
from tests.e2e.browser import DESK, PHONE, Complaints, visiting
from tests.e2e.person import Person
from tests.support.product import Product

GUEST_PAGES = ("/sign-in/", "/sign-up/")
PAGES = (
    "/",
    "/book/",
    "/book/?kind=expense",
    "/report/",
    "/report/?table=flow,categories,days",
    "/jars/",
    "/jars/?rule=1",
    "/jars/?new=1",
    "/plans/",
    "/plans/?plan=new",
    "/inbox/",
    "/settings/",
    "/settings/?tab=people",
    "/settings/?tab=accounts",
    "/settings/?tab=ears",
    "/settings/?tab=learned",
    "/settings/?tab=me",
)


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
async def test_every_page(product: Product, complaints: Complaints, size: tuple[int, int], dark: bool) -> None:
    problems: list[str] = []
    async with visiting(complaints, size, dark=dark) as context:
        person = Person(await context.new_page(), product.url)
        page = person.page
        for path in GUEST_PAGES:
            await page.goto(product.url + path)
            await expect(page.get_by_role("heading", level=1)).to_be_visible()
            problems += await axe(page)
        await person.sign_up(household="Nhà của " + "Nguyễn Hoàng " * 4)
        problems += await axe(page)
        await person.open_with(cash="1000000000000")
        await person.say("ăn phở 45k, đổ xăng 80 nghìn")
        await expect(person.drafts()).to_have_count(2)
        for path in PAGES:
            await page.goto(product.url + path)
            await expect(page.locator("#main h1").first).to_be_visible()
            await expect(page.locator(".breathe")).to_have_count(0)
            problems += await faults(page)
    assert not problems, "\n".join(problems)


def test_axe_is_installed_with_the_page() -> None:
    assert Path(AXE).is_file(), "npm ci in web/ brings axe-core"
