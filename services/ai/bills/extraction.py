"""From rows to a bill, a transfer, or the answer that there is none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from services.ai.bills.arithmetic import CASH_CHANGE
from services.ai.bills.checking import ADDED_UP, Verdict, checked
from services.ai.bills.dates import When, when_paid
from services.ai.bills.dollars import with_dollars
from services.ai.bills.gathering import ReadLine
from services.ai.bills.header import address_rows, known_merchant, merchant_of, merchant_row
from services.ai.bills.lines import lines_of
from services.ai.bills.model import Bill, BillField, Box, PictureKind, Piece, Row, around
from services.ai.bills.money_format import MoneyFormat, format_of
from services.ai.bills.phrases import has_any, phrases
from services.ai.bills.slips import slip_of
from services.ai.bills.sums import Fact, Sums, is_header, sums_of
from services.ai.bills.total import Chosen, choose_total
from services.ai.bills.transfer import read_transfer

NO_BILL = Bill(PictureKind.NONE)
LEAST_SIGNS = 2.2
"""A total alone may stand in a novel; a total and one more thing that bills have do not."""
PROVEN, LIKELY = 0.995, 0.75
ROLES = {
    "cash": BillField.CASH, "change": BillField.CHANGE, "vat": BillField.VAT, "discount": BillField.DISCOUNT,
    "fee": BillField.FEE, "rounding": BillField.ROUNDING,
}  # fmt: skip
PAID_BY = {"cash": "CASH", "card": "CARD", "transfer": "TRANSFER", "wallet": "WALLET"}


@dataclass(frozen=True, slots=True)
class Reader:
    """What the household adds to the reading of a bill: its currency, today, and the merchants it knows."""

    currency: str = "VND"
    today: date | None = None
    merchants: tuple[str, ...] = ()

    def read(self, rows: Sequence[Row]) -> Bill:
        """The bill of these rows, which are those of one bill. Never raises on any text."""
        if not rows:
            return NO_BILL
        rows = with_dollars(rows)
        form = format_of(rows, self.currency)
        transfer = read_transfer(rows, form)
        if transfer is not None:
            return transfer
        sums = sums_of(rows, form)
        lines = _lines(rows, sums, form)
        chosen = choose_total(sums, lines, len(rows))
        when = when_paid(rows, self.today)
        if _signs(rows, sums, lines, chosen, when) < LEAST_SIGNS:
            return NO_BILL
        chosen = chosen or _added_up(lines)
        if chosen is None:
            return NO_BILL
        verdict = checked(chosen, sums, lines, form.decimals)
        pieces = (*self._heads(rows, lines, sums, when), *_sums(verdict, sums))
        whole = tuple(line.line for line in verdict.lines)
        return Bill(PictureKind.BILL, form.currency, pieces, whole, verdict.verified, verdict.why)

    def _heads(self, rows: Sequence[Row], lines: Sequence[ReadLine], sums: Sums, when: When | None) -> list[Piece]:
        """Merchant, address and time."""
        end = min([line.row for line in lines] + [fact.row for fact in sums.facts] + [len(rows)])
        found: list[Piece] = []
        index = merchant_row(rows, end)
        if index is not None:
            name = merchant_of(rows[index])
            known = known_merchant(name, self.merchants) if self.merchants else None
            sure = 0.95 if known else 0.8 * rows[index].confidence
            found.append(Piece(BillField.MERCHANT, known or name, rows[index].box, sure))
        address = [i for i in address_rows(rows, end) if i != index]
        if address:
            text = ", ".join(" ".join(rows[i].text.split()) for i in address)
            boxes = around([rows[i].box for i in address])
            found.append(Piece(BillField.ADDRESS, text[:300], boxes, 0.7 * min(rows[i].confidence for i in address)))
        if when is not None:
            found.append(Piece(BillField.TIME, when.text, rows[when.row].box, 0.95 * rows[when.row].confidence))
        return found


def _lines(rows: Sequence[Row], sums: Sums, form: MoneyFormat) -> list[ReadLine]:
    """The things: those of a list, or the one of a slip when the list does not come to the same."""
    lines, slip = lines_of(rows, sums, form), slip_of(rows, sums, form)
    return [slip] if slip is not None and sum(line.amount for line in lines) != slip.amount else lines


def _signs(
    rows: Sequence[Row], sums: Sums, lines: Sequence[ReadLine], chosen: Chosen | None, when: When | None
) -> float:
    """How much of what bills have is there."""
    signs = 2.0 if sums.of("total", "subtotal") else 0.0
    signs += min(2.0, len({fact.role for fact in sums.facts} - {"total", "subtotal"}))
    signs += 1.0 if any(has_any(row.text, phrases().titles) for row in rows) else 0.0
    signs += 0.5 if any(is_header(row) for row in rows) else 0.0
    signs += 0.25 * min(3, len(lines))
    signs += 0.25 if when is not None else 0.0
    return signs + (1.0 if chosen is not None and chosen.proofs else 0.0)


def _added_up(lines: Sequence[ReadLine]) -> Chosen | None:
    """For a list without a printed total: its sum, which nothing proves."""
    if len(lines) < 2:
        return None
    last = lines[-1]
    fact = Fact(
        ADDED_UP, sum(line.amount for line in lines), last.row, 0.3, last.line.box, last.line.confidence * 0.5, ""
    )
    return Chosen(fact, 0.0, (), None) if fact.amount > 0 else None


def _sums(verdict: Verdict, sums: Sums) -> list[Piece]:
    """The total and the sums around it. What took part in a closed identity is verified."""
    total = verdict.chosen.fact
    sure = PROVEN if verdict.total_proven else LIKELY * total.confidence * min(1.0, 0.5 + total.weight / 2)
    pieces = [Piece(BillField.TOTAL, _printed(total), total.box, round(sure, 4), total.amount, verdict.total_proven)]
    used = verdict.chosen.way.used if verdict.chosen.way is not None else frozenset()
    by_cash = CASH_CHANGE in verdict.chosen.proofs
    for role, field in ROLES.items():
        facts = [fact for fact in sums.of(role) if fact.amount or role in {"change", "discount"}]
        if not facts:
            continue
        part = [fact for fact in facts if fact.row in used] or facts[-1:]
        took_part = all(fact.row in used for fact in part) or (by_cash and role in {"cash", "change"})
        proven = verdict.total_proven and took_part
        amount = sum(fact.amount for fact in part)
        if role == "rounding" and verdict.chosen.way is not None:
            amount = verdict.chosen.way.rounding or amount
        pieces.append(_piece(field, part, amount, proven))
    paid = [fact for fact in sums.of(*PAID_BY) if fact.amount]
    if paid:
        pieces.append(Piece(BillField.PAYMENT, PAID_BY[paid[0].role], paid[0].box, 0.9 * paid[0].confidence))
    return pieces


def _piece(field: BillField, part: Sequence[Fact], amount: int, proven: bool) -> Piece:
    box: Box = around([fact.box for fact in part])
    sure = PROVEN if proven else 0.8 * min(fact.confidence for fact in part)
    return Piece(field, _printed(part[0]), box, round(sure, 4), amount, proven)


def _printed(fact: Fact) -> str:
    return " ".join(fact.text.split())[:120]


def format_for(rows: Sequence[Row], currency: str) -> MoneyFormat:
    """How these rows print money."""
    return format_of(rows, currency)
