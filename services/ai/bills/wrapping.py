"""Names that take several rows: a name went on where its next word had no room in the row above."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.ai.bills.line_row import RowNumbers

NARROWEST = 0.8
"""Of the room between the left edge and the numbers: a column of names is hardly narrower."""
SMALL_LETTER = 0.85
"""A row that begins with a small letter goes on from the one above, even where a short word more had room."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Where the column of names begins and ends, in pixels."""

    left: float = 0.0
    right: float = float("inf")

    def runs_on(self, upper: RowNumbers, lower: RowNumbers) -> bool:
        """Whether the lower row's first word had no room behind the upper row's name."""
        if not upper.has_name or not lower.has_name or upper.box.page != lower.box.page:
            return False
        small = lower.name.text[:1].islower()
        right = self.left + (self.right - self.left) * (SMALL_LETTER if small else 1.0)
        return upper.name.right + upper.name.letter + lower.name.first_word > right


def limits_of(rows: Sequence[RowNumbers]) -> Limits:
    """The column of names: up to the numbers where names and numbers share rows, else up to the edge of the print."""
    named = [row for row in rows if row.has_name]
    if not named:
        return Limits()
    left = min(row.name.left for row in named)
    sums = [row for row in rows if row.amount is not None]
    beside = [row.numbers_left for row in sums if row.has_name and row.numbers_left is not None]
    shared = 2 * len(beside) > len(sums)
    room = (min(beside) if shared else max(row.box.right for row in rows)) - left
    widest = max(row.name.right for row in named) - left
    return Limits(left, left + max(min(widest, room), NARROWEST * room))
