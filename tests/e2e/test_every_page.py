"""Every page, light and dark, on a phone and on a desk: accessible, within its frame, no complaint of the browser."""

from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.e2e.browser import DESK, PHONE, Complaints, visiting
from tests.e2e.person import Person
from tests.support.product import ROOT, Product

AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
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
    "/settings/?tab=learned",
    "/settings/?tab=me",
)
BAD = {"serious", "critical"}
SETTLED = """() => Promise.all(document.getAnimations()
  .filter((one) => one.effect.getComputedTiming().endTime !== Infinity)
  .map((one) => one.finished.catch(() => null))).then(() => null)"""


async def axe(page: Page) -> list[str]:
    """What axe finds, as one line each. The script comes through the debugger: the page's policy would refuse it."""
    await page.evaluate(AXE.read_text(encoding="utf-8"))
    # A colour on its way to another is nobody's colour: finite motions end first.
    await page.evaluate(SETTLED)
    found: dict[str, Any] = await page.evaluate("axe.run()")
    return [
        f"{page.url}: {one['id']}: {node['html'][:160]} {node['failureSummary'][:200]}"
        for one in found["violations"]
        if one["impact"] in BAD
        for node in one["nodes"]
    ]


async def small_targets(page: Page) -> list[str]:
    """Buttons and links of controls under 44 px in both directions; words in a sentence are let be."""
    found: list[str] = await page.evaluate(SMALL)
    return found


async def too_wide(page: Page) -> bool:
    return bool(await page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


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
            problems += await axe(page)
            problems += [f"{page.url}: small: {one}" for one in await small_targets(page)]
            if await too_wide(page):
                problems.append(f"{page.url} is wider than its frame")
    assert not problems, "\n".join(problems)


def test_axe_is_installed_with_the_page() -> None:
    assert Path(AXE).is_file(), "npm ci in web/ brings axe-core"


SMALL = """() => [...document.querySelectorAll('button, [role=button], a[href], select, input:not([type=hidden])')]
  .filter((one) => {
    const box = one.getBoundingClientRect();
    const seen = box.width > 1 && box.height > 1 && one.checkVisibility();
    const inline = getComputedStyle(one).display.startsWith('inline');
    const worded = inline && one.matches('a, [data-field]') && one.closest('p, td');
    const hidden = one.matches('[href="#main"]');
    const labelled = one.matches('[type=checkbox]') && one.closest('label');
    return seen && !hidden && !worded && !labelled && !one.closest('td') && (box.height < 43.5 || box.width < 43.5);
  })
  .map((one) => one.outerHTML.slice(0, 120))"""
