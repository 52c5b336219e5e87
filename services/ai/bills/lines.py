"""The things of a bill: rows between the columns' titles and the first sum."""

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from services.ai.bills.dates import days_of
from services.ai.bills.gathering import ReadLine, gathered
from services.ai.bills.line_row import RowNumbers, read_row
from services.ai.bills.model import Row
from services.ai.bills.money_format import MoneyFormat
from services.ai.bills.phrases import has_any, phrases, plain
from services.ai.bills.running_numbers import without_running_numbers
from services.ai.bills.sums import Sums, is_header

ENDS = frozenset({"total", "subtotal", "cash", "card", "wallet", "transfer", "change", "words"})
NO_THINGS = ("hotline", "mst", "http")
MOST_LINES = 300
PRICE_COLUMN = 0.22
"""Of the width of the print: how far from the price column a sum's right edge may stand."""


def body_of(rows: Sequence[Row], sums: Sums, form: MoneyFormat) -> range:
    """The rows that can be things: below the columns' titles, above the first sum that ends them.

    A total below which more things stand before the next total was one of a part.
    """
    ends = sorted((fact for fact in sums.facts if fact.role in ENDS), key=lambda fact: fact.row)
    totals = [fact.row for fact in ends if fact.role in {"total", "subtotal"}]
    headers = [index for index, row in enumerate(rows) if is_header(row) and (not totals or index < totals[0])]
    start = headers[0] + 1 if headers else 0
    if headers and start < len(rows) and _is_below_titles(rows[start]):
        start += 1
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


def _is_below_titles(row: Row) -> bool:
    """Whether the row is the second one of columns' titles: "(giá) tiền"."""
    known = {part for title in phrases().columns for part in title.split()}
    words = plain(row.text).split()
    return bool(words) and len(words) <= 4 and all(word in known for word in words)


def lines_of(rows: Sequence[Row], sums: Sums, form: MoneyFormat) -> list[ReadLine]:
    """The lines in print order."""
    whole = body_of(rows, sums, form)
    body = [index for index in whole if _may_be_thing(rows[index], index, sums)]
    read = [(index, read_row(rows[index], form)) for index in body]
    column = _price_column(rows, read)
    if column is not None:
        read = [(index, _in_column(row, column)) for index, row in read]
    headed = whole.start > 0
    return gathered(without_running_numbers(read), headed)[:MOST_LINES]


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
