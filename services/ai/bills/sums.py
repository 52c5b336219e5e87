"""The sums of a bill: rows whose label says total, cash, change, discount, tax, fee or rounding; the sum in words."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from services.ai.bills.labels import Label, label_of
from services.ai.bills.line_row import read_row
from services.ai.bills.model import Box, Row
from services.ai.bills.money_format import MoneyFormat
from services.ai.bills.phrases import phrases, plain
from services.ai.bills.printed import GAP, PrintedNumber, money_of, printed_numbers
from services.ai.bills.spelled import spelled_amount

LEAST_SHARE = 0.3
MOST_LETTERS_BESIDE = 4
"""A row that carries nothing but the label's number has no more letters than a currency's."""
MOST_LETTERS_AFTER = 8
"""What follows the sum of a label is a currency or a flag, no sentence."""
SUMMARIES = frozenset({"gst summary", "tax summary", "gst analysis", "tong hop thue"})
SUMMARY_ROWS = 7
"""A table of taxes has sums of its own below its title."""
PAYMENTS = frozenset({"cash", "card", "transfer", "wallet"})
SHARE_OF_PAYMENT = 0.5
"""Nobody pays above the first total: what says little more of it there is goods, like a phone card ("Thẻ cào")."""
PARTLY = 0.88
"""Of a label's weight, where its row says much more: "Total supplies excluding tax"."""
WHOLE_LABEL, SURE_LABEL = 0.9, 0.95
LONG_TITLE, TITLE_LIKENESS = 6, 80.0
DEDUCED = 0.5
"""The weight of a label that was not read and whose sum must be the one."""
PRINTED_ZERO = re.compile(r"(?<![\d.,])0+(?:[.,]0+)?(?![\d.,%])")


@dataclass(frozen=True, slots=True)
class Fact:
    """A sum of money with its role; `row` is where it stands, `weight` how surely its label means the role."""

    role: str
    amount: int
    row: int
    weight: float
    box: Box
    confidence: float
    text: str


@dataclass(frozen=True)
class Sums:
    """All sums of a bill. `labelled` are the rows whose label was understood, with or without an amount."""

    facts: Sequence[Fact] = ()
    labelled: dict[int, str] = field(default_factory=dict)

    def of(self, *roles: str) -> list[Fact]:
        """The facts of these roles in print order."""
        return [fact for fact in self.facts if fact.role in roles]


def is_header(row: Row) -> bool:
    """Whether the row names columns: two or more of their titles and no money."""
    cells = [plain(word.text) for word in row.words]
    known = phrases().columns
    whole = sum(cell in known or _nearly(cell, known) for cell in cells)
    parts = sum(part in known for cell in cells for part in cell.split() if cell not in known)
    letters = sum(symbol.isalpha() for symbol in row.text)
    digits = sum(symbol.isdigit() for symbol in row.text)
    return whole + min(parts, 2) >= 2 and digits <= 2 and letters < 70


def _nearly(cell: str, known: Collection[str]) -> bool:
    """Whether a longer cell is one letter from a title, or two."""
    return len(cell) >= LONG_TITLE and any(
        len(title) >= LONG_TITLE and fuzz.ratio(cell, title, score_cutoff=TITLE_LIKENESS) for title in known
    )


def sums_of(rows: Sequence[Row], form: MoneyFormat) -> Sums:
    """Reads every labelled row."""
    facts: list[Fact] = []
    labelled = _summaries(rows)
    early: list[int] = []
    for index, row in enumerate(rows):
        label = label_of(row.text)
        if index in labelled or label is None or not _counts(label) or is_header(row) or _is_sold(row, label, form):
            continue
        if label.role == "words":
            facts.extend(_spelled(rows, index))
            labelled[index] = "words"
            continue
        found = _fact(rows, index, label, form)
        if label.role in PAYMENTS and label.share < SHARE_OF_PAYMENT:
            early.append(index)
        if found is not None:
            facts.append(found)
            labelled[found.row] = label.role
        if found is not None or label.role == "other" or label.share > 0.7:
            labelled[index] = label.role
    facts.extend(_paid_and_given_back(rows, facts, labelled, form))
    first = min((fact.row for fact in facts if fact.role in {"total", "subtotal"}), default=0)
    goods = {row for row in early if row < first}
    kept = [fact for fact in facts if fact.row not in goods]
    return Sums(kept, {row: role for row, role in labelled.items() if row not in goods})


def _paid_and_given_back(
    rows: Sequence[Row], facts: Sequence[Fact], labelled: dict[int, str], form: MoneyFormat
) -> list[Fact]:
    """The total and the change around a payment whose labels nobody can read: only they make up what was paid."""
    for cash in (fact for fact in facts if fact.role == "cash"):
        above, below = (_last_money(rows, index, form) for index in (cash.row - 1, cash.row + 1))
        if above is None or below is None or min(above[0], below[0]) <= 0 or above[0] + below[0] != cash.amount:
            continue
        pairs = (("total", cash.row - 1, above), ("change", cash.row + 1, below))
        return [
            Fact(role, amount, index, DEDUCED, number.box, number.word.confidence, rows[index].text)
            for role, index, (amount, number) in pairs
            if index not in labelled
        ]
    return []


