"""Tone letters for fonts that lack them: the base letter of the font, with marks drawn as a pen would."""

import math
import unicodedata

from PIL import Image, ImageDraw, ImageFont

Point = tuple[float, float]
# Marks in a box of 1 by 1 above the letter (y down); a list of strokes each.
STROKES: dict[str, list[list[Point]]] = {
    "\u0300": [[(0.25, 0.1), (0.75, 0.9)]],
    "\u0301": [[(0.75, 0.1), (0.25, 0.9)]],
    "\u0303": [[(0.05, 0.7), (0.25, 0.3), (0.45, 0.35), (0.6, 0.65), (0.8, 0.7), (0.97, 0.3)]],
    "\u0309": [[(0.3, 0.2), (0.5, 0.0), (0.72, 0.15), (0.68, 0.42), (0.5, 0.6), (0.48, 0.95)]],
    "\u0302": [[(0.05, 0.95), (0.5, 0.15), (0.95, 0.95)]],
    "\u0306": [[(0.05, 0.15), (0.25, 0.75), (0.5, 0.9), (0.75, 0.75), (0.95, 0.15)]],
    "\u0308": [[(0.2, 0.5), (0.25, 0.5)], [(0.75, 0.5), (0.8, 0.5)]],
    "\u030a": [[(0.5, 0.1), (0.8, 0.5), (0.5, 0.9), (0.2, 0.5), (0.5, 0.1)]],
}
BELOW, HORN, CEDILLA = "\u0323", "\u031b", "\u0327"
# Letters that are not a base and marks.
BARRED = {"đ": "d", "Đ": "D", "₫": "đ", "ø": "o", "Ø": "O"}


def parts(letter: str) -> tuple[str, str]:
    """A letter → (base, marks); "đ" keeps its bar as the mark "-"."""
    if letter in ("đ", "Đ"):
        return BARRED[letter], "-"
    if letter == "₫":
        return "d", "-_"
    spread = unicodedata.normalize("NFD", letter)
    return spread[0], spread[1:]


def draw_letter(draw: ImageDraw.ImageDraw, at: Point, letter: str, font: ImageFont.FreeTypeFont, pen: float) -> None:
    """Draw with the left end of the baseline at `at`; `pen` is the width of strokes in pixels."""
    base, marks = parts(letter)
    draw.text(at, base, font=font, fill=255, anchor="ls")
    if not marks:
        return
    left, top, right, _ = font.getbbox(base, anchor="ls")
    em = float(font.size)
    width, high = right - left, top + at[1]
    middle = at[0] + left + width / 2
    box = em * 0.17
    level = high - em * 0.03
    for mark in marks:
        if mark in STROKES:
            _strokes(
                draw,
                STROKES[mark],
                (middle - max(width * 0.38, box * 0.7), level - box),
                (max(width * 0.76, box * 1.4), box),
                pen,
            )
            level -= box * 0.95
        elif mark == BELOW:
            _dot(draw, (middle, at[1] + em * 0.13), pen * 0.75)
        elif mark == HORN:
            edge = at[0] + right
            _line(
                draw,
                [
                    (edge - em * 0.03, high + em * 0.1),
                    (edge + em * 0.06, high + em * 0.04),
                    (edge + em * 0.07, high - em * 0.08),
                ],
                pen,
            )
        elif mark == "-":
            height = high + (0.28 * -top if base == "d" else 0.5 * -top)
            start = middle - width * 0.05 if base == "d" else at[0] + left - width * 0.2
            _line(draw, [(start, height), (at[0] + right + width * 0.18 if base == "d" else middle, height)], pen)
        elif mark == "_":
            _line(draw, [(at[0] + left, at[1] + em * 0.12), (at[0] + right, at[1] + em * 0.12)], pen)
        elif mark == CEDILLA:
            _line(
                draw,
                [(middle, at[1]), (middle + em * 0.06, at[1] + em * 0.08), (middle - em * 0.04, at[1] + em * 0.15)],
                pen,
            )


def advance(letter: str, font: ImageFont.FreeTypeFont) -> float:
    """How far the pen moves, in pixels."""
    return font.getlength(parts(letter)[0])


def pen_width(font: ImageFont.FreeTypeFont) -> float:
    """The width of the font's stems in pixels, from the "l" that it draws."""
    mask = font.getmask("l", mode="L")
    if mask.size[1] == 0:
        return font.size / 12
    ink = sum(mask) / 255
    return float(min(max(ink / mask.size[1], font.size / 20), font.size / 7))


def _strokes(draw: ImageDraw.ImageDraw, strokes: list[list[Point]], corner: Point, size: Point, pen: float) -> None:
    for stroke in strokes:
        _line(draw, [(corner[0] + x * size[0], corner[1] + y * size[1]) for x, y in stroke], pen)


def _line(draw: ImageDraw.ImageDraw, points: list[Point], pen: float) -> None:
    draw.line(points, fill=255, width=max(1, round(pen)), joint="curve")


def _dot(draw: ImageDraw.ImageDraw, centre: Point, radius: float) -> None:
    reach = max(0.7, radius)
    draw.ellipse((centre[0] - reach, centre[1] - reach, centre[0] + reach, centre[1] + reach), fill=255)


def blank_picture(width: float, height: float) -> Image.Image:
    """A picture without ink, 8 bits."""
    return Image.new("L", (max(1, math.ceil(width)), max(1, math.ceil(height))), 0)
