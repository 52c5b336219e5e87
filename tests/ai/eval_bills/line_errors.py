"""How many letters of single lines are read wrongly."""

import random
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from rapidfuzz.distance import Levenshtein

from tests.ai.eval_bills.intervals import Figure, resampled
from tests.ai.eval_bills.pictures import upright
from tests.ai.eval_bills.readers import Cut, LineReader
from tests.ai.eval_bills.truth import Place, Shot

MARGIN = 0.08
"""Of the line's height, around it; a line box of the browser has room for marks and tails already."""


@dataclass(frozen=True)
class Read:
    """One line: errors of `letters`."""

    errors: int
    letters: int


def cuts(shots: Sequence[Shot], a_shot: int) -> list[tuple[Cut, str]]:
    """Up to so many lines of each picture, drawn by the picture's name."""
    found: list[tuple[Cut, str]] = []
    for shot in shots:
        grey = np.asarray(upright(shot).convert("L"))
        rng = random.Random(shot.name)
        chosen = rng.sample(shot.places, min(a_shot, len(shot.places)))
        found += [(_cut(grey, place), plain(place.text)) for place in chosen]
    return found


def _cut(grey: Cut, place: Place) -> Cut:
    corners = np.array(place.corners, np.float32)
    down = float(np.linalg.norm(corners[3] - corners[0]))
    centre = corners.mean(0)
    grown = corners + np.sign(corners - centre) * down * MARGIN
    wide, high = round(float(np.linalg.norm(grown[1] - grown[0]))), round(float(np.linalg.norm(grown[3] - grown[0])))
    target = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32)
    plane = cv2.getPerspectiveTransform(grown.astype(np.float32), target)
    return np.asarray(
        cv2.warpPerspective(grey, plane, (max(4, wide), max(4, high)), borderMode=cv2.BORDER_REPLICATE), np.uint8
    )


def plain(text: str) -> str:
    """NFC, single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def read_all(reader: LineReader, lines: Sequence[tuple[Cut, str]]) -> list[Read]:
    """The errors of each line."""
    said = reader.read([cut for cut, _ in lines])
    return [
        Read(Levenshtein.distance(wanted, plain(got)), len(wanted))
        for got, (_, wanted) in zip(said, lines, strict=True)
    ]


def error_rate(reads: Sequence[Read]) -> float:
    """Errors a letter."""
    return sum(read.errors for read in reads) / max(1, sum(read.letters for read in reads))


def figure(reads: Sequence[Read]) -> Figure:
    """The character error rate with its interval."""
    return resampled(reads, error_rate)
