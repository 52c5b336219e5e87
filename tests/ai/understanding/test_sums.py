"""Prices of one and of all, shares, and the question that two readings of a price raise."""

from collections.abc import Callable

import pytest

from services.ai.understanding.model import Draft, Understanding

Understand = Callable[[str], Understanding]


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("300k/3", [100_000]),
        ("tiền lẩu 600k/4 người", [150_000]),
        ("600k/4ng tiền lẩu", [150_000]),
        ("cam 50k/2kg", [50_000]),
        ("vé 60k mỗi người 3 người", [180_000]),
        ("mỗi người 60k, 3 người", [180_000]),
        ("mỗi đứa 80k 4 đứa tiền lẩu", [320_000]),
        ("nước suối 10k/chai, 3 chai", [30_000]),
        ("chia tiền lẩu mỗi người 60k, 3 người", [60_000]),
        ("mua rau 15 cá 80 trái cây 60", [15_000, 80_000, 60_000]),
        ("mua thịt 90 hộp sữa 36", [90_000, 36_000]),
        ("mua trứng 10 quả 35", [35_000]),
        ("cơm văn phòng 45", [45_000]),
        ("ăn cơm văn phòng 45 với trà đá 5", [45_000, 5_000]),
        ("phòng 45 hết 2tr", [2_000_000]),
    ],
)
def test_one_and_all_are_told_apart(text: str, amounts: list[int], understand: Understand) -> None:
    assert [draft.amount for draft in understand(text).drafts] == amounts


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("3 ly 25k", 75_000, 25_000),
        ("3 ly cà phê 25k", 75_000, 25_000),
        ("2 tô phở 45k", 45_000, 90_000),
    ],
)
def test_a_price_of_one_or_of_all_is_asked(text: str, first: int, second: int, understand: Understand) -> None:
    found = understand(text)
    assert found.question is not None
    assert [option.amount for option in found.question.options] == [first, second]
    assert found.question.slang == ""
    (draft,) = found.drafts
    assert draft.amount == first
    assert next(piece for piece in draft.evidence if piece.field == "amount").inferred


@pytest.mark.parametrize(
    ("text", "amount"),
    [("5 ly trà sữa 32k", 160_000), ("2 tô phở 90k", 90_000), ("3 ly trà đá 15k", 15_000), ("trà đá 3 ly 15k", 15_000)],
)
def test_what_one_costs_decides_when_only_one_reading_is_likely(
    text: str, amount: int, understand: Understand, draft_of: Callable[[str], Draft]
) -> None:
    assert draft_of(text).amount == amount
    assert understand(text).question is None


def test_a_word_of_slang_is_asked_before_a_price(understand: Understand) -> None:
    question = understand("3 ly cà phê 25k, nhậu hai xị").question
    assert question is not None
    assert question.slang == "xi"
