"""From bills and their drafts to the contract's messages."""

from collections.abc import Sequence
from uuid import UUID

from heo.ai.v1 import bill_pb2 as pb
from heo.ledger.v1.draft_service_pb2 import NewDraft
from heo.ledger.v1.transaction_pb2 import SOURCE_BILL
from heo.type.v1 import draft_pb2
from heo.type.v1.money_pb2 import Money

from services.ai.bills.drafting import BillDraft
from services.ai.bills.model import Bill, Box, Line, Piece
from services.ai.bills.reading import PageSize
from services.ai.understanding.model import Evidence

MOST_TEXT = {"text": 300, "name": 200, "note": 500, "explanation": 200}


def bill_message(bill: Bill, draft: BillDraft, draft_id: UUID, sizes: Sequence[PageSize]) -> pb.Bill:
    """The bill on the wire; boxes in shares of their pages."""
    return pb.Bill(
        kind=pb.PictureKind.Value(f"PICTURE_KIND_{bill.kind.name}"),
        pieces=[_piece(piece, bill.currency, sizes) for piece in bill.pieces],
        lines=[_line(line, index, bill.currency, draft, sizes) for index, line in enumerate(bill.lines)],
        verified=bill.verified,
        why=bill.why,
        draft_id=str(draft_id),
    )


def _piece(piece: Piece, currency: str, sizes: Sequence[PageSize]) -> pb.BillPiece:
    return pb.BillPiece(
        field=pb.BillField.Value(f"BILL_FIELD_{piece.field.name}"),
        text=piece.text[: MOST_TEXT["text"]],
        amount=_money(piece.amount, currency),
        box=_box(piece.box, sizes),
        confidence=piece.confidence,
        verified=piece.verified,
    )


def _line(line: Line, index: int, currency: str, draft: BillDraft, sizes: Sequence[PageSize]) -> pb.BillLine:
    meaning = draft.meanings[index] if index < len(draft.meanings) else None
    return pb.BillLine(
        name=line.name[: MOST_TEXT["name"]],
        quantity=line.quantity,
        unit=line.unit,
        unit_price=_money(line.unit_price, currency),
        amount=_money(line.amount, currency),
        box=_box(line.box, sizes),
        confidence=line.confidence,
        breaks_the_sum=line.breaks_the_sum,
        category_id=meaning.category if meaning is not None else "",
        jar_id=meaning.jar if meaning is not None else "",
    )


def _money(amount: int | None, currency: str) -> Money | None:
    return None if amount is None else Money(minor_units=amount, commodity=currency)


def _box(box: Box, sizes: Sequence[PageSize]) -> pb.Box:
    size = sizes[box.page]
    across, down = max(1, size.width), max(1, size.height)

    def share(value: float, of: int) -> float:
        return round(min(1.0, max(0.0, value / of)), 5)

    return pb.Box(
        page=box.page, left=share(box.left, across), top=share(box.top, down),
        right=share(box.right, across), bottom=share(box.bottom, down),
    )  # fmt: skip


def draft_message(draft: BillDraft, draft_id: UUID, reading_id: UUID, evidence_ids: Sequence[UUID]) -> NewDraft:
    """The draft as the ledger takes it."""
    content = draft_pb2.DraftContent(
        kind=draft_pb2.TRANSACTION_KIND_EXPENSE,
        amount=_money(draft.amount, draft.currency),
        valid_date=draft.valid_date.isoformat(),
        category_id=draft.category,
        account_id=draft.account,
        jar_id=draft.jar,
        note=draft.note[: MOST_TEXT["note"]],
        parts=[
            draft_pb2.DraftPart(
                amount=_money(part.amount, draft.currency),
                category_id=part.category,
                jar_id=part.jar,
                note=part.note[: MOST_TEXT["note"]],
            )
            for part in draft.parts
        ],
    )
    return NewDraft(
        draft_id=str(draft_id),
        content=content,
        evidence=[_evidence(piece) for piece in draft.evidence],
        source=SOURCE_BILL,
        evidence_ids=[str(evidence_id) for evidence_id in evidence_ids],
        needs_look=draft.needs_look,
        reading_id=str(reading_id),
    )


def _evidence(piece: Evidence) -> draft_pb2.Evidence:
    return draft_pb2.Evidence(
        field=draft_pb2.DraftField.Value(f"DRAFT_FIELD_{piece.field.upper()}"),
        rule=piece.rule,
        explanation=piece.explanation[: MOST_TEXT["explanation"]],
        confidence=piece.confidence,
        inferred=piece.inferred,
    )
