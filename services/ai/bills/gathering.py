"""Rows become things: names and numbers that stand in rows of their own are joined."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import pairwise

from services.ai.bills.line_row import RowNumbers
from services.ai.bills.model import Box, Line
from services.ai.bills.wrapping import Limits, limits_of

LARGEST_NAME = 120
MOST_NAMES = 3
"""Rows that one name may take."""


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A line as it was read, with the row that carries its sum."""

    line: Line
    row: int

    @property
    def amount(self) -> int:
        return self.line.amount


def gathered(read: Sequence[tuple[int, RowNumbers]], headed: bool) -> list[ReadLine]:
    """The things of these rows, each with its number on the page, in print order. `headed` when titles of columns stand
    above them, and not the heading of the bill.
    """
    state = _Gathering(limits_of([row for _, row in read]), headed)
    before = None
    for index, row in _names_first(read):
        if before is not None and abs(index - before) > 1:
            state.part()
        before = index
        if row.amount is None:
            state.add_words(row)
        else:
            state.add_sum(index, row, row.amount)
    return state.found


def _names_first(read: Sequence[tuple[int, RowNumbers]]) -> list[tuple[int, RowNumbers]]:
    """The rows, with each name in front of its numbers where bills print it below them."""
    kinds = ["name" if row.has_name and row.amount is None else "sum" if _is_bare_sum(row) else "" for _, row in read]
    told = [kind for kind in kinds if kind]
    below = told[:1] == ["sum"] and told[-1:] == ["name"] and 2 * told.count("sum") == len(told)
    if not below or any(one == other for one, other in pairwise(told)):
        return list(read)
    found: list[tuple[int, RowNumbers]] = []
    for item, kind in zip(read, kinds, strict=True):
        found.insert(len(found) - (kind == "name"), item)
    return found


def _is_bare_sum(row: RowNumbers) -> bool:
    return row.amount is not None and not row.has_name


@dataclass
class _Gathering:
    limits: Limits
    headed: bool
    """Whether the rows since here are none of the bill's heading."""
    found: list[ReadLine] = field(default_factory=list)
    waiting: list[RowNumbers] = field(default_factory=list)
    """Rows without a sum since the last thing."""
    open: RowNumbers | None = None
    """The row that ends the name of the last thing, while it may still go on."""
    numbers: RowNumbers | None = None
    """The row with the sum of the last thing."""

    def part(self) -> None:
        """Something else stands between: no name goes on over it."""
        self.waiting, self.open, self.headed = [], None, True

    def add_words(self, row: RowNumbers) -> None:
        """A row without a sum: a name, what goes on from one, or how many."""
        if row.has_name and not row.name.is_a_unit:
            if self.found and not self.waiting and self._goes_on(row):
                line = self.found[-1].line
                name = f"{line.name} {row.name.text}"[:LARGEST_NAME]
                self.found[-1] = ReadLine(replace(line, name=name, box=_both(line.box, row.box)), self.found[-1].row)
                self.open = row
            else:
                self.waiting.append(row)
        elif self.found and not self.waiting and _explains(row, self.found[-1].line):
            self.found[-1] = _counted_by(self.found[-1], row)
        elif row.quantity or row.unit_price is not None:
            self.waiting.append(row)

    def _goes_on(self, row: RowNumbers) -> bool:
        """Whether the last name had no room for the first word of this one."""
        if self.open is None or row.name.adds:
            return False
        beside = self.numbers is not None and self.open is not self.numbers and not _overlap(self.numbers.box, row.box)
        return not beside and self.limits.runs_on(self.open, row)

    def add_sum(self, index: int, row: RowNumbers, amount: int) -> None:
        """A row with a sum: a thing, or how the last one came to its sum."""
        named = row.has_name and not (row.name.is_a_unit and self.waiting)
        if not named and not self.waiting and self.found and _explains(row, self.found[-1].line):
            self.found[-1] = _counted_by(self.found[-1], row)
            return
        if row.name.is_a_title and not self.waiting and not row.quantity:
            return
        names = self._names_for(row if named else None)
        counts = [other for other in self.waiting if not other.has_name]
        self.found.append(ReadLine(_line(row, names, counts, amount, named), index))
        self.open = row if named else (names[-1] if names else None)
        self.numbers, self.waiting = row, []

    def _names_for(self, row: RowNumbers | None) -> list[RowNumbers]:
        """The waiting rows that are the beginning of the row's name, or all of it when the row has none."""
        named = [other for other in self.waiting if other.has_name and not other.name.adds]
        chosen: list[RowNumbers] = [] if row is not None else named[-1:]
        lower = row if row is not None else (named[-1] if named else None)
        if not self.headed and not self.found:
            return chosen
        for other in reversed(named[: len(named) - len(chosen)]):
            if lower is None or len(chosen) >= MOST_NAMES or not self.limits.runs_on(other, lower):
                break
            chosen.insert(0, other)
            lower = other
        return chosen


def _overlap(one: Box, other: Box) -> bool:
    return one.page == other.page and min(one.bottom, other.bottom) > max(one.top, other.top)


def _both(one: Box, other: Box) -> Box:
    return one.with_other(other) if one.page == other.page else one


def _explains(row: RowNumbers, line: Line) -> bool:
    """Whether a nameless row "2 x 45.000" tells how the line above came to its sum, or only says it again."""
    if row.has_name or line.unit_price is not None:
        return False
    price = row.unit_price if row.unit_price is not None else row.amount
    if price is None or not (row.quantity or row.unit_price is not None):
        return False
    quantity = Fraction(row.quantity or "1")
    off = abs(quantity * price - line.amount)
    if off <= max(Fraction(1), Fraction(abs(line.amount), 200)) or row.amount == line.amount:
        return True
    return not line.quantity and row.amount is not None and row.amount == quantity * line.amount


def _counted_by(last: ReadLine, row: RowNumbers) -> ReadLine:
    before = last.line
    multiplied = row.amount is not None and row.amount == Fraction(row.quantity or "1") * before.amount
    if multiplied and row.amount is not None:  # the price stood beside the name, the sum below it
        before = replace(before, amount=row.amount, amount_box=row.amount_box, unit_price=before.amount)
        price = before.unit_price
    else:
        price = row.unit_price if row.unit_price is not None else row.amount
    line = replace(
        before,
        quantity=row.quantity or before.quantity,
        unit=row.unit or before.unit,
        unit_price=price,
        box=_both(before.box, row.box),
    )
    return ReadLine(line, last.row)


def _line(row: RowNumbers, names: Sequence[RowNumbers], counts: Sequence[RowNumbers], amount: int, named: bool) -> Line:
    said = [other.name.text for other in names] + ([row.name.text] if named else [])
    box = row.box
    for other in names:
        box = _both(box, other.box)
    parts = (row, *counts, *names)
    counted = next((other for other in parts if other.quantity), None)
    return Line(
        name=" ".join(part for part in said if part)[:LARGEST_NAME],
        amount=amount,
        box=box,
        confidence=min(part.confidence for part in parts),
        quantity=counted.quantity if counted else "",
        unit=row.unit or (counted.unit if counted else ""),
        unit_price=next((other.unit_price for other in parts if other.unit_price is not None), None),
        amount_box=row.amount_box,
    )
