"""A line by itself: drawn, with bits of its neighbours, bent, photographed and cut as a detector would cut it."""

import random
from collections.abc import Callable

import cv2
import numpy as np

from services.ai.training.ocr.drawing.ink import Ink, choose_style, draw_line
from services.ai.training.ocr.samples import camera
from services.ai.training.ocr.samples.prepare import Grey, to_height
from services.ai.training.ocr.texts.phrases import line as text_line

SMALLEST_EM, LARGEST_EM = 11.0, 40.0


def make(chance: random.Random, noise: np.random.Generator, gentle_share: float = 0.3) -> tuple[Grey, str] | None:
    """A line of 32 rows and its text; None when this draw cannot be used.

    Gentle lines are as from a scanner or a screen: neither worn nor bent.
    """
    style = choose_style(chance)
    text = text_line(chance)
    ink = draw_line(chance, text, style)
    if ink is None:
        return None
    sheet = _with_neighbours(chance, ink, neighbour=lambda: draw_line(chance, text_line(chance, 30), style))
    stretch = chance.choice((1.0, chance.uniform(0.78, 1.3)))
    small, em = _to_camera(chance, sheet, ink.em, stretch)
    if chance.random() < gentle_share:
        photo = camera.scanned(chance, small)
    else:
        strength = camera.worn(chance, noise, _bend(chance, small, em), em)
        photo = camera.stored(chance, noise, camera.blurred(chance, camera.lit(chance, noise, strength, em), em))
    if chance.random() < 0.03:
        photo = 255 - photo
    cut = _cut(chance, photo, em, em * stretch)
    return None if cut is None else (to_height(cut), text)


def _with_neighbours(chance: random.Random, ink: Ink, neighbour: Callable[[], Ink | None]) -> Grey:
    """The line in the middle of a sheet three lines high: 1.5 ems above and below, 1 em on both sides."""
    side, room = round(ink.em), round(ink.em * 1.0)
    height, width = ink.picture.shape
    sheet = np.zeros((height + 2 * room, width + 2 * side), np.uint8)
    sheet[room : room + height, side : side + width] = ink.picture
    pitch = round(ink.em * chance.uniform(1.15, 2.0))
    for direction in (-1, 1):
        other = neighbour() if chance.random() < 0.4 else None
        if other is not None:
            lay(sheet, other.picture, room + direction * pitch, side + chance.randrange(-side, side))
    if chance.random() < 0.03:
        row = room + round(ink.baseline + ink.em * chance.uniform(0.25, 0.5))
        sheet[row : row + chance.randrange(1, 3)] = 255
    return camera.weight(chance, sheet, ink.em)


def lay(sheet: Grey, picture: Grey, top: int, left: int) -> None:
    """Add ink to the sheet where it lies within."""
    height, width = sheet.shape
    first, last = max(0, top), min(height, top + picture.shape[0])
    start, stop = max(0, left), min(width, left + picture.shape[1])
    if first < last and start < stop:
        part = picture[first - top : last - top, start - left : stop - left]
        sheet[first:last, start:stop] = np.maximum(sheet[first:last, start:stop], part)


def _to_camera(chance: random.Random, sheet: Grey, em: float, stretch: float) -> tuple[Grey, float]:
    """The sheet in the camera's pixels, set wider or narrower; and pixels an em there."""
    seen = SMALLEST_EM * (LARGEST_EM / SMALLEST_EM) ** chance.random()
    size = (max(8, round(sheet.shape[1] * seen / em * stretch)), max(8, round(sheet.shape[0] * seen / em)))
    method = cv2.INTER_AREA if seen < em else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(sheet, size, interpolation=method), np.uint8), seen


def _bend(chance: random.Random, picture: Grey, em: float) -> Grey:
    """Curl of the paper, a turn and a slant that the cut leaves."""
    if chance.random() < 0.25:
        return picture
    height, width = picture.shape
    across = np.arange(width, dtype=np.float32)
    middle = across - width / 2
    turn = chance.uniform(-1, 1) * min(0.03, 0.22 * em / max(width, 1))
    curl = chance.uniform(0, 0.1) * em if chance.random() < 0.4 else 0.0
    waves = chance.uniform(0.3, 1.6)
    shift = middle * turn + curl * np.sin(across / max(width, 1) * waves * 2 * np.pi + chance.uniform(0, 6.3))
    slant = chance.uniform(-0.15, 0.15) if chance.random() < 0.4 else 0.0
    down = np.arange(height, dtype=np.float32)[:, None]
    grow = 1 + chance.uniform(-0.12, 0.12) * middle / max(width, 1)
    rows = ((down - height / 2) * grow[None] + height / 2 + shift[None]).astype(np.float32)
    columns = np.broadcast_to(across[None] + (down - height / 2) * slant, rows.shape).astype(np.float32)
    return np.asarray(cv2.remap(picture, columns, rows, cv2.INTER_LINEAR, borderValue=0), np.uint8)


def _cut(chance: random.Random, photo: Grey, em: float, wide_em: float) -> Grey | None:
    """The line out of its sheet, with margins as detectors leave them; the sheet is that of _with_neighbours."""
    baseline = em * 2.15
    capitals = baseline - em * 0.72
    spread = chance.uniform(0.0, 1.0)
    top = capitals - em * (0.02 + spread * chance.uniform(0.1, 0.6))
    bottom = baseline + em * (0.05 + spread * chance.uniform(0.1, 0.45))
    left = wide_em * chance.uniform(0.55, 1.1)
    right = photo.shape[1] - wide_em * chance.uniform(0.55, 1.1)
    cut = photo[max(0, round(top)) : round(bottom), max(0, round(left)) : round(right)]
    return cut if cut.shape[0] >= 6 and cut.shape[1] >= 4 else None
