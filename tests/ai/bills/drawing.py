"""A plain printer of test bills: black letters on white."""

from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFont

COLUMNS = {1: (), 2: (740,), 3: (560, 740), 4: (420, 560, 740)}


def drawn(rows: Sequence[str | Sequence[str]], size: int = 26, pitch: int = 48) -> Image.Image:
    """The rows as a page of 800 pixels' width; cells after the first end at columns."""
    font = ImageFont.load_default(size)
    page = Image.new("RGB", (800, 80 + pitch * len(rows)), "white")
    draw = ImageDraw.Draw(page)
    for index, row in enumerate(rows):
        cells = [row] if isinstance(row, str) else list(row)
        y = 40 + pitch * index
        draw.text((50, y), cells[0], font=font, fill="black")
        for x, cell in zip(COLUMNS[len(cells)], cells[1:], strict=True):
            draw.text((x, y), cell, font=font, fill="black", anchor="ra")
    return page
