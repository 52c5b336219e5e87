"""Rows become things: names and numbers that stand in rows of their own are joined."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from services.ai.bills.grouping import Group, Kind, Piece, grouped
from services.ai.bills.line_row import RowNumbers
from services.ai.bills.model import Box, Line
from services.ai.bills.names import NAMELESS
from services.ai.bills.wrapping import Limits, limits_of

LARGEST_NAME = 120
COUNTS = re.compile(r"^\s*(?:[xX×*@]|[sS][lL]\b)|[xX×*@]\s*\d")
"""A row of numbers that says how many, and does not end a name."""


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
    limits = limits_of([row for _, row in read])
    blocks: list[list[Piece]] = []
    before = None
    for index, row in read:
        if before is None or index > before + 1:
            blocks.append([])
        before = index
        _add(blocks[-1], index, row, limits)
    return [_thing(group) for group in grouped(blocks, limits, headed)]


def _add(block: list[Piece], index: int, row: RowNumbers, limits: Limits) -> None:
    """The row as a piece of its own, or as a detail of the sum above it."""
    last = block[-1] if block else None
    if last is not None and last.kind is Kind.SUM and _explains(row, _thing([last]).line):
        block[-1] = replace(last, details=(*last.details, row))
    elif row.amount is not None:
        if row.name.is_a_title and not row.quantity and (last is None or last.kind is not Kind.NAME):
            return
        own = row.has_name and not row.name.is_a_unit
        block.append(Piece(Kind.SUM, index, row, row.name if own else NAMELESS))
    elif row.has_name and not row.name.is_a_unit:
        block.append(Piece(Kind.NAME, index, row, row.whole if row.is_one_run and not row.quantity else row.name))
    elif COUNTS.search(row.text) or (row.quantity and row.unit_price is not None):
        block.append(Piece(Kind.COUNT, index, row, NAMELESS))
    elif limits.holds(row.whole):
        block.append(Piece(Kind.SIZE, index, row, row.whole))


def _thing(group: Group) -> ReadLine:
    """One thing of the rows that belong to it."""
    held = next(piece for piece in group if piece.kind is Kind.SUM)
    line = _line(held.row, [piece for piece in group if piece is not held], group)
    for detail in held.details:
        line = _counted_by(line, detail)
    return ReadLine(line, held.index)


def _line(row: RowNumbers, others: Sequence[Piece], group: Group) -> Line:
    name = " ".join(piece.name.text for piece in group if piece.name.text) or (row.name.text if row.has_name else "")
    counts = [piece.row for piece in others if piece.kind is not Kind.SIZE]
    counted = next((other for other in (row, *counts) if other.quantity), None)
    box = row.box
    for piece in others:
        box = _both(box, piece.row.box)
    return Line(
        name=_closed(name)[:LARGEST_NAME],
        amount=row.amount or 0,
        box=box,
        confidence=min(piece.row.confidence for piece in group),
        quantity=counted.quantity if counted else "",
        unit=row.unit or (counted.unit if counted else ""),
        unit_price=next((other.unit_price for other in (row, *counts) if other.unit_price is not None), None),
        amount_box=row.amount_box,
    )


def _closed(name: str) -> str:
    return f"{name})" if name.count("(") > name.count(")") else name


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


def _counted_by(before: Line, row: RowNumbers) -> Line:
    price = row.unit_price if row.unit_price is not None else row.amount
    if row.amount is not None and row.amount == Fraction(row.quantity or "1") * before.amount:
        # The price stood beside the name, the sum below it.
        price = before.amount
        before = replace(before, amount=row.amount, amount_box=row.amount_box)
    return replace(
        before,
        quantity=row.quantity or before.quantity,
        unit=row.unit or before.unit,
        unit_price=price,
        box=_both(before.box, row.box),
    )
