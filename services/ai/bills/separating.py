"""Two bills in one photo: a gap between words is a border when there is a whole bill on either side."""

from collections.abc import Sequence
from statistics import median

from services.ai.bills.geometry import rows_of
from services.ai.bills.lines import lines_of
from services.ai.bills.model import Row, Word
from services.ai.bills.money_format import format_of
from services.ai.bills.phrases import has_any, phrases
from services.ai.bills.sums import sums_of

MOST_BILLS = 8
LEAST_WORDS = 6
LEAST_GAP_BESIDE = 1.5
"""Of the usual height of a word."""
LEAST_GAP_ABOVE = 2.0


def separated(words: Sequence[Word], most: int = MOST_BILLS) -> list[list[Word]]:
    """The words of each bill of one page, left before right and upper before lower."""
    if most > 1:
        for split in (_beside, _above):
            parts = split(words)
            if parts is not None:
                first = separated(parts[0], most - 1)
                return [*first, *separated(parts[1], most - len(first))]
    return [list(words)]


def _beside(words: Sequence[Word]) -> tuple[list[Word], list[Word]] | None:
    usual = median(word.box.height for word in words) if words else 0.0
    ordered = sorted(words, key=lambda word: word.box.left)
    reach, gaps = 0.0, []
    for index, word in enumerate(ordered):
        if index >= LEAST_WORDS and word.box.left - reach >= LEAST_GAP_BESIDE * usual:
            gaps.append((word.box.left - reach, index))
        reach = max(reach, word.box.right)
    for _, index in sorted(gaps, reverse=True)[:4]:
        left, right = ordered[:index], ordered[index:]
        if len(right) >= LEAST_WORDS and _is_whole(rows_of(left)) and _is_whole(rows_of(right)):
            return left, right
    return None


def _above(words: Sequence[Word]) -> tuple[list[Word], list[Word]] | None:
    rows = rows_of(words)
    if len(rows) < 6:
        return None
    usual = median(row.box.height for row in rows)
    gaps = [
        (rows[index].box.top - max(row.box.bottom for row in rows[:index]), index) for index in range(3, len(rows) - 2)
    ]
    for gap, index in sorted(gaps, reverse=True)[:4]:
        if gap < LEAST_GAP_ABOVE * usual:
            break
        upper, lower = rows[:index], rows[index:]
        if _is_whole(upper) and _is_whole(lower) and _begins_anew(lower):
            return [word for row in upper for word in row.words], [word for row in lower for word in row.words]
    return None


def _is_whole(rows: Sequence[Row]) -> bool:
    """Whether a total with its amount stands among them."""
    return any(fact.amount for fact in sums_of(rows, format_of(rows)).of("total"))


def _begins_anew(rows: Sequence[Row]) -> bool:
    """Whether the rows are more than the payment part of the bill above: a title or things of their own."""
    form = format_of(rows)
    sums = sums_of(rows, form)
    titled = any(has_any(row.text, phrases().titles) for row in rows[:6])
    return titled and bool(lines_of(rows, sums, form))
