"""The things of a bill: rows between the columns' titles and the first sum."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from services.ai.bills.dates import days_of
from services.ai.bills.line_row import RowNumbers, read_row
from services.ai.bills.model import Box, Line, Row
from services.ai.bills.money_format import MoneyFormat
from services.ai.bills.phrases import has_any
from services.ai.bills.sums import Sums, is_header

ENDS = frozenset({"total", "subtotal", "cash", "card", "wallet", "transfer", "change", "words"})
NO_THINGS = ("hotline", "mst", "http")
LARGEST_NAME = 120
MOST_LINES = 300
PRICE_COLUMN = 0.22
"""Of the width of the print: how far from the price column a sum's right edge may stand."""


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A line as it was read, with the row that carries its sum."""

    line: Line
    row: int

    @property
    def amount(self) -> int:
        return self.line.amount


def body_of(rows: Sequence[Row], sums: Sums, form: MoneyFormat) -> range:
    """The rows that can be things: below the columns' titles, above the first sum that ends them.

    A total below which more things stand before the next total was one of a part.
    """
    ends = sorted((fact for fact in sums.facts if fact.role in ENDS), key=lambda fact: fact.row)
    totals = [fact.row for fact in ends if fact.role in {"total", "subtotal"}]
    headers = [index for index, row in enumerate(rows) if is_header(row) and (not totals or index < totals[0])]
    start = headers[0] + 1 if headers else 0
    things = [i for i in range(start, len(rows)) if i not in sums.labelled and _is_thing(rows[i], form)]
    ends = [fact for fact in ends if things and fact.row > things[0]]
    if not ends:
        return range(start, len(rows))
    end = ends[0].row
    for fact in ends[1:]:
        between = any(end < thing < fact.row for thing in things)
        if between and fact.role == "total" and ends[0].role in {"total", "subtotal"}:
            end = fact.row
    return range(start, end)


def lines_of(rows: Sequence[Row], sums: Sums, form: MoneyFormat) -> list[ReadLine]:
    """The lines in print order."""
    body = [index for index in body_of(rows, sums, form) if _may_be_thing(rows[index], index, sums)]
    read = [(index, read_row(rows[index], form)) for index in body]
    column = _price_column(rows, read)
    if column is not None:
        read = [(index, _in_column(row, column)) for index, row in read]
    amounts = [row for _, row in read if row.amount is not None]
    two_rowed = bool(amounts) and 2 * sum(not row.has_name for row in amounts) >= len(amounts)
    return _gathered(read, two_rowed)[:MOST_LINES]


def _is_thing(row: Row, form: MoneyFormat) -> bool:
    numbers = read_row(row, form)
    return numbers.amount is not None and numbers.has_name and not any(True for _ in days_of(row.text))


def _may_be_thing(row: Row, index: int, sums: Sums) -> bool:
    if index in sums.labelled or is_header(row) or any(True for _ in days_of(row.text)):
        return False
    return not has_any(row.text, NO_THINGS)


def _price_column(rows: Sequence[Row], read: Sequence[tuple[int, RowNumbers]]) -> tuple[float, float] | None:
    """Right edge of the price column and how far from it a sum may end."""
    edges = [row.amount_box.right for _, row in read if row.amount_box is not None]
    if len(edges) < 3:
        return None
    left = min(row.box.left for row in rows)
    right = max(row.box.right for row in rows)
    usual = median(sorted(edges)[len(edges) // 2 :])
    return usual, PRICE_COLUMN * (right - left)


def _in_column(row: RowNumbers, column: tuple[float, float]) -> RowNumbers:
    """A number far left of the price column is a price or a code, not the sum of the line."""
    if row.amount_box is None or abs(row.amount_box.right - column[0]) <= column[1]:
        return row
    price = row.amount if row.unit_price is None else row.unit_price
    return replace(row, amount=None, amount_box=None, unit_price=price)


def _gathered(read: Sequence[tuple[int, RowNumbers]], two_rowed: bool) -> list[ReadLine]:
    """Joins names and numbers that stand in rows of their own."""
    found: list[ReadLine] = []
    waiting: list[RowNumbers] = []
    for index, row in read:
        if row.amount is None:
            if not _counts_last(found, row):
                waiting.append(row)
            else:
                found[-1] = _counted_by(found[-1], row)
            continue
        if row.has_name and not two_rowed:
            _continue_name(found, waiting)
            found.append(ReadLine(_line(row, (), row.amount), index))
        elif row.has_name:
            if len(waiting) == 1 and waiting[0].unit_price is None and not found:
                waiting = []
            found.append(ReadLine(_line(row, waiting if not _has_many(waiting) else (), row.amount), index))
        elif waiting:
            found.append(ReadLine(_line(row, waiting[-2:] if found else waiting[-1:], row.amount), index))
        elif found and _repeats(found[-1], row):
            found[-1] = _counted_by(found[-1], row)
        else:
            found.append(ReadLine(_line(row, (), row.amount), index))
        waiting = []
    return found


def _has_many(waiting: Sequence[RowNumbers]) -> bool:
    return len(waiting) > 2


def _counts_last(found: Sequence[ReadLine], row: RowNumbers) -> bool:
    """Whether a nameless row "2 x 45.000" tells how the line above came to its sum."""
    if not found or row.has_name or row.unit_price is None or found[-1].line.unit_price is not None:
        return False
    try:
        off = abs(float(row.quantity or "1") * row.unit_price - found[-1].amount)
    except ValueError:
        return False
    return off <= max(1.0, 0.005 * abs(found[-1].amount))


def _repeats(last: ReadLine, row: RowNumbers) -> bool:
    """Whether a nameless row only says the last line's sum again."""
    return row.amount == last.amount and last.line.unit_price is None and bool(row.quantity)


def _counted_by(last: ReadLine, row: RowNumbers) -> ReadLine:
    before = last.line
    line = replace(
        before,
        quantity=row.quantity or before.quantity,
        unit=row.unit or before.unit,
        unit_price=row.unit_price,
        box=before.box.with_other(row.box) if row.box.page == before.box.page else before.box,
    )
    return ReadLine(line, last.row)


def _continue_name(found: list[ReadLine], waiting: Sequence[RowNumbers]) -> None:
    """A name that ran on below its numbers goes on in small letters, brackets or with a sign."""
    for row in waiting[:2]:
        if found and row.name and (row.name[0].islower() or row.name[0] in "(+-*"):
            line = found[-1].line
            joined = f"{line.name} {row.name}"[:LARGEST_NAME]
            found[-1] = ReadLine(replace(line, name=joined), found[-1].row)


def _line(row: RowNumbers, names: Sequence[RowNumbers], amount: int) -> Line:
    name = " ".join(part for part in (*(other.name for other in names), row.name) if part)
    box: Box = row.box
    for other in names:
        if other.box.page == box.page:
            box = box.with_other(other.box)
    priced = next((other.unit_price for other in (row, *names) if other.unit_price is not None), None)
    counted = next((other for other in names if other.quantity and not row.quantity), None)
    return Line(
        name=name[:LARGEST_NAME],
        amount=amount,
        box=box,
        confidence=min([row.confidence, *(other.confidence for other in names)]),
        quantity=row.quantity or (counted.quantity if counted else ""),
        unit=row.unit or (counted.unit if counted else ""),
        unit_price=priced,
        amount_box=row.amount_box,
    )
