"""Paper that curls: rows stay together, and boxes are told where they stand in the photo."""

import math
import random

import pytest

from services.ai.bills.bending import FLAT, Run, bend_of
from services.ai.bills.geometry import rows_of, slanted, straightened
from services.ai.bills.model import Box, Word

WIDTH, PITCH, HEIGHT = 1000, 34, 24


def height_at(x: float, y: float, curl: float, lean: float) -> float:
    """How much lower the paper's line through (0, y) stands at x: a wave, and lines that open like a fan."""
    u = x / WIDTH
    return curl * WIDTH * u * u * (1 - 2 * u / 3) + lean * x * (y / 1000 - 0.5)


def curled(curl: float, lean: float) -> tuple[list[Word], list[Run]]:
    """A table of twenty rows, each with a name, a price and a sum, on such paper."""
    rng, words, runs = random.Random(1), [], []  # noqa: S311 - places, not secrets
    for row in range(20):
        for cell, (left, wide) in enumerate(((40, 380), (520, 110), (860, 110))):
            x, y = left + wide / 2, 60 + row * PITCH
            down = height_at(x, y, curl, lean)
            words.append(Word(f"{row}.{cell}", Box(left, y + down, left + wide, y + down + HEIGHT)))
            slope = (height_at(x + 1, y, curl, lean) - height_at(x - 1, y, curl, lean)) / 2
            runs.append(Run(x, y + down + HEIGHT / 2, slope + rng.gauss(0, 0.003), wide / HEIGHT))
    return words, runs


@pytest.mark.parametrize(("curl", "lean"), [(0.16, 0.0), (-0.16, 0.0), (0.0, 0.08), (0.1, -0.06)])
def test_rows_of_curled_paper_stay_together(curl: float, lean: float) -> None:
    words, runs = curled(curl, lean)
    rows = rows_of(straightened(words, 0.0, bend_of(runs)))
    said = [[word.text for word in row.words] for row in rows]
    assert said == [[f"{row}.{cell}" for cell in range(3)] for row in range(20)]
    assert [[word.text for word in row.words] for row in rows_of(words)] != said


def test_boxes_are_told_where_they_stand_in_the_photo() -> None:
    words, runs = curled(0.16, 0.05)
    bend = bend_of(runs)
    for word, level in zip(words, straightened(words, 0.02, bend), strict=True):
        back = slanted(level.box, 0.02, bend)
        assert math.dist(back.middle, word.box.middle) < 2


def test_few_or_even_runs_tell_no_bend() -> None:
    _, runs = curled(0.16, 0.0)
    assert bend_of(runs[:5]) == FLAT
    assert bend_of([Run(run.x, run.y, 0.001, 4.0) for run in runs]) == FLAT
    assert bend_of([Run(100 + index % 3, index * 30, 0.05, 4.0) for index in range(20)]) == FLAT
