"""What every state of the page must keep: axe finds nothing serious, targets are large, nothing leaves the frame."""

from typing import Any

from playwright.async_api import Page

from tests.support.product import ROOT

AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
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


async def faults(page: Page) -> list[str]:
    """All of it for the page as it stands, one line each."""
    found = await axe(page) + [f"{page.url}: small: {one}" for one in await small_targets(page)]
    return [*found, f"{page.url} is wider than its frame"] if await too_wide(page) else found


SMALL = """() => [...document.querySelectorAll('button, [role=button], a[href], select, input:not([type=hidden])')]
  .filter((one) => {
    const box = one.getBoundingClientRect();
    const seen = box.width > 1 && box.height > 1 && one.checkVisibility();
    const inline = getComputedStyle(one).display.startsWith('inline');
    const worded = inline && one.matches('a, [data-field], [data-word]') && one.closest('p, td');
    const hidden = one.matches('[href="#main"]');
    const labelled = one.matches('[type=checkbox]') && one.closest('label');
    return seen && !hidden && !worded && !labelled && !one.closest('td') && (box.height < 43.5 || box.width < 43.5);
  })
  .map((one) => one.outerHTML.slice(0, 120))"""
