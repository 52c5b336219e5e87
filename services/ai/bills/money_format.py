"""How a bill prints money: its currency, how many decimals, whether spaces group."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from services.ai.bills.model import Row
from services.ai.bills.numerals import SPACED, Numeral, numerals
from services.ai.bills.phrases import phrases, plain
from services.ai.understanding.text import fold

NO_CURRENCY = "XXX"
"""ISO 4217's code for no currency: the print does not say which."""
MARKS = {
    "rm": "MYR", "usd": "USD", "us$": "USD", "eur": "EUR", "€": "EUR", "myr": "MYR", "sgd": "SGD", "s$": "SGD",
    "thb": "THB", "£": "GBP", "¥": "JPY", "₫": "VND", "vnd": "VND", "d": "VND", "dong": "VND", "k": "VND",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class MoneyFormat:
    """The currency and how its amounts are printed."""

    currency: str
    decimals: int
    spaces_group: bool = False

    def amount(self, numeral: Numeral) -> int | None:
        """Minor units, or None when the number does not look like money here."""
        if numeral.percent:
            return None
        units = numeral.minor_units(self.decimals)
        if units is None:
            return None
        if self.decimals == 0:
            large = abs(units) >= 1000 and (numeral.grouped or 4 <= len(numeral.plain) <= 8)
            bare = large and (numeral.grouped or not numeral.plain.startswith("0"))
            return units if bare or numeral.marked or numeral.plain in {"0", "00", "000"} else None
        printed_so = numeral.places == self.decimals
        return units if printed_so or (numeral.marked and numeral.places == 0) else None

    def quantity_like(self, numeral: Numeral) -> bool:
        """Whether the number can count or weigh something."""
        return not numeral.percent and not numeral.marked and (numeral.places > 0 or numeral.digits < 1000)


def format_of(rows: Sequence[Row], household_currency: str = "VND") -> MoneyFormat:
    """Reads the currency off the marks, then off the words, then off the form of the numbers."""
    text = "\n".join(row.text for row in rows)
    words = [word.text for row in rows for word in row.words]
    spaced = _spaces_group(words)
    numbers = [number for word in words for number in numerals(word, spaced)]
    decimals = _decimals(numbers)
    marked = Counter(MARKS[fold(number.marked)] for number in numbers if fold(number.marked) in MARKS)
    known = phrases()
    fitting = [code for code, _ in marked.most_common() if known.decimals.get(code, 2) == decimals]
    if fitting:
        return MoneyFormat(fitting[0], decimals, spaced)
    said = _said(text, decimals)
    if said:
        return MoneyFormat(said, decimals, spaced)
    if known.decimals.get(household_currency, 2) == decimals:
        return MoneyFormat(household_currency, decimals, spaced)
    if any(number.marked == "$" for number in numbers):
        return MoneyFormat("USD", decimals, spaced)
    return MoneyFormat(NO_CURRENCY if decimals else "VND", decimals, spaced)


def _said(text: str, decimals: int) -> str:
    """The currency that most words of the print speak of, among those with so many decimals; "" when none does."""
    known = phrases()
    padded, folded = f" {plain(text)} ", fold(text)
    best, most = "", 0
    for code, words in known.currencies.items():
        if known.decimals.get(code, 2) != decimals:
            continue
        count = sum(
            f" {plain(word)} " in padded if word.replace(" ", "").replace(".", "").isalnum() else word in folded
            for word in words
        )
        if count > most:
            best, most = code, count
    return best


def _decimals(numbers: Sequence[Numeral]) -> int:
    """2 when more numbers end in two decimals than are grouped to thousands."""
    cents = sum(number.places == 2 and not number.percent for number in numbers)
    thousands = sum(number.places == 0 and number.grouped and number.digits >= 1000 for number in numbers)
    large = sum(number.places == 0 and number.digits >= 1000 and len(number.plain) <= 7 for number in numbers)
    cents_of_thousands = sum(
        number.places == 2 and number.grouped and number.digits % 100 == 0 and number.digits >= 10**6
        for number in numbers
    )
    if cents_of_thousands and cents_of_thousands * 2 >= cents:
        return 0  # 45,000.00: đồng with decimals that nobody has
    return 2 if cents > thousands and (cents >= 2 or cents > large) else 0


def _spaces_group(words: Sequence[str]) -> bool:
    """True when thousands stand behind spaces inside of words, and nowhere behind a mark."""
    marks = sum(number.grouped for word in words for number in numerals(word))
    spaces = sum(len(SPACED.findall(word)) for word in words)
    return spaces >= 2 and spaces > 2 * marks
