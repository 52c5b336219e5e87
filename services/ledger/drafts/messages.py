"""Drafts between the wire and the domain."""

from typing import Any

from heo.ledger.v1 import draft_service_pb2 as pb
from heo.type.v1 import draft_pb2 as wire

from services.ledger.drafts.model import Draft, DraftContent, DraftPart, Evidence, NewDraft
from services.ledger.journal.kinds import Source
from services.ledger.journal.model import Amount
from services.ledger.wire import amount_from, id_from, id_text, money, optional_date, optional_id, timestamp


def content_from(content: wire.DraftContent) -> DraftContent:
    """What was understood; DATE_OUT_OF_RANGE for a day that does not exist."""
    return DraftContent(
        kind=int(content.kind),
        amount=amount_from(content.amount) if content.HasField("amount") else None,
        valid_date=optional_date(content.valid_date),
        category_id=optional_id(content.category_id),
        account_id=optional_id(content.account_id),
        counter_account_id=optional_id(content.counter_account_id),
        jar_id=optional_id(content.jar_id),
        counter_jar_id=optional_id(content.counter_jar_id),
        note=content.note,
        person=content.person,
        tags=tuple(content.tags),
        recurrence=content.recurrence,
        counter_amount=amount_from(content.counter_amount) if content.HasField("counter_amount") else None,
        parts=tuple(_part_from(part) for part in content.parts),
    )


def new_draft_from(new: pb.NewDraft) -> NewDraft:
    """A draft to keep."""
    return NewDraft(
        draft_id=id_from(new.draft_id),
        content=content_from(new.content),
        source=Source(new.source),
        source_text=new.source_text,
        evidence=tuple(_evidence_from(item) for item in new.evidence),
        evidence_ids=tuple(map(id_from, new.evidence_ids)),
        needs_look=new.needs_look,
        is_reading=new.is_reading,
        reading_id=optional_id(new.reading_id),
    )


def draft_message(draft: Draft) -> pb.Draft:
    """The draft on the wire."""
    state: Any = int(draft.state)  # the numbers are the contract's
    source: Any = int(draft.source)
    return pb.Draft(
        draft_id=str(draft.draft_id),
        state=state,
        content=_content_message(draft.content),
        suggested=_content_message(draft.suggested),
        evidence=[_evidence_message(item) for item in draft.evidence],
        source_text=draft.source_text,
        source=source,
        evidence_ids=[str(item) for item in draft.evidence_ids],
        create_time=timestamp(draft.create_time),
        expire_time=timestamp(draft.expire_time),
        version=draft.version,
        failure=draft.failure,
        needs_look=draft.needs_look,
        reading_id=id_text(draft.reading_id),
    )


def _content_message(content: DraftContent) -> wire.DraftContent:
    kind: Any = content.kind  # the numbers are the contract's
    return wire.DraftContent(
        kind=kind,
        amount=_money(content.amount),
        valid_date=content.valid_date.isoformat() if content.valid_date is not None else "",
        category_id=id_text(content.category_id),
        account_id=id_text(content.account_id),
        counter_account_id=id_text(content.counter_account_id),
        jar_id=id_text(content.jar_id),
        counter_jar_id=id_text(content.counter_jar_id),
        note=content.note,
        person=content.person,
        tags=content.tags,
        recurrence=content.recurrence,
        counter_amount=_money(content.counter_amount),
        parts=[_part_message(part) for part in content.parts],
    )


def _part_from(part: wire.DraftPart) -> DraftPart:
    return DraftPart(amount_from(part.amount), optional_id(part.category_id), optional_id(part.jar_id), part.note)


def _part_message(part: DraftPart) -> wire.DraftPart:
    return wire.DraftPart(
        amount=_money(part.amount),
        category_id=id_text(part.category_id),
        jar_id=id_text(part.jar_id),
        note=part.note,
    )


def _money(amount: Amount | None) -> Any:
    return money(amount.minor_units, amount.commodity) if amount is not None else None


def _evidence_from(evidence: wire.Evidence) -> Evidence:
    return Evidence(
        field=int(evidence.field),
        start=evidence.start,
        end=evidence.end,
        rule=evidence.rule,
        explanation=evidence.explanation,
        confidence=evidence.confidence,
        inferred=evidence.inferred,
    )


def _evidence_message(evidence: Evidence) -> wire.Evidence:
    field: Any = evidence.field  # the numbers are the contract's
    return wire.Evidence(
        field=field,
        start=evidence.start,
        end=evidence.end,
        rule=evidence.rule,
        explanation=evidence.explanation,
        confidence=evidence.confidence,
        inferred=evidence.inferred,
    )
