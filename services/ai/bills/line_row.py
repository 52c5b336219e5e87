"""One row of things: its name, and which of its numbers count, price and sum."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from services.ai.bills.counting import counted, makes
from services.ai.bills.model import Box, Row, around
from services.ai.bills.money_format import MoneyFormat
from services.ai.bills.names import CODE, NAMELESS, Name, is_unit, name_of
from services.ai.bills.phrases import phrases, plain
from services.ai.bills.printed import PrintedNumber, printed_numbers

CONNECTOR = re.compile(r"^[\s xX×*@=/|:;~()\[\]+.,'\"_-]*$")
FLAG = re.compile(r"^[\s*#]*(?:[A-Z]{1,3}|[A-Z]{0,2}\s?@?\s?\d{1,2}\s?%)?[\s*#]*$")
TIMES = re.compile(r"(?:^|[\s)])(?:[xX×*@]|(?:sl|SL|Sl)\s?[:.]?)\s?$")
BETWEEN = frozenset({"x", "vnd", "d", "rm", "sl", "dg", "i", "l"})
"""Words that may stand between numbers besides units and the titles of columns; the last are borders that were read."""


@dataclass(frozen=True, slots=True)
class RowNumbers:
    """The end of a row that is numbers: the sum, how many, of what unit, at which price. Parts may be missing."""

    name: Name
    amount: int | None
    amount_box: Box | None
    quantity: str
    unit: str
    unit_price: int | None
    confidence: float
    box: Box
    numbers_left: float | None = None
    """Where the numbers begin."""
    whole: Name = NAMELESS
    """The row as if all of it were a name."""
    is_one_run: bool = False
    """Whether it stands in one run of print."""
    text: str = ""

    @property
    def has_name(self) -> bool:
        return self.name.says_something

    @property
    def is_priced(self) -> bool:
        """Whether quantity and price are printed and make the sum."""
        if not self.quantity or self.unit_price is None or self.amount is None:
            return False
        return makes(Fraction(self.quantity), self.unit_price, self.amount)


def read_row(row: Row, form: MoneyFormat) -> RowNumbers:
    """Splits a row into its name and the numbers at its end."""
    text = CODE.sub(lambda match: " " * len(match[0]), row.text)
    numbers = [number for number in printed_numbers(row, form) if text[number.start : number.end].strip()]
    tail = _tail(text, numbers, form)
    money = [number for number in tail if form.amount(number.numeral) is not None and not number.numeral.percent]
    amount_at = money[-1] if money else None
    count = counted(text, [number for number in tail if number is not amount_at], amount_at, form)
    name = name_of(row, tail[0].start if tail else len(text))
    return RowNumbers(
        name=name,
        amount=None if amount_at is None else form.amount(amount_at.numeral),
        amount_box=None if amount_at is None else amount_at.box,
        quantity=count.quantity or name.count,
        unit=count.unit,
        unit_price=count.unit_price,
        confidence=min([number.word.confidence for number in tail] or [row.confidence]),
        box=around([word.box for word in row.words]),
        numbers_left=tail[0].box.left if tail else None,
        whole=name_of(row, len(text)),
        is_one_run=len(row.words) == 1,
        text=text,
    )


def _tail(text: str, numbers: Sequence[PrintedNumber], form: MoneyFormat) -> list[PrintedNumber]:
    """The numbers at the end of a row, with nothing between them but marks and units."""
    if not numbers or not (_is_connector(text[numbers[-1].end :]) or FLAG.match(text[numbers[-1].end :])):
        return []
    if _is_a_size(text, numbers[-1], form):
        return []
    tail = [numbers[-1]]
    for number in reversed(numbers[:-1]):
        between = text[number.end : tail[0].start]
        if _names_goods(text, number, tail, numbers) or _is_told(text, number, tail):
            break
        if not (_is_connector(between) or FLAG.match(between)):
            break
        tail.insert(0, number)
    return tail


def _is_a_size(text: str, number: PrintedNumber, form: MoneyFormat) -> bool:
    """Whether the last number of a row ends a name: "Rượu nếp cẩm 500ml", "Khăn giấy 2 cuộn"; not "Phở bò x2"."""
    before = _before_in_word(text, number)
    if not _says_a_name(before) or TIMES.search(before):
        return False
    glued = re.match(r"[^\W\d_]", text[number.end :]) is not None
    return glued or form.amount(number.numeral) is None


def _is_told(text: str, number: PrintedNumber, tail: Sequence[PrintedNumber]) -> bool:
    """Whether the numbers behind it say all: what stands before them then ends a name, like "330ml" before 1 15.000."""
    if number.word is tail[0].word:
        return False
    values = [other.numeral.value for other in tail]
    sold = len(values) > 2 and any(one * other == values[-1] for one, other in combinations(values[:-1], 2))
    bare = tail[0].numeral.places == 0 and tail[0].numeral.digits < 1000 and len(tail) > 1
    return sold or (bare and re.match(r"[^\W\d_]", text[number.end :]) is not None)


def _names_goods(
    text: str, number: PrintedNumber, tail: Sequence[PrintedNumber], numbers: Sequence[PrintedNumber]
) -> bool:
    """Whether the number is part of a name: "Sữa tươi 1L", "Trứng gà hộp 10"; not "Phở bò 2" before 45.000 90.000."""
    before = _before_in_word(text, number)
    if not _says_a_name(before):
        return False
    if re.match(r"[^\W\d_]", text[number.end :]):
        return True
    if number.word is tail[0].word or TIMES.search(before):
        return False
    products = {number.numeral.value * other.numeral.value for other in numbers if other is not number}
    return not any(other.numeral.value in products for other in tail if other.numeral.value > number.numeral.value)


def _before_in_word(text: str, number: PrintedNumber) -> str:
    """What stands before a number in its own word, without other numbers."""
    return re.sub(r"[\d.,]+", " ", text[number.start - number.numeral.start : number.start])


def _says_a_name(before: str) -> bool:
    return sum(symbol.isalpha() for symbol in before) >= 2 and not _is_connector(before)


def _is_connector(between: str) -> bool:
    """Marks, units, currencies and titles of columns, and no other words."""
    said = plain(re.sub(r"\d+", " ", between))
    if said in phrases().columns:
        return True
    words = re.findall(r"[^\W\d_]+", between)
    if any(not is_unit(plain(word)) and plain(word) not in BETWEEN for word in words):
        return False
    return bool(CONNECTOR.match(re.sub(r"[^\W\d_₫đ$]+|[₫đ$]", "", between)))
