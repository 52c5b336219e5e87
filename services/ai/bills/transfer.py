"""The screen of a bank or wallet after a transfer: labels with their values beside or below them."""

from collections.abc import Sequence

from rapidfuzz import fuzz

from services.ai.bills.dates import when_paid
from services.ai.bills.model import Bill, BillField, PictureKind, Piece, Row
from services.ai.bills.money_format import MoneyFormat
from services.ai.bills.phrases import has_any, phrases, plain
from services.ai.bills.printed import PrintedNumber, money_of, printed_numbers

TELLING = frozenset({"recipient", "account", "reference", "note", "bank"})
LEAST_LABELS = 2
LABEL_LIKENESS = 86.0


def read_transfer(rows: Sequence[Row], form: MoneyFormat) -> Bill | None:
    """The transfer, or None when the rows are no such screen."""
    labels = _labels(rows)
    told = any(has_any(row.text, phrases().transfers) for row in rows)
    kinds = set(labels.values())
    if not told and (not {"account", "reference"} & kinds or len(kinds & TELLING) < LEAST_LABELS):
        return None
    if not kinds & TELLING:
        return None
    amount = _amount(rows, labels, form)
    if amount is None:
        return None
    number, sure = amount
    units = form.amount(number.numeral) or 0
    pieces = [Piece(BillField.TOTAL, rows_text(number), number.box, sure * number.word.confidence, abs(units))]
    pieces += _named(rows, labels)
    when = when_paid(rows)
    if when is not None:
        pieces.append(Piece(BillField.TIME, when.text, rows[when.row].box, 0.9 * rows[when.row].confidence))
    pieces.append(Piece(BillField.PAYMENT, "TRANSFER", number.box, 0.95))
    return Bill(PictureKind.TRANSFER, form.currency, tuple(pieces))


def rows_text(number: PrintedNumber) -> str:
    """What is printed where the number stands."""
    return number.word.text


def _labels(rows: Sequence[Row]) -> dict[int, str]:
    """Row → which field its first words name."""
    found: dict[int, str] = {}
    for index, row in enumerate(rows):
        said = plain(row.words[0].text)
        best, most = "", 0.0
        for field, words in phrases().transfer_fields.items():
            for word in words:
                head = said[: len(word) + 1].strip()
                likeness = fuzz.ratio(head, word) + len(word) / 10
                boundary = len(said) <= len(word) or said[len(word) : len(word) + 1] in {"", " "}
                if likeness - len(word) / 10 >= LABEL_LIKENESS and boundary and likeness > most:
                    best, most = field, likeness
        if best:
            found[index] = best
    return found


def _amount(rows: Sequence[Row], labels: dict[int, str], form: MoneyFormat) -> tuple[PrintedNumber, float] | None:
    """The labelled amount, else the largest print that is money; never a balance, a fee or an account."""
    hidden = {"balance", "fee", "account", "reference", "time", "note"}
    hidden_rows = {index for index, field in labels.items() if field in hidden}
    hidden_rows |= {index + 1 for index in hidden_rows if index + 1 not in labels and len(rows[index].words) == 1}
    for index, field in labels.items():
        if field == "amount":
            for near in (index, index + 1):
                money = money_of(printed_numbers(rows[near], form), form) if near < len(rows) else []
                if money and (near == index or near not in labels):
                    return money[-1], 0.97
    money = [
        number
        for index, row in enumerate(rows)
        if index not in hidden_rows
        for number in money_of(printed_numbers(row, form), form)
        if number.numeral.grouped or number.numeral.marked
    ]
    return (max(money, key=lambda number: number.box.height), 0.85) if money else None


def _named(rows: Sequence[Row], labels: dict[int, str]) -> list[Piece]:
    for index, field in labels.items():
        if field != "recipient":
            continue
        row = rows[index]
        if len(row.words) > 1:
            value = row.words[1:]
        elif index + 1 < len(rows) and index + 1 not in labels:
            row = rows[index + 1]
            value = row.words
        else:
            continue
        text = " ".join(word.text for word in value)
        if sum(symbol.isalpha() for symbol in text) >= 2:
            return [Piece(BillField.MERCHANT, text[:120], row.box, 0.9 * row.confidence)]
    return []
