"""What the read command prints: one JSON object a file."""

from collections.abc import Mapping, Sequence
from typing import Any

from services.ai.bills.drafting import BillDraft
from services.ai.bills.model import Bill, BillField, Line, PictureKind
from services.ai.understanding.vocabulary import CategoryWord

NO_BILL = "NO_BILL"


def as_json(
    file: str, found: Sequence[tuple[Bill, BillDraft]], categories: Mapping[str, CategoryWord]
) -> dict[str, Any]:
    """Amounts are minor units; what was not found is null. Further bills of the same file stand in "others"."""
    if not found:
        nothing = Bill(PictureKind.NONE, why=(NO_BILL,))
        return {"file": file, **_bill(nothing), "drafts": []}
    first = {"file": file, **_bill(found[0][0]), "drafts": [_draft(draft, categories) for _, draft in found]}
    return first | ({"others": [_bill(bill) for bill, _ in found[1:]]} if len(found) > 1 else {})


def error_as_json(file: str, reason: str, detail: str) -> dict[str, Any]:
    """A file that could not be read."""
    return {"file": file, "error": {"reason": reason, "detail": detail}}


def _bill(bill: Bill) -> dict[str, Any]:
    merchant, time, total = (bill.piece(f) for f in (BillField.MERCHANT, BillField.TIME, BillField.TOTAL))
    address, payment = bill.piece(BillField.ADDRESS), bill.piece(BillField.PAYMENT)
    return {
        "kind": bill.kind.value,
        "merchant": merchant.text if merchant else None,
        "date": time.text[:10] if time else None,
        "time": time.text[11:] or None if time else None,
        "address": address.text if address else None,
        "payment": payment.text if payment else None,
        "total": {"amount": total.amount, "currency": bill.currency} if total else None,
        "vat": bill.amount(BillField.VAT),
        "discount": bill.amount(BillField.DISCOUNT),
        "lines": [_line(line) for line in bill.lines],
        "verified": bill.verified,
        "why": list(bill.why),
        "confidence": total.confidence if total else None,
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        "name": line.name,
        "quantity": line.quantity or None,
        "unit": line.unit or None,
        "unit_price": line.unit_price,
        "amount": line.amount,
        "confidence": round(line.confidence, 3),
        "breaks_the_sum": line.breaks_the_sum,
    }


def _draft(draft: BillDraft, categories: Mapping[str, CategoryWord]) -> dict[str, Any]:
    return {
        "kind": "expense",
        "amount": draft.amount,
        "currency": draft.currency,
        "valid_date": draft.valid_date.isoformat(),
        "note": draft.note,
        "account": draft.account or None,
        **_where(draft.category, draft.jar, categories),
        "parts": [
            {"amount": part.amount, **_where(part.category, part.jar, categories), "note": part.note}
            for part in draft.parts
        ],
        "needs_look": draft.needs_look,
    }


def _where(category: str, jar: str, categories: Mapping[str, CategoryWord]) -> dict[str, Any]:
    word = categories.get(category)
    return {
        "category": category or None,
        "category_name": word.vi if word else None,
        "jar": jar or (word.jar if word else "") or None,
    }
