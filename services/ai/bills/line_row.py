"""One row of things: its name, and which of its numbers count, price and sum."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from services.ai.bills.model import Box, Row, around
from services.ai.bills.money_format import MoneyFormat
from services.ai.bills.numerals import Numeral
from services.ai.bills.phrases import phrases, plain
from services.ai.bills.printed import GAP, PrintedNumber, printed_numbers

CODE = re.compile(r"(?<![\w.,])\d{6,14}(?![\w.,])")
CONNECTOR = re.compile(r"^[\s xX×*@=/|:;~()\[\]+.,'\"_-]*$")
LEADING_INDEX = re.compile(r"^\s*\(?\d{1,3}\s?[.)\]:-]\s*(?=\D)")
LEADING_COUNT = re.compile(r"^\s*(\d{1,3})\s*(?:[xX×*]\s+|[xX×*](?=[A-ZÀ-Ỹ])|\s{1,4})(?=[^\W\d])")
FLAG = re.compile(r"^[\s*#]*(?:[A-Z]{1,3}|[A-Z]{0,2}\s?@?\s?\d{1,2}\s?%)?[\s*#]*$")
UNIT_AFTER = re.compile(r"^\s*/?\s*([^\W\d_]{1,9})")


@dataclass(frozen=True, slots=True)
class RowNumbers:
    """The end of a row that is numbers: the sum, how many, of what unit, at which price. Parts may be missing."""

    name: str
    amount: int | None
    amount_box: Box | None
    quantity: str
    unit: str
    unit_price: int | None
    confidence: float
    box: Box

    @property
    def has_name(self) -> bool:
        return sum(symbol.isalpha() for symbol in self.name) >= 2


def read_row(row: Row, form: MoneyFormat) -> RowNumbers:
    """Splits a row into its name and the numbers at its end."""
    text = CODE.sub(lambda match: " " * len(match[0]), row.text)
    numbers = [number for number in printed_numbers(row, form) if text[number.start : number.end].strip()]
    tail = _tail(text, numbers)
    name = text[: tail[0].start] if tail else text
    money = [number for number in tail if form.amount(number.numeral) is not None and not number.numeral.percent]
    amount_at = money[-1] if money else None
    others = [number for number in tail if number is not amount_at]
    quantity, unit, unit_price = _counted(text, others, amount_at, form)
    name, leading = _clean_name(name)
    if leading and not quantity:
        quantity = leading
    boxes = [word.box for word in row.words]
    return RowNumbers(
        name=name,
        amount=None if amount_at is None else form.amount(amount_at.numeral),
        amount_box=None if amount_at is None else amount_at.box,
        quantity=quantity,
        unit=unit,
        unit_price=unit_price,
        confidence=min([number.word.confidence for number in tail] or [row.confidence]),
        box=around(boxes),
    )


def _tail(text: str, numbers: Sequence[PrintedNumber]) -> list[PrintedNumber]:
    """The numbers at the end of a row, with nothing between them but marks and units."""
    if not numbers or not (_is_connector(text[numbers[-1].end :]) or FLAG.match(text[numbers[-1].end :])):
        return []
    tail = [numbers[-1]]
    for number in reversed(numbers[:-1]):
        between = text[number.end : tail[0].start]
        if _names_goods(text, number, tail):
            break
        if not (_is_connector(between) or FLAG.match(between)):
            break
        tail.insert(0, number)
    return tail


def _names_goods(text: str, number: PrintedNumber, tail: Sequence[PrintedNumber]) -> bool:
    """Whether the number is part of a name: "Sữa tươi 1L", "Trứng gà hộp 10"; not "Phở bò 2" before 45.000 90.000."""
    before = re.sub(r"[\d.,]+", " ", text[number.start - number.numeral.start : number.start])
    if sum(symbol.isalpha() for symbol in before) < 2 or _is_connector(before):
        return False
    if re.match(r"[^\W\d_]", text[number.end :]):
        return True
    if number.word is tail[0].word:
        return False
    products = {number.numeral.value * other.numeral.value for other in tail}
    return not any(other.numeral.value in products for other in tail if other.numeral.value > number.numeral.value)


def _is_connector(between: str) -> bool:
    """Marks, units and currencies, and no other words."""
    words = re.findall(r"[^\W\d_]+", between)
    known = phrases().units
    if any(plain(word) not in known and plain(word) not in {"x", "vnd", "d", "rm", "sl", "dg"} for word in words):
        return False
    return bool(CONNECTOR.match(re.sub(r"[^\W\d_₫đ$]+|[₫đ$]", "", between)))


def _counted(
    text: str, others: Sequence[PrintedNumber], amount_at: PrintedNumber | None, form: MoneyFormat
) -> tuple[str, str, int | None]:
    """Quantity as text, its unit, and the unit price: the pair whose product is the sum, else what they look like."""
    amount = form.amount(amount_at.numeral) if amount_at is not None else None
    best: tuple[float, str, str, int | None] | None = None
    for count in others:
        for quantity in _quantities(count.numeral):
            for price in [*others, *([amount_at] if amount_at is not None else [])]:
                if price is count:
                    continue
                unit_price = form.amount(price.numeral)
                if unit_price is None or amount is None or quantity <= 0:
                    continue
                off = abs(quantity * unit_price - amount)
                if off > _tolerance(quantity, amount):
                    continue
                alone = price is amount_at
                rank = float(off) + (0.5 if alone else 0.0)
                if best is None or rank < best[0]:
                    best = (rank, _text(quantity), _unit(text, count), None if alone and quantity != 1 else unit_price)
    if best is not None:
        return best[1], best[2], (None if len(others) == 1 and best[3] == amount else best[3])
    return _by_looks(text, others, form)


def _by_looks(text: str, others: Sequence[PrintedNumber], form: MoneyFormat) -> tuple[str, str, int | None]:
    quantity, unit, unit_price = "", "", None
    for number in others:
        money = form.amount(number.numeral)
        if money is not None and money > 0:
            unit_price = money
        elif not quantity and form.quantity_like(number.numeral) and number.numeral.digits:
            quantity, unit = _text(number.numeral.value), _unit(text, number)
    return quantity, unit, unit_price


def _quantities(numeral: Numeral) -> list[Fraction]:
    """What a number can count: itself, and "1.250" of kilograms also as one and a quarter."""
    found = [numeral.value] if numeral.value < 1000 and not numeral.percent else []
    if numeral.grouped and numeral.places == 0 and numeral.digits < 1_000_000:
        found.append(Fraction(numeral.digits, 1000))
    return found


def _tolerance(quantity: Fraction, amount: int) -> Fraction:
    """Weights are rounded by the scale and sums by the till; whole counts are exact."""
    return Fraction(0) if quantity.denominator == 1 else Fraction(max(1, abs(amount)), 200)


def _text(value: Fraction) -> str:
    """A decimal number without trailing zeros."""
    if value.denominator == 1:
        return str(value.numerator)
    return f"{float(value):.6f}".rstrip("0").rstrip(".")


def _unit(text: str, count: PrintedNumber) -> str:
    """The unit behind the count, or before it where a column of units stands there."""
    after = UNIT_AFTER.match(text[count.end :])
    if after and plain(after[1]) in phrases().units:
        return after[1].lower()
    before = re.search(r"(?:^|\s)([^\W\d_]{1,9})\s*$", text[: count.start])
    return before[1].lower() if before and plain(before[1]) in phrases().units else ""


def _clean_name(name: str) -> tuple[str, str]:
    """The name without codes, running numbers and marks; a count in front of it is handed back."""
    name = CODE.sub(" ", name)
    name = LEADING_INDEX.sub("", name)
    leading = LEADING_COUNT.match(name)
    count = ""
    if leading:
        name, count = name[leading.end() :], leading[1] if "x" in leading[0].lower() or "×" in leading[0] else ""
    cells = name.strip().split(GAP)
    if len(cells) > 1 and plain(cells[-1]) in phrases().units:  # the column of units
        cells = cells[:-1]
    return " ".join(" ".join(cells).strip(" .,:;|*-_=~'\"()[]").split()), count
