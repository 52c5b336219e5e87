"""A number in front of a name: the running number of a table, or how many were bought."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from services.ai.bills.line_row import RowNumbers

Read = Sequence[tuple[int, RowNumbers]]
GLUED = re.compile(r"^(\d{1,2})\s?[|/\\!]?(?=[^\W\d_])")
BORDER = re.compile(r"^[TIl|](?=[A-ZÀ-ỸĐ][a-zà-ỹ])")
"""The rule of a table that was read as a letter in front of a name."""
LEAST_SHARE = 0.6
MOST_BOUGHT = 99


def without_running_numbers(read: Read) -> list[tuple[int, RowNumbers]]:
    """Running numbers are dropped; other numbers in front of names are quantities."""
    named = [row for _, row in read if row.has_name and not row.name.is_a_unit]
    numbers = [_number_of(row) for row in named]
    running = _run(numbers)
    return [(index, _without(row) if running else _counted(row)) for index, row in read]


def _number_of(row: RowNumbers) -> int | None:
    glued = GLUED.match(row.name.text)
    return row.name.leading if row.name.leading is not None or glued is None else int(glued[1])


def _run(numbers: Sequence[int | None]) -> bool:
    """Whether most numbers are one more than the one before, from one on."""
    said = [number for number in numbers if number is not None]
    if len(said) < 2 or said[0] != 1:
        return False
    steps = sum(after == before + 1 for before, after in pairwise(said))
    return steps >= LEAST_SHARE * (len(said) - 1)


def _without(row: RowNumbers) -> RowNumbers:
    text = row.name.text
    if row.name.leading is None:
        text = GLUED.sub("", text)
    return replace(row, name=replace(row.name, text=BORDER.sub("", text), leading=None))


def _counted(row: RowNumbers) -> RowNumbers:
    """The number counts; where another one does, it is part of the name ("7 Up") or a single running number."""
    leading = row.name.leading
    if leading is None or not 0 < leading <= MOST_BOUGHT:
        return row
    if not row.quantity:
        return replace(row, quantity=str(leading))
    if leading == 1 or not row.is_priced:
        return row
    return replace(row, name=replace(row.name, text=f"{leading} {row.name.text}"))
