"""The measures themselves: words, intervals, matching of lines, the camera's places."""

import random

import numpy as np
import pytest
from PIL import Image

from services.ai.bills.model import Bill, Box, Line, PictureKind
from tests.ai.eval_bills import bill_errors, camera
from tests.ai.eval_bills.intervals import resampled, share
from tests.ai.eval_bills.papers import large, other, small
from tests.ai.eval_bills.papers.words import spell
from tests.ai.eval_bills.truth import Paper, Place, Shot, Sold, Truth
from tests.ai.eval_bills.whole import Outcome


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (45_000, "Bốn mươi lăm nghìn đồng"),
        (1_250_000, "Một triệu hai trăm năm mươi nghìn đồng"),
        (2_005_000, "Hai triệu không trăm lẻ năm nghìn đồng"),
        (21_000, "Hai mươi mốt nghìn đồng"),
        (115_000, "Một trăm mười lăm nghìn đồng"),
    ],
)
def test_amounts_are_spelled(amount: int, words: str) -> None:
    assert spell(amount) == words


@pytest.mark.parametrize(
    "make", [small.pho, small.cafe, small.grocer, small.fuel, small.pharmacy, large.supermarket, large.restaurant]
)
def test_a_paper_says_its_total_and_its_goods(make: object) -> None:
    for seed in range(20):
        paper: Paper = make(random.Random(seed))  # type: ignore[operator]
        total = f"{paper.truth.total:,}"
        assert total in paper.html or total.replace(",", ".") in paper.html
        assert paper.truth.lines
        for sold in paper.truth.lines:
            assert sold.name in paper.html


def test_other_papers_are_no_bills() -> None:
    for make in (other.page, other.chat, other.timetable, other.notice):
        assert make(random.Random(1)).truth.kind == "none"


def test_intervals_hold_the_value_and_shrink() -> None:
    few, many = share(9, 10), share(900, 1000)
    assert few.low < 0.9 < few.high
    assert many.high - many.low < few.high - few.low
    assert share(10, 10).low < 1.0
    rate = resampled([0, 1] * 50, lambda cases: sum(cases) / len(cases))
    assert rate.low < 0.5 < rate.high


def outcome(*lines: tuple[str, int]) -> Outcome:
    said = tuple(Line(name, amount, Box(0, 0, 1, 1), 1.0) for name, amount in lines)
    return Outcome((Bill(PictureKind.BILL, "VND", (), said),), 0.0, 0)


def test_a_line_counts_once_and_only_with_its_amount() -> None:
    goods = (Sold("Quẩy", "1", 5000, 5000), Sold("Phở tái lăn", "1", 60000, 60000))
    shot = Shot("x", "pho", "thermal", Truth("bill", 65000, lines=goods), ())
    assert bill_errors.lines_of(shot, outcome(("Quẩy", 5000), ("Quẩy", 5000))) == bill_errors.Lines(1, 2, 2)
    assert bill_errors.lines_of(shot, outcome(("Phở tai lăn", 60000))).right == 1
    assert bill_errors.lines_of(shot, outcome(("Phở tái lăn", 6000))).right == 0


def test_a_quantity_counts_where_one_is_printed() -> None:
    line = Line("Quẩy", 5000, Box(0, 0, 1, 1), 1.0, quantity="1")
    assert bill_errors.same_count(Sold("Quẩy", "1", 5000, 5000), line)
    assert bill_errors.same_count(Sold("Quẩy", "", 0, 5000), line)
    assert not bill_errors.same_count(Sold("Quẩy", "2", 2500, 5000), line)


def test_the_camera_knows_where_texts_went() -> None:
    sheet = Image.new("RGB", (400, 600), "white")
    sheet.paste((0, 0, 0), (150, 250, 250, 290))
    place = Place("x", ((150, 250), (250, 250), (250, 290), (150, 290)))
    for seed in range(12):
        paper = Paper("t", "", "", 200, Truth("none"), "", "laser")
        photo, (moved,) = camera.photograph(random.Random(seed), sheet, [place], paper)
        grey = np.asarray(photo.convert("L"), np.float32)
        x, y = np.mean(moved.corners, axis=0)
        inside = grey[round(y) - 3 : round(y) + 4, round(x) - 3 : round(x) + 4].mean()
        below = grey[round(y) + 40 : round(y) + 47, round(x) - 3 : round(x) + 4].mean()
        assert inside < below
