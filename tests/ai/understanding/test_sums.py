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


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("2 phở 90k 1 quẩy 10k", [90_000, 10_000]),
        ("2 ly cà phê 50k 1 ly trà 30k", [50_000, 30_000]),
        ("5 cuốn vở 8k một cuốn", [40_000]),
        ("đi siêu thị 450k trong đó sữa 120k", [450_000]),
        ("sửa xe 250k (thay nhớt 120k, vá 20k)", [250_000]),
        ("phở 45k (2 tô) cafe 25k", [45_000, 25_000]),
        ("triệu 2", [1_200_000]),
        ("2-3 người ăn 150k", [150_000]),
        ("mua 1 tặng 1 trà sữa 55k", [55_000]),
        ("phim 3d 120k", [120_000]),
        ("biển số 29A-12345 phạt 800k", [800_000]),
        ("phở 10 Lý Quốc Sư 85k", [85_000]),
        ("ram 16gb 1tr2", [1_200_000]),
    ],
)
def test_counts_parts_and_names_are_no_amounts_of_their_own(
    text: str, amounts: list[int], understand: Understand
) -> None:
    assert [draft.amount for draft in understand(text).drafts] == amounts
