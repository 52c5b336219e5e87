"""The printer of the tests: a browser lays a paper out, tells where its texts stand, and takes its picture."""

import io
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tests.ai.eval_bills.truth import Paper, Place

SCALE = 2
# A text that is broken over several rows is as many places; a range a row, found by where each letter stands.
WHERE = """() => [...document.querySelectorAll('.t')].flatMap(element => {
  const node = element.firstChild; if (!node) return [];
  const rows = []; const range = document.createRange();
  for (let i = 0; i < node.length; i++) {
    range.setStart(node, i); range.setEnd(node, i + 1);
    const box = range.getBoundingClientRect(); const last = rows[rows.length - 1];
    if (last && Math.abs(last.top - box.top) < 3) {
      last.text += node.data[i];
      if (node.data[i].trim()) last.right = Math.max(last.right, box.right);
      last.bottom = Math.max(last.bottom, box.bottom);
    } else rows.push({text: node.data[i], left: box.left, top: box.top, right: box.right, bottom: box.bottom});
  }
  return rows.filter(row => row.text.trim());
})"""


@contextmanager
def printer() -> Iterator[Page]:
    """A browser's page, closed at the end."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=_chromium(), args=["--no-sandbox", "--font-render-hinting=none"]
        )
        try:
            yield browser.new_page(device_scale_factor=SCALE)
        finally:
            browser.close()


def _chromium() -> str | None:
    return shutil.which("chromium")


def print_paper(page: Page, paper: Paper) -> tuple[Image.Image, list[Place]]:
    """The flat sheet, grey or coloured, and where its texts stand in its pixels."""
    page.set_viewport_size({"width": paper.width, "height": 400})
    body = f"<body class='{paper.look}'><div class='paper'>{paper.html}</div></body>"
    page.set_content(f"<html><head><style>{paper.style}</style></head>{body}</html>")
    found = page.evaluate(WHERE)
    picture = Image.open(io.BytesIO(page.screenshot(full_page=True))).convert("RGB")
    places = [_place(row) for row in found]
    if paper.print_kind == "needles":
        picture = _needles(picture)
    return picture, places


def _place(row: dict[str, float | str]) -> Place:
    left, top, right, bottom = (float(row[side]) * SCALE for side in ("left", "top", "right", "bottom"))
    return Place(str(row["text"]).strip(), ((left, top), (right, top), (right, bottom), (left, bottom)))


def _needles(picture: Image.Image) -> Image.Image:
    """As a needle printer strikes: the sheet at a third of its size, each dark pixel a round blot."""
    width, height = picture.size
    ink = 255 - np.asarray(picture.convert("L").resize((width // 2, height // 2), Image.Resampling.BOX), np.float32)
    strokes = np.kron(np.where(ink > 96, ink, 0), np.array([[1.0, 0.75], [0.75, 0.45]]))
    sheet = np.full((height, width), 255, np.float32)
    sheet[: strokes.shape[0], : strokes.shape[1]] -= strokes[:height, :width]
    return Image.fromarray(sheet.clip(0, 255).astype(np.uint8)).convert("RGB")
