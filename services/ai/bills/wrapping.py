"""Names that take several rows: a name goes on where its next word had no room in the row above."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from services.ai.bills.line_row import RowNumbers
from services.ai.bills.names import Name

NARROWEST_BESIDE, NARROWEST_ALONE = 0.55, 0.8
"""Of the room that names have, beside numbers and alone in their rows: a column of names is hardly narrower."""
NEVER = -99.0
WRAPPED, ROOM_LEFT = 1.0, -1.5
GOES_ON, BEGINS = 1.0, -0.5
"""What a small letter, a digit or a bracket in front says for a row that goes on, and a large one against."""
OTHER_LOOK, OTHER_PLACE = -1.0, -1.5
"""Of two rows only one is in capitals; they begin at different places, as what stands in the middle does."""
INDENTED, OUTDENTED = 4, 6
"""Letters by which rows of one name may begin further right and further left."""
CAPITALS = 0.8
REMARK = re.compile(r"^[^\W\d][^:]{1,14}:\s*\S")
"""A note to the kitchen: "Ghi chú: ít cay"."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Where the column of names begins and ends, in pixels; `beside` when numbers stand beside them."""

    left: float = 0.0
    right: float = float("inf")
    beside: bool = False

    def likeness(self, upper: Name, lower: Name) -> float:
        """How much speaks for the lower row going on with the upper row's name; below 0 against it."""
        if lower.adds or REMARK.match(lower.text) or not upper.text or not lower.text:
            return NEVER
        wrapped = upper.right + upper.letter + lower.first_word > self.right
        begins = lower.text[:1].isupper()
        against = OTHER_LOOK * (is_heading(lower) != is_heading(upper)) + OTHER_PLACE * _is_elsewhere(upper, lower)
        return (WRAPPED if wrapped else ROOM_LEFT) + (BEGINS if begins else GOES_ON) + against

    def holds(self, name: Name) -> bool:
        """Whether the print stands in the column of names."""
        return bool(name.text) and name.right <= self.right + 2 * name.letter


def _is_elsewhere(upper: Name, lower: Name) -> bool:
    return lower.left - upper.left > INDENTED * upper.letter or upper.left - lower.left > OUTDENTED * upper.letter


def is_heading(name: Name) -> bool:
    """Whether it is in capitals, but for a letter that was read wrongly: "ĐỒ UỐNG"."""
    letters = [symbol for symbol in name.text if symbol.isalpha()]
    return len(letters) > 2 and sum(letter.isupper() for letter in letters) >= CAPITALS * len(letters)


def is_remark(name: Name) -> bool:
    """Whether it says something of a thing above."""
    return name.adds or bool(REMARK.match(name.text))


def limits_of(rows: Sequence[RowNumbers]) -> Limits:
    """The column of names: up to the numbers where names and numbers share rows, else up to the edge of the print."""
    named = [row for row in rows if row.has_name]
    if not named:
        return Limits()
    left = min(row.name.left for row in named)
    sums = [row for row in rows if row.amount is not None]
    numbers = [row.numbers_left for row in sums if row.has_name and row.numbers_left is not None]
    beside = 2 * len(numbers) > len(sums)
    room = (min(numbers) if beside else max(row.box.right for row in rows)) - left
    widest = max(row.name.right for row in named) - left
    narrowest = NARROWEST_BESIDE if beside else NARROWEST_ALONE
    return Limits(left, left + max(min(widest, room), narrowest * room), beside)
