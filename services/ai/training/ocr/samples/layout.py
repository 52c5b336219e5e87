"""A whole bill as ink on a sheet, with the place of each text."""

import random
from dataclasses import dataclass, field

import cv2
import numpy as np

from services.ai.training.ocr.drawing.ink import ABOVE, Ink, Style, choose_style, draw_line
from services.ai.training.ocr.samples.lines import lay
from services.ai.training.ocr.samples.prepare import Grey
from services.ai.training.ocr.texts import numbers, phrases

EM = 24
"""Pixels an em of the sheet."""


@dataclass(frozen=True)
class Piece:
    """A text and where its ink lies, in pixels of the sheet."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass
class Sheet:
    """Ink and what it says, filled from the top."""

    ink: Grey
    pieces: list[Piece] = field(default_factory=list)
    y: float = EM * 1.5
    """Where the next line's ink begins."""

    @property
    def width(self) -> int:
        return int(self.ink.shape[1])

    def full(self) -> bool:
        """Whether no further line has room."""
        return bool(self.y > self.ink.shape[0] - 3.5 * EM)

    def put(self, ink: Ink, text: str, left: float) -> None:
        """Add a text with its left end there; what does not fit on the sheet is not added."""
        rows, columns = np.nonzero(ink.picture)
        x = left + float(columns.min())
        right = left + float(columns.max()) + 1
        if x < 2 or right > self.width - 2:
            return
        lay(self.ink, ink.picture, round(self.y), round(left))
        self.pieces.append(Piece(text, x, self.y + float(rows.min()), right, self.y + float(rows.max()) + 1))


def make(chance: random.Random) -> Sheet:
    """A bill of 12 to 34 lines: heading, facts, columns, items, sums, closing; set in one style and a heavier one."""
    sheet = Sheet(np.zeros((EM * chance.randrange(26, 60), EM * chance.randrange(18, 34)), np.uint8))
    body, head = _sized(chance), _sized(chance)
    pitch = chance.uniform(1.15, 1.75)
    plan = [_centred] * chance.randrange(1, 5) + [_left] * chance.randrange(1, 5) + [_rule] * chance.randrange(2)
    plan += (
        [_row] * chance.randrange(3, 16)
        + [_rule] * chance.randrange(2)
        + [_sum] * chance.randrange(2, 7)
        + [_centred] * chance.randrange(1, 4)
    )
    for index, kind in enumerate(plan):
        if sheet.full():
            break
        kind(chance, sheet, head if index < 2 else body)
        sheet.y += EM * pitch
    return sheet


def _sized(chance: random.Random) -> Style:
    style = choose_style(chance)
    return Style(
        style.face, 16 if style.dots else EM, style.smooth or style.jitter > 0, style.gap, style.jitter, style.dots
    )


def _drawn(chance: random.Random, text: str, style: Style) -> Ink | None:
    ink = draw_line(chance, text, style)
    if ink is None or round(ink.em) == EM:
        return ink
    # Needle print is drawn larger than the sheet; every second dot is not left out, the picture is scaled.
    scale = EM / ink.em
    size = (max(1, round(ink.picture.shape[1] * scale)), round(ink.picture.shape[0] * scale))
    return Ink(np.asarray(cv2.resize(ink.picture, size, interpolation=cv2.INTER_AREA), np.uint8), float(EM))


def _place(chance: random.Random, sheet: Sheet, style: Style, text: str, where: float) -> None:
    """`where`: 0 the left end at the margin, 1 the right end at the other one, .5 between."""
    ink = _drawn(chance, text, style)
    if ink is not None:
        room = sheet.width - 2 * EM - ink.picture.shape[1]
        sheet.put(ink, text, EM + room * where)


def _text(chance: random.Random, longest: int) -> str:
    return phrases.line(chance, longest)


def _centred(chance: random.Random, sheet: Sheet, style: Style) -> None:
    _place(chance, sheet, style, _text(chance, sheet.width * 2 // EM - 6), 0.5)


def _left(chance: random.Random, sheet: Sheet, style: Style) -> None:
    _place(chance, sheet, style, _text(chance, sheet.width // EM), 0.0)
    if chance.random() < 0.3:
        _place(chance, sheet, style, phrases.tidy(chance, numbers.moment(chance)), 1.0)


def _row(chance: random.Random, sheet: Sheet, style: Style) -> None:
    """A name on the left and an amount on the right; now and then numbers between, or a line of their own."""
    _place(chance, sheet, style, phrases.tidy(chance, phrases.item(chance))[: sheet.width // EM].rstrip(), 0.0)
    if chance.random() < 0.4:
        sheet.y += EM * 1.3
        if sheet.full():
            return
        _place(chance, sheet, style, phrases.tidy(chance, numbers.quantity(chance)), 0.05)
        _place(chance, sheet, style, phrases.tidy(chance, numbers.money(chance)), 0.45)
    _place(chance, sheet, style, phrases.tidy(chance, numbers.money(chance)), 1.0)


def _sum(chance: random.Random, sheet: Sheet, style: Style) -> None:
    label = phrases.one_of(chance, "english" if chance.random() < 0.3 else "labels")
    _place(
        chance,
        sheet,
        style,
        phrases.tidy(chance, label + chance.choice((":", "", " :"))),
        chance.choice((0.0, 0.0, 0.2)),
    )
    _place(chance, sheet, style, phrases.tidy(chance, numbers.money(chance)), 1.0)


def _rule(chance: random.Random, sheet: Sheet, style: Style) -> None:
    """A line across, drawn or of signs; it says nothing."""
    row = round(sheet.y + EM * (ABOVE - 0.3))
    if chance.random() < 0.5:
        sheet.ink[row : row + 2, EM : sheet.width - EM] = 255
        return
    ink = _drawn(chance, chance.choice("-=*_.") * (sheet.width // EM), style)
    if ink is not None and ink.picture.shape[1] < sheet.width - EM:
        lay(sheet.ink, ink.picture, round(sheet.y), EM // 2)
