"""Counting wrong words, and figures with their intervals."""

import pytest

from services.ai.training.speech.gate.errors import errors, word_errors
from tests.ai.eval_voice.figures import f1, percentile, ratio


@pytest.mark.parametrize(
    ("expected", "heard", "wrong"),
    [
        ("a b c", "a b c", 0),
        ("a b c", "a c", 1),
        ("a b c", "a x c", 1),
        ("a b c", "", 3),
        ("", "a", 1),
        ("a b", "b a", 2),
    ],
)
def test_errors(expected: str, heard: str, wrong: int) -> None:
    assert errors(expected.split(), heard.split()) == wrong


def test_marks_and_punctuation_are_no_errors() -> None:
    assert word_errors("Hòa ăn phở.", "hoà ăn phở") == (0, 3)


def test_a_ratio_is_of_sums_and_its_interval_holds_it() -> None:
    figure = ratio([(1, 2), (3, 3), (0, 5)])
    assert figure.value == pytest.approx(0.4)
    assert figure.low <= figure.value <= figure.high
    assert figure.count == 3


def test_all_right_has_no_spread() -> None:
    figure = ratio([(1, 1)] * 50)
    assert (figure.low, figure.value, figure.high) == (1, 1, 1)


def test_f1() -> None:
    assert f1([(3, 4, 5)]).value == pytest.approx(2 * 3 / 9)


def test_percentile() -> None:
    assert percentile([float(value) for value in range(101)], 95).value == pytest.approx(95)
