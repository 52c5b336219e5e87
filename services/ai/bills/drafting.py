"""A bill becomes a draft: what would be posted, with parts where its things belong to several categories."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from services.ai.bills.categories import Categorizer, Meaning
from services.ai.bills.checking import LINES_BREAK
from services.ai.bills.model import Bill, BillField, Line, PictureKind
from services.ai.bills.money_format import NO_CURRENCY
from services.ai.bills.splitting import spread
from services.ai.understanding.model import Context, Evidence

MOST_PARTS = 20
MOST_NOTE = 500
SURE = 0.9
PAID_FROM = {"CASH": "cash", "CARD": "card", "TRANSFER": "bank", "WALLET": "bank"}


@dataclass(frozen=True, slots=True)
class Part:
    """A share of the amount with its category and jar; `note` names its things."""

    amount: int
    category: str
    jar: str
    note: str


@dataclass(frozen=True, slots=True)
class BillDraft:
    """An expense that waits for a tap. Things are preset keys or the household's ids; `amount` None is not known.

    With parts, category and jar are empty, and the parts' amounts add up to the amount.
    """

    amount: int | None
    currency: str
    valid_date: date
    note: str
    account: str
    category: str = ""
    jar: str = ""
    parts: tuple[Part, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    needs_look: bool = True
    meanings: tuple[Meaning, ...] = ()
    """One for each line of the bill."""


def draft_of(bill: Bill, context: Context, categorizer: Categorizer) -> BillDraft:
    """The draft of a bill or a transfer. ValueError for a picture without one."""
    if bill.kind is PictureKind.NONE:
        raise ValueError("no bill, no draft")
    merchant = _text(bill, BillField.MERCHANT)
    whole, meanings = categorizer.of_bill(merchant, [line.name for line in bill.lines])
    total = bill.piece(BillField.TOTAL)
    amount = total.amount if total is not None and total.amount and bill.currency != NO_CURRENCY else None
    day, day_piece = _day(bill, context.today)
    account, account_piece = _account(bill, context)
    parts = _parts(bill, amount, meanings)
    evidence = [
        Evidence("kind", 0, 0, f"{bill.kind.value}.kind", 0.95),
        Evidence("amount", 0, 0, f"{bill.kind.value}.total", total.confidence if total is not None else 0.0),
        day_piece, account_piece,
        Evidence("category", 0, 0, whole.rule, whole.confidence, whole.rule == "category.fallback", whole.explanation),
    ]  # fmt: skip
    doubt = not bill.verified or bill.currency != context.currency or day_piece.inferred
    return BillDraft(
        amount=amount,
        currency=bill.currency,
        valid_date=day,
        note=merchant[:MOST_NOTE],
        account=account,
        category="" if parts else whole.category,
        jar="" if parts else whole.jar,
        parts=parts,
        evidence=tuple(replace(piece, confidence=round(min(1.0, piece.confidence), 4)) for piece in evidence),
        needs_look=doubt or amount is None or whole.confidence < 0.5,
        meanings=tuple(meanings),
    )


def _text(bill: Bill, field: BillField) -> str:
    piece = bill.piece(field)
    return "" if piece is None else piece.text


def _day(bill: Bill, today: date) -> tuple[date, Evidence]:
    """The printed day; today, shown as a guess, when none is printed or it is still to come."""
    piece = bill.piece(BillField.TIME)
    day = date.fromisoformat(piece.text[:10]) if piece is not None else None
    if piece is None or day is None or day > today:
        return today, Evidence("valid_date", 0, 0, "bill.today", 0.4, inferred=True)
    return day, Evidence("valid_date", 0, 0, "bill.time", piece.confidence)


def _account(bill: Bill, context: Context) -> tuple[str, Evidence]:
    """What the bill says it was paid from; the household's first account otherwise."""
    key = PAID_FROM.get(_text(bill, BillField.PAYMENT), "")
    if key:
        return key, Evidence("account", 0, 0, "bill.payment", 0.8)
    first = context.accounts[0].thing_id if context.accounts else "cash"
    return first, Evidence("account", 0, 0, "account.default", 0.6, inferred=True)


def _parts(bill: Bill, amount: int | None, meanings: Sequence[Meaning]) -> tuple[Part, ...]:
    """Shares of the amount by category and jar; none when one category has it all, or the lines cannot be trusted."""
    groups: dict[tuple[str, str], list[Line]] = {}
    for line, meaning in zip(bill.lines, meanings, strict=True):
        groups.setdefault((meaning.category, meaning.jar), []).append(line)
    weights = [sum(line.amount for line in lines) for lines in groups.values()]
    if amount is None or len(groups) < 2 or LINES_BREAK in bill.why or not bill.verified:
        return ()
    if len(groups) > MOST_PARTS or any(weight <= 0 for weight in weights):
        return ()
    shares = spread(amount, weights)
    if any(share <= 0 for share in shares):
        return ()
    return tuple(
        Part(share, category, jar, ", ".join(line.name for line in lines if line.name)[:MOST_NOTE])
        for share, ((category, jar), lines) in zip(shares, groups.items(), strict=True)
    )
