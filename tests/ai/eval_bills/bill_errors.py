"""How many totals and lines of whole bills are right."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from rapidfuzz.distance import Levenshtein

from services.ai.bills.model import Line
from tests.ai.eval_bills.intervals import Figure, resampled, share
from tests.ai.eval_bills.truth import Shot, Sold
from tests.ai.eval_bills.whole import Outcome

Same = Callable[[Sold, Line], bool]
LIKE = 0.8
"""A line is right when its amount is and its name is like this to the one printed."""


@dataclass(frozen=True)
class Lines:
    """Of one bill: lines that are right, lines said, lines there are."""

    right: int
    said: int
    there: int


def totals(cases: Sequence[tuple[Shot, Outcome]]) -> Figure:
    """The share of pictures whose total is exact."""
    return share(sum(outcome.total == shot.truth.total for shot, outcome in cases), len(cases))


def verified_totals(cases: Sequence[tuple[Shot, Outcome]]) -> Figure:
    """The same among those that say that they are proven."""
    return totals([(shot, outcome) for shot, outcome in cases if outcome.verified])


def none_said(cases: Sequence[tuple[Shot, Outcome]]) -> Figure:
    """The share of pictures of which "no bill" is said."""
    return share(sum(outcome.first is None for _, outcome in cases), len(cases))


def lines_of(shot: Shot, outcome: Outcome, same: Same | None = None) -> Lines:
    """Lines of the bill matched to those printed, each at most once, by name and amount unless said otherwise."""
    alike = same or same_thing
    said = outcome.first.lines if outcome.first else ()
    left = list(shot.truth.lines)
    right = 0
    for line in said:
        twin = next((sold for sold in left if alike(sold, line)), None)
        if twin is not None:
            left.remove(twin)
            right += 1
    return Lines(right, len(said), len(shot.truth.lines))


def same_thing(sold: Sold, line: Line) -> bool:
    """Whether the amount is exact and the name nearly so."""
    likeness = Levenshtein.normalized_similarity(sold.name.casefold(), line.name.casefold())
    return sold.amount == line.amount and likeness >= LIKE


def same_count(sold: Sold, line: Line) -> bool:
    """Whether the quantity, where one is printed, is exact besides."""
    counted = not sold.quantity or bool(line.quantity and Fraction(line.quantity) == Fraction(sold.quantity))
    return same_thing(sold, line) and counted


def f1(bills: Sequence[Lines]) -> float:
    """Over all lines of all bills."""
    right = sum(bill.right for bill in bills)
    return 2 * right / max(1, sum(bill.said + bill.there for bill in bills))


def line_f1(cases: Sequence[tuple[Shot, Outcome]], same: Same | None = None) -> Figure:
    """F1 of the lines with its interval, bills drawn again."""
    return resampled([lines_of(shot, outcome, same) for shot, outcome in cases], f1)


def failures(cases: Sequence[tuple[Shot, Outcome]]) -> Counter[str]:
    """Wrong totals by layout."""
    return Counter(shot.template for shot, outcome in cases if outcome.total != shot.truth.total)
