"""Rows: which words of a page stand at one height, also when the page is a little turned or curls."""

import math
from collections.abc import Sequence
from statistics import median

from services.ai.bills.bending import FLAT, Bend
from services.ai.bills.model import Box, Row, Word

LEAST_OVERLAP = 0.5
"""Of the smaller height: less is another row."""
LARGEST_TURN = 0.2
"""Radians; more is no slant but something else in the picture."""


def straightened(words: Sequence[Word], turn: float, bend: Bend = FLAT) -> list[Word]:
    """The words with their boxes turned back by `turn` radians around the page's corner, then set on level lines."""
    return [Word(word.text, bend.flat(_turned(word.box, turn)), word.confidence) for word in words]


def _turned(box: Box, turn: float) -> Box:
    if not _is_slant(turn):
        return box
    x, y = turned_back(*box.middle, turn)
    # The upright box around a slanted word is higher than the word.
    height = max(4.0, box.height - box.width * abs(math.tan(turn)), box.height * 0.4)
    return Box(x - box.width / 2, y - height / 2, x + box.width / 2, y + height / 2, box.page)


def turned_back(x: float, y: float, turn: float) -> tuple[float, float]:
    """Where a point stands when the page is turned back by `turn` radians around its corner."""
    cosine, sine = math.cos(-turn), math.sin(-turn)
    return x * cosine - y * sine, x * sine + y * cosine


def slanted(box: Box, turn: float, bend: Bend = FLAT) -> Box:
    """Where a box of the straightened page stands on the page as it was photographed."""
    box = bend.bent(box)
    if not _is_slant(turn):
        return box
    x, y = box.middle
    x, y = x * math.cos(turn) - y * math.sin(turn), x * math.sin(turn) + y * math.cos(turn)
    half_width, half_height = box.width / 2, (box.height + box.width * abs(math.tan(turn))) / 2
    return Box(x - half_width, y - half_height, x + half_width, y + half_height, box.page)


def _is_slant(turn: float) -> bool:
    return 1e-3 <= abs(turn) <= LARGEST_TURN


def rows_of(words: Sequence[Word]) -> list[Row]:
    """Rows from top to bottom. A word joins the row whose horizontally nearest word overlaps it by half a height."""
    if not words:
        return []
    usual = median(word.box.height for word in words)
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.box.middle[1]):
        best, most = None, LEAST_OVERLAP
        for row in rows[-6:]:
            overlap = _overlap(_nearest(row, word).box, word.box, usual)
            if overlap >= most and not any(_collides(other.box, word.box) for other in row):
                best, most = row, overlap
        if best is None:
            rows.append([word])
        else:
            best.append(word)
    found = [Row(tuple(sorted(row, key=lambda word: word.box.left))) for row in rows]
    return sorted(found, key=lambda row: median(word.box.middle[1] for word in row.words))


def _nearest(row: Sequence[Word], word: Word) -> Word:
    return min(row, key=lambda other: max(other.box.left - word.box.right, word.box.left - other.box.right))


def _overlap(first: Box, second: Box, usual: float) -> float:
    shared = min(first.bottom, second.bottom) - max(first.top, second.top)
    return shared / max(1.0, min(first.height, second.height), usual * 0.3)


def _collides(first: Box, second: Box) -> bool:
    """Two words of one row do not stand on each other."""
    shared = min(first.right, second.right) - max(first.left, second.left)
    return shared > 0.4 * min(first.width, second.width)
