"""How many at which price: which of a row's numbers make its sum."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from services.ai.bills.money_format import MoneyFormat
from services.ai.bills.numerals import Numeral
from services.ai.bills.phrases import phrases, plain
from services.ai.bills.printed import PrintedNumber

UNIT_AFTER = re.compile(r"^\s*([^\W\d_]{1,9})")


@dataclass(frozen=True, slots=True)
class Count:
    """A quantity as decimal text, its unit, and the price of one; parts may be missing."""

    quantity: str = ""
    unit: str = ""
    unit_price: int | None = None


def counted(text: str, others: Sequence[PrintedNumber], amount_at: PrintedNumber | None, form: MoneyFormat) -> Count:
    """The pair of numbers whose product is the sum, else what the numbers look like.

    Where "52.700/KG X 2,197 KG" may be read both ways, what has a unit counts, and a price ends in two zeros.
    """
    amount = form.amount(amount_at.numeral) if amount_at is not None else None
    if amount is None or amount_at is None:
        return _by_looks(text, others, form)
    best: tuple[tuple[Fraction, bool, bool], Count] | None = None
    for number in others:
        unit = _unit(text, number)
        for quantity in quantities_of(number.numeral):
            for price in others:
                unit_price = form.amount(price.numeral)
                if price is number or unit_price is None or quantity <= 0 or not makes(quantity, unit_price, amount):
                    continue
                rank = (abs(quantity * unit_price - amount), not unit, form.decimals == 0 and unit_price % 100 != 0)
                if best is None or rank < best[0]:
                    best = rank, Count(decimal_text(quantity), unit, unit_price)
    return best[1] if best is not None else _by_looks(text, others, form)


def _by_looks(text: str, others: Sequence[PrintedNumber], form: MoneyFormat) -> Count:
    """The first money is the price: what follows it takes something off."""
    quantity, unit, unit_price = "", "", None
    for number in others:
        money = form.amount(number.numeral)
        if money is not None and money > 0:
            unit_price = money if unit_price is None else unit_price
        elif not quantity and form.quantity_like(number.numeral) and number.numeral.digits:
            quantity, unit = decimal_text(number.numeral.value), _unit(text, number)
    return Count(quantity, unit, unit_price)


def quantities_of(numeral: Numeral) -> list[Fraction]:
    """What a number can count: itself, and "1.250" of kilograms also as one and a quarter."""
    found = [numeral.value] if numeral.value < 1000 and not numeral.percent else []
    if numeral.grouped and numeral.places == 0 and numeral.digits < 1_000_000:
        found.append(Fraction(numeral.digits, 1000))
    return found


def makes(quantity: Fraction, unit_price: int, amount: int) -> bool:
    """Whether so many at that price are the sum: whole counts exactly; scale and till round weights."""
    off = abs(quantity * unit_price - amount)
    return off == 0 if quantity.denominator == 1 else off <= Fraction(max(1, abs(amount)), 200)


def decimal_text(value: Fraction) -> str:
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
