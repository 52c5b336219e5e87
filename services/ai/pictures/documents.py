"""A PDF's pages: the text layer where there is one, else pictures of the pages."""

from math import ceil

import pypdfium2

from services.ai.pictures.model import BROKEN, TOO_LARGE, Limits, Page, PictureError, PrintedText

POINTS_PER_INCH, DOTS_PER_INCH = 72, 200
LEAST_CHARACTERS = 24
"""A page with fewer is a scan with a stamp or a page number."""
MOST_RUNS = 4000


def pages_of_pdf(data: bytes, limits: Limits, as_pictures: bool) -> list[Page]:
    """The pages. PictureError TOO_LARGE for too many; PdfiumError when it is broken or locked."""
    document = pypdfium2.PdfDocument(data)
    count = len(document)
    if count == 0:
        raise PictureError(BROKEN, "no pages")
    if count > limits.most_pages:
        raise PictureError(TOO_LARGE, "pages")
    return [_page(document[index], limits, as_pictures) for index in range(count)]


def _page(page: pypdfium2.PdfPage, limits: Limits, as_pictures: bool) -> Page:
    points = max(1.0, page.get_width()), max(1.0, page.get_height())
    scale = DOTS_PER_INCH / POINTS_PER_INCH
    scale = min(scale, limits.most_side / max(points), (0.99 * limits.page_pixels / (points[0] * points[1])) ** 0.5)
    if not as_pictures:
        texts = _texts(page, points[1], scale)
        if sum(len(run.text) for run in texts) >= LEAST_CHARACTERS:
            return Page(ceil(points[0] * scale), ceil(points[1] * scale), texts=texts)
    bitmap = page.render(scale=scale, rev_byteorder=True, may_draw_forms=False, prefer_bgrx=False)
    picture = bitmap.to_pil().convert("RGB")
    return Page(picture.width, picture.height, picture.tobytes())


def _texts(page: pypdfium2.PdfPage, height: float, scale: float) -> tuple[PrintedText, ...]:
    layer = page.get_textpage()
    found = []
    for index in range(min(layer.count_rects(), MOST_RUNS)):
        left, bottom, right, top = layer.get_rect(index)
        text = " ".join(layer.get_text_bounded(left, bottom, right, top).split())
        if text:
            box = (left * scale, (height - top) * scale, right * scale, (height - bottom) * scale)
            found.append(PrintedText(text, box))
    return tuple(found)
