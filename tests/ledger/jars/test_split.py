"""Splitting income into jars: every đồng arrives somewhere, and no jar is more than one đồng from its share."""

from fractions import Fraction
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.ledger.jars.model import WHOLE, Share, ShareKind, is_valid_rule, split

SIX_JARS = [(ShareKind.PERCENT, points) for points in (5500, 1000, 1000, 1000, 1000, 500)]


@st.composite
def percentages(draw: st.DrawFn) -> list[tuple[ShareKind, int]]:
    cuts = sorted(draw(st.sets(st.integers(1, WHOLE - 1), max_size=8)))
    edges = [0, *cuts, WHOLE]
    return [(ShareKind.PERCENT, high - low) for low, high in pairwise(edges)]


def test_the_salary_of_the_story() -> None:
    assert split(10_000_001, SIX_JARS) == (5_500_001, 1_000_000, 1_000_000, 1_000_000, 1_000_000, 500_000)


def test_one_dong_goes_to_the_largest_share() -> None:
    assert split(1, SIX_JARS) == (1, 0, 0, 0, 0, 0)


def test_equal_fractions_prefer_the_earlier_jar() -> None:
    thirds = [(ShareKind.PERCENT, 3334), (ShareKind.PERCENT, 3333), (ShareKind.PERCENT, 3333)]
    assert split(100, thirds) == (34, 33, 33)


def test_a_remainder_takes_all_that_no_percentage_names() -> None:
    rule = [(ShareKind.PERCENT, 5000), (ShareKind.REMAINDER, 0), (ShareKind.PERCENT, 1000)]
    assert split(10_001, rule) == (5_000, 4_001, 1_000)


@given(st.integers(0, 10**15), percentages())
def test_parts_are_the_income_and_near_their_share(income: int, rule: list[tuple[ShareKind, int]]) -> None:
    parts = split(income, rule)
    assert sum(parts) == income
    assert all(abs(part - Fraction(income * points, WHOLE)) < 1 for part, (_, points) in zip(parts, rule, strict=True))


def share(number: int, points: int, kind: ShareKind = ShareKind.PERCENT) -> Share:
    return Share(UUID(int=number), kind, points)


@pytest.mark.parametrize(
    ("shares", "valid"),
    [
        ([share(1, 5500), share(2, 4500)], True),
        ([share(1, 5500), share(2, 4400)], False),
        ([share(1, 5500), share(2, 4600)], False),
        ([share(1, 5500), share(2, 0, ShareKind.REMAINDER)], True),
        ([share(1, 10_000), share(2, 0, ShareKind.REMAINDER)], True),
        ([share(1, 0, ShareKind.REMAINDER), share(2, 0, ShareKind.REMAINDER)], False),
        ([share(1, 5000), share(1, 5000)], False),
        ([share(1, 0), share(2, 10_000)], False),
        ([share(1, 10_000), share(2, 5, ShareKind.REMAINDER)], False),
        ([], False),
    ],
)
def test_a_rule_makes_a_whole(shares: list[Share], valid: bool) -> None:
    assert is_valid_rule(shares) is valid