def _last_money(rows: Sequence[Row], index: int, form: MoneyFormat) -> tuple[int, PrintedNumber] | None:
    """The right-most money of a row."""
    money = money_of(printed_numbers(rows[index], form), form) if 0 <= index < len(rows) else []
    last = max(money, key=lambda number: number.box.right, default=None)
    amount = form.amount(last.numeral) if last is not None else None
    return (amount, last) if last is not None and amount is not None else None


def _summaries(rows: Sequence[Row]) -> dict[int, str]:
    """The rows of tables of taxes, which have sums of their own."""
    found: dict[int, str] = {}
    end = 0
    for index, row in enumerate(rows):
        label = label_of(row.text)
        if label is not None and label.phrase in SUMMARIES:
            end = index + SUMMARY_ROWS
        if index < end and label is not None and label.role in {"total", "vat", "subtotal", "other"}:
            found[index] = "other"
    return found


def _counts(label: Label) -> bool:
    """Whether the label says enough of its row."""
    return label.share >= LEAST_SHARE or label.role == "words" or _leads(label)


def _is_sold(row: Row, label: Label, form: MoneyFormat) -> bool:
    """Whether the row says how many at which price: goods, whatever they are called."""
    read = read_row(row, form)
    if not read.has_name or not read.is_priced:
        return False
    if read.quantity != "1":
        return label.role != "discount"
    doubtful = label.share < WHOLE_LABEL or label.likeness < SURE_LABEL
    return doubtful and label.role not in {"total", "subtotal"}


def _leads(label: Label) -> bool:
    """A strong label in front of a long row: "Tổng cộng (đã bao gồm thuế GTGT 8%)"."""
    return label.start == 0 and len(label.phrase) >= 5 and label.likeness > 0.9 and label.share >= 0.18


def _fact(rows: Sequence[Row], index: int, label: Label, form: MoneyFormat) -> Fact | None:
    if label.role == "other":
        return None
    row_index, number = index, _amount_in(rows[index], label, form)
    if number is None and label.role in {"total", "subtotal", "cash", "change"}:
        row_index, number = index + 1, _amount_below(rows, index, form)
    if number is None:
        return None
    amount = form.amount(number.numeral)
    if amount is None:
        amount = number.numeral.minor_units(form.decimals) or 0
    if label.role != "rounding":
        amount = abs(amount)
    alone = PARTLY + (1 - PARTLY) * min(1.0, label.share)
    sure, weight = number.word.confidence, label.weight * label.likeness * alone
    return Fact(label.role, amount, row_index, weight, number.box, sure, rows[index].text)


def _amount_in(row: Row, label: Label, form: MoneyFormat) -> PrintedNumber | None:
    """The right-most money of the row; for what may be nothing, a zero too."""
    numbers = printed_numbers(row, form)
    money = [number for number in money_of(numbers, form) if _letters(row.text[number.end :]) <= MOST_LETTERS_AFTER]
    if money:
        return max(money, key=lambda number: number.box.right)
    if label.role in {"change", "discount", "rounding", "vat", "fee"} and numbers:
        last = max(numbers, key=lambda number: number.box.right)
        small = last.numeral.digits == 0 or (label.role == "rounding" and abs(last.numeral.value) < 1000)
        return last if small and not last.numeral.percent and form.decimals == 0 else None
    return None


def _letters(text: str) -> int:
    return sum(symbol.isalpha() for symbol in text)


def _amount_below(rows: Sequence[Row], index: int, form: MoneyFormat) -> PrintedNumber | None:
    """The money of the next row, when that row has hardly anything else."""
    if index + 1 >= len(rows) or money_of(printed_numbers(rows[index], form), form):
        return None
    below = rows[index + 1]
    money = money_of(printed_numbers(below, form), form)
    if len(money) != 1 or _letters(below.text) > MOST_LETTERS_BESIDE or below.box.page != rows[index].box.page:
        return None
    near = below.box.top - rows[index].box.bottom < 2.5 * max(rows[index].box.height, below.box.height)
    return money[0] if near else None


def _spelled(rows: Sequence[Row], index: int) -> list[Fact]:
    """The amount in words, which may go on in the next row."""
    for text in (rows[index].text, GAP.join(row.text for row in rows[index : index + 2])):
        amount = spelled_amount(text)
        if amount is not None:
            box = rows[index].box
            return [Fact("words", amount, index, 1.0, box, rows[index].confidence, rows[index].text)]
    return []
