"""A second look: where an identity breaks, the doubtful numbers are read again, and one that closes it is taken."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from services.ai.bills.extraction import Reader
from services.ai.bills.model import Bill, PictureKind, Row, Word
from services.ai.bills.money_format import format_of
from services.ai.bills.printed import money_of, printed_numbers

MOST_REREAD = 10
"""Words that are read again for one bill: the least sure ones."""
MOST_TRIED = 40
SURE = 0.995
"""A word that the recogniser is this sure of is read again only when no other is left."""

Reread = Callable[[Word], Awaitable[Sequence[str]]]
"""Other readings of one word, likelier first."""


async def proven(bill: Bill, rows: Sequence[Row], reader: Reader, reread: Reread) -> Bill:
    """The bill, or the one that differs in a single word and closes. What `reread` raises."""
    if bill.kind is not PictureKind.BILL or bill.verified:
        return bill
    tried = 0
    for index, word in _doubtful(rows, bill.currency):
        for text in await reread(word):
            if text == word.text or not any(symbol.isdigit() for symbol in text):
                continue
            if tried >= MOST_TRIED:
                return bill
            tried += 1
            other = reader.read(_replaced(rows, index, word, replace(word, text=_in_place(word.text, text))))
            if other.verified:
                return other
    return bill


def _doubtful(rows: Sequence[Row], currency: str) -> list[tuple[int, Word]]:
    """The words with money in them, least sure first."""
    form = format_of(rows, currency)
    found = {
        (index, number.word)
        for index, row in enumerate(rows)
        for number in printed_numbers(row, form)
        if money_of([number], form) or len(number.numeral.plain) >= 4
    }
    ordered = sorted(found, key=lambda item: item[1].confidence)
    unsure = [item for item in ordered if item[1].confidence < SURE]
    return (unsure or ordered)[:MOST_REREAD]


def _in_place(read: str, again: str) -> str:
    """The new reading; where only numbers were looked for, the letters of the first one stay in front."""
    letters = [position for position, symbol in enumerate(read) if symbol.isalpha()]
    if not letters or any(symbol.isalpha() for symbol in again):
        return again
    digits = next((position for position, symbol in enumerate(read) if symbol.isdigit()), len(read))
    return read[:digits] + again if letters[0] < digits else again


def _replaced(rows: Sequence[Row], index: int, old: Word, new: Word) -> list[Row]:
    words = tuple(new if word is old else word for word in rows[index].words)
    return [*rows[:index], Row(words), *rows[index + 1 :]]
