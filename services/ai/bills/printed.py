"""A row's numbers with their places."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.ai.bills.model import Box, Row, Word
from services.ai.bills.money_format import MoneyFormat
from services.ai.bills.numerals import Numeral, numerals

GAP = "  "
"""What stands between two words in a row's text; digits on its two sides are two numbers."""


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """A number, its span in the row's text, its place on the page, and the word that it is part of."""

    numeral: Numeral
    start: int
    end: int
    box: Box
    word: Word


def printed_numbers(row: Row, form: MoneyFormat) -> list[PrintedNumber]:
    """All numbers of a row, from left to right; none is ever joined over the space between two words."""
    found, offset = [], 0
    for word in row.words:
        for numeral in numerals(word.text, form.spaces_group, form.decimals == 2):
            box = _part(word, numeral.start, numeral.end)
            found.append(PrintedNumber(numeral, offset + numeral.start, offset + numeral.end, box, word))
        offset += len(word.text) + len(GAP)
    return found


def money_of(numbers: Sequence[PrintedNumber], form: MoneyFormat) -> list[PrintedNumber]:
    """Those of the numbers that look like money."""
    return [number for number in numbers if form.amount(number.numeral) is not None]


def _part(word: Word, start: int, end: int) -> Box:
    """The share of a word's box that some of its characters take, all being as wide."""
    length = max(1, len(word.text))
    box = word.box
    return Box(
        box.left + box.width * start / length, box.top, box.left + box.width * end / length, box.bottom, box.page
    )
