"""A page becomes words: detected, turned upright, read, and straightened."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from services.ai.bills.bending import FLAT, Bend, Run, bend_of
from services.ai.bills.geometry import straightened, turned_back
from services.ai.bills.model import Box, Word
from services.ai.print.crops import crop_of, grey_of
from services.ai.print.detection import Detector, Picture, Quad
from services.ai.print.recognition import Line, Recognizer

LEAST_CONFIDENCE = 0.3
"""Below it the recogniser guesses at a pattern that is no print."""
TALL = 1.5
LONG = 3.5
"""Times its height: a shorter run does not tell which way its line goes."""
SAMPLE = 10
GOOD_ENOUGH = 0.96
"""Mean confidence above which nobody asks whether the page stands on its head; print on its head reaches 0.85."""


@dataclass(frozen=True)
class ReadPage:
    """The words of one page. `turns` are the quarter turns clockwise that made it upright; boxes count after them."""

    number: int
    width: int
    height: int
    words: tuple[Word, ...]
    turns: int = 0
    slant: float = 0.0
    bend: Bend = FLAT
    picture: NDArray[np.uint8] | None = None
    quads: tuple[Quad, ...] = ()

    def level_words(self) -> list[Word]:
        """The words as if the page had been photographed straight, and the paper lain flat."""
        return straightened(self.words, self.slant, self.bend)


class PageReader:
    """Reads pages with one detector and one recogniser."""

    def __init__(self, detector: Detector, recognizer: Recognizer) -> None:
        """Read with these."""
        self._detector = detector
        self._recognizer = recognizer

    async def read(self, picture: Picture, number: int = 0) -> ReadPage:
        """The words of an RGB picture [height, width, 3]. EngineError when a model cannot be run."""
        quads = await self._detector.detect(picture)
        turns = 0
        if _lies_on_its_side(quads):
            picture, quads, turns = _turned(picture, 1), _turned_quads(quads, picture.shape, 1), 1
        grey = grey_of(picture)
        if quads and await self._is_upside_down(grey, quads):
            quads = _turned_quads(quads, picture.shape, 2)
            grey, turns = np.ascontiguousarray(grey[::-1, ::-1]), (turns + 2) % 4
        lines = await self._recognizer.read([crop_of(grey, quad, self._recognizer.height) for quad in quads])
        kept = [index for index, line in enumerate(lines) if line.text and line.confidence >= LEAST_CONFIDENCE]
        words = tuple(Word(lines[i].text, box_of(quads[i], number), lines[i].confidence) for i in kept)
        height, width = grey.shape
        slant, read = slant_of(quads), tuple(quads[i] for i in kept)
        return ReadPage(number, width, height, words, turns, slant, bend_of(runs_of(read, slant)), grey, read)

    async def reread(self, page: ReadPage, index: int) -> list[Line]:
        """Other readings of one word: cut wider and narrower, letters and numbers alone."""
        if page.picture is None:
            return []
        crops = [
            crop_of(page.picture, page.quads[index], self._recognizer.height, margin) for margin in (0.0, 0.12, -0.08)
        ]
        return [*await self._recognizer.read(crops, numeric=True), *await self._recognizer.read(crops[1:])]

    async def _is_upside_down(self, grey: NDArray[np.uint8], quads: Sequence[Quad]) -> bool:
        longest = sorted(quads, key=lambda quad: quad[1, 0] - quad[0, 0])[-SAMPLE:]
        crops = [crop_of(grey, quad, self._recognizer.height) for quad in longest]
        upright = await self._recognizer.read(crops)
        if _sure(upright) >= GOOD_ENOUGH:
            return False
        turned = await self._recognizer.read([np.ascontiguousarray(crop[::-1, ::-1]) for crop in crops])
        return _sure(turned) > _sure(upright)


def _sure(lines: Sequence[Line]) -> float:
    return float(np.mean([line.confidence for line in lines])) if lines else 0.0


def _lies_on_its_side(quads: Sequence[Quad]) -> bool:
    """Whether most of the print, by length, is taller than wide."""
    tall = wide = 0.0
    for quad in quads:
        width, height = quad.max(0) - quad.min(0)
        if height > TALL * width:
            tall += height
        elif width > TALL * height:
            wide += width
    return tall > wide


def _turned(picture: Picture, turns: int) -> Picture:
    """The picture turned clockwise by quarters."""
    return np.ascontiguousarray(np.rot90(picture, -turns))


def _turned_quads(quads: Sequence[Quad], shape: tuple[int, ...], turns: int) -> list[Quad]:
    """The corners after their picture of `shape` was turned clockwise by quarters, in reading order again."""
    height, width = shape[:2]
    found = []
    for quad in quads:
        x, y = quad[:, 0], quad[:, 1]
        moved = np.stack([height - y, x] if turns == 1 else [width - x, height - y], axis=1)
        found.append(np.roll(moved, turns, axis=0).astype(np.float32))
    return [_reading_order(quad) for quad in found]


def _reading_order(quad: Quad) -> Quad:
    by_x = quad[np.argsort(quad[:, 0], kind="stable")]
    left, right = by_x[:2], by_x[2:]
    left, right = left[np.argsort(left[:, 1])], right[np.argsort(right[:, 1])]
    return np.stack([left[0], right[0], right[1], left[1]]).astype(np.float32)


def box_of(quad: Quad, page: int) -> Box:
    """The upright box around a quadrilateral."""
    low, high = quad.min(0), quad.max(0)
    return Box(float(low[0]), float(low[1]), float(high[0]), float(high[1]), page)


def runs_of(quads: Sequence[Quad], slant: float) -> list[Run]:
    """The longer runs of a page that was turned back by `slant`."""
    runs = []
    for quad in quads:
        across = (quad[1] - quad[0] + quad[2] - quad[3]) / 2
        length, height = float(np.hypot(*across)), float(np.hypot(*(quad[3] - quad[0])))
        if length > LONG * height:
            x, y = turned_back(float(quad[:, 0].mean()), float(quad[:, 1].mean()), slant)
            runs.append(Run(x, y, float(np.arctan2(across[1], across[0])) - slant, min(length / height, 8.0)))
    return runs


def slant_of(quads: Sequence[Quad]) -> float:
    """The page's turn in radians: the median of its longer runs, by length."""
    slopes = []
    for quad in quads:
        across = quad[1] - quad[0] + quad[2] - quad[3]
        length = float(np.hypot(*across)) / 2
        if length > 3 * float(np.hypot(*(quad[3] - quad[0]))):
            slopes.append((float(np.arctan2(across[1], across[0])), length))
    if not slopes:
        return 0.0
    slopes.sort()
    half, reached = sum(length for _, length in slopes) / 2, 0.0
    for angle, length in slopes:
        reached += length
        if reached >= half:
            return angle
    return 0.0
