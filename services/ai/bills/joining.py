"""Several photos of one long bill become one list of rows; what two photos both show counts once."""

from collections.abc import Sequence
from statistics import fmean

from rapidfuzz import fuzz

from services.ai.bills.model import Row
from services.ai.bills.money_format import format_of
from services.ai.bills.phrases import plain
from services.ai.bills.sums import sums_of

ALIKE = 80.0
"""Likeness of two readings of one row, 0 to 100."""
MOST_CUT = 3
"""Rows at the edge of a photo that may be cut through, and so have no counterpart."""
LEAST_LETTERS = 8
"""A single row that overlaps must say something."""


def joined(pages: Sequence[Sequence[Row]]) -> list[list[Row]]:
    """The bills that the pages show, in order: rows of one bill together, overlaps once."""
    bills: list[list[Row]] = []
    for page in pages:
        if not page:
            continue
        if not bills:
            bills.append(list(page))
            continue
        overlap = _overlap(bills[-1], page)
        if overlap is not None:
            kept, begins = overlap
            bills[-1] = [*bills[-1][:kept], *page[begins:]]
        elif _has_total(bills[-1]) and _has_total(page):
            bills.append(list(page))
        else:
            bills[-1].extend(page)
    return bills


def _overlap(upper: Sequence[Row], lower: Sequence[Row]) -> tuple[int, int] | None:
    """How many rows of the upper photo to keep and at which row of the lower one to go on, or None."""
    above = [plain(row.text) for row in upper]
    below = [plain(row.text) for row in lower]
    best: tuple[int, float, int, int] | None = None
    for cut_above in range(min(MOST_CUT, len(above))):
        for cut_below in range(min(MOST_CUT, len(below))):
            last = len(above) - cut_above
            for size in range(min(last, len(below) - cut_below), 0, -1):
                likeness = _likeness(above[last - size : last], below[cut_below : cut_below + size])
                if likeness is None:
                    continue
                found = (size, likeness, last, cut_below + size)
                if best is None or found[:2] > best[:2]:
                    best = found
                break
    return None if best is None else (best[2], best[3])


def _likeness(above: Sequence[str], below: Sequence[str]) -> float | None:
    """The mean likeness when all rows but one in five are alike; None otherwise."""
    if len(above) == 1 and len(above[0]) < LEAST_LETTERS:
        return None
    if not (_alike(above[0], below[0]) or _alike(above[-1], below[-1])):
        return None
    unlike = sum(not _alike(one, other) for one, other in zip(above, below, strict=True))
    return fmean(map(fuzz.ratio, above, below)) if unlike * 5 <= len(above) else None


def _alike(one: str, other: str) -> bool:
    """Two readings of one row: nearly the same letters, and the same digits, since things differ by their prices."""
    digits = [[symbol for symbol in text if symbol.isdigit()] for text in (one, other)]
    return digits[0] == digits[1] and fuzz.ratio(one, other) >= ALIKE


def _has_total(rows: Sequence[Row]) -> bool:
    return any(fact.amount for fact in sums_of(rows, format_of(rows)).of("total"))
