"""A slip of one thing, whose name, quantity, price and sum stand below each other: fuel, a taxi, laundry by weight."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from rapidfuzz import fuzz

from services.ai.bills.counting import decimal_text, makes, quantities_of
from services.ai.bills.dates import days_of
from services.ai.bills.gathering import ReadLine
from services.ai.bills.model import Line, Row
from services.ai.bills.money_format import MoneyFormat
from services.ai.bills.phrases import phrases, plain
from services.ai.bills.printed import PrintedNumber, printed_numbers
from services.ai.bills.sums import Fact, Sums

LIKENESS, LONG = 85.0, 6
"""How like the print of a longer field is to its name."""


@dataclass(frozen=True, slots=True)
class _Said:
    """A field of the slip: its row and the words that name it."""

    row: int
    width: int


def slip_of(rows: Sequence[Row], sums: Sums, form: MoneyFormat) -> ReadLine | None:
    """The thing when quantity times price, each in a row of its own, is a printed total; None otherwise."""
    counts, prices = _rows_of("quantity", rows), _rows_of("price", rows)
    for count in counts:
        for price in prices:
            if count.row == price.row:
                continue
            found = _closing(rows, count, price, sums, form)
            if found is not None:
                return found
    return None


def _closing(rows: Sequence[Row], count: _Said, price: _Said, sums: Sums, form: MoneyFormat) -> ReadLine | None:
    for unit_price in _money_of(rows[price.row], form):
        for number in printed_numbers(rows[count.row], form):
            for quantity in quantities_of(number.numeral):
                total = _total(quantity, unit_price, sums)
                if quantity > 0 and total is not None:
                    line = _line(rows, (count, price), number, quantity, unit_price, total)
                    return ReadLine(line, total.row)
    return None


def _money_of(row: Row, form: MoneyFormat) -> list[int]:
    amounts = (form.amount(number.numeral) for number in printed_numbers(row, form))
    return [amount for amount in amounts if amount]


def _total(quantity: Fraction, price: int, sums: Sums) -> Fact | None:
    for fact in sums.of("total", "subtotal"):
        if fact.amount > 0 and makes(quantity, price, fact.amount):
            return fact
    return None


def _line(
    rows: Sequence[Row], said: tuple[_Said, _Said], number: PrintedNumber, quantity: Fraction, price: int, total: Fact
) -> Line:
    count = said[0]
    name = _name(rows, min(field.row for field in said))
    unit = next((word for word in plain(rows[count.row].text).split() if word in phrases().units), "")
    spelled_unit = next((word for word in _words(rows[count.row]) if unit and plain(word) == unit), "")
    return Line(
        name=name[:120],
        amount=total.amount,
        box=rows[count.row].box,
        confidence=min(total.confidence, number.word.confidence, rows[count.row].confidence),
        quantity=decimal_text(quantity),
        unit=spelled_unit,
        unit_price=price,
        amount_box=total.box,
    )


def _words(row: Row) -> list[str]:
    cleaned = "".join(symbol if symbol.isalnum() else " " for symbol in row.text.lower())
    return cleaned.split()


def _rows_of(field: str, rows: Sequence[Row]) -> list[_Said]:
    found = [(index, _begins_with(row, phrases().slip_fields[field])) for index, row in enumerate(rows)]
    return [_Said(index, width) for index, width in found if width]


def _begins_with(row: Row, names: Sequence[str]) -> int:
    """How many words of the row are one of the names; 0 when it begins otherwise."""
    words = plain(row.text).split()
    for name in names:
        width = len(name.split())
        said = " ".join(words[:width])
        if said == name or (len(name) >= LONG and fuzz.ratio(said, name) >= LIKENESS):
            return width
    return 0


def _name(rows: Sequence[Row], end: int) -> str:
    """What the field of goods says; else a row of words just above the numbers."""
    for field in _rows_of("goods", rows):
        value = _value(rows[field.row], field.width)
        if value:
            return value
    above = rows[end - 1] if end > 0 else None
    if above is None or len(above.words) != 1 or ":" in above.text or any(True for _ in days_of(above.text)):
        return ""
    return " ".join(above.text.split()) if sum(symbol.isalpha() for symbol in above.text) > 2 else ""


def _value(row: Row, width: int) -> str:
    """The row without so many words in front."""
    words = row.text.split()
    return " ".join(words[width:]).strip(" .,:;|*-_=~")
