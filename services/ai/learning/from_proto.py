"""From the contract's events and drafts to what learning needs of them."""

from collections.abc import Iterable
from uuid import UUID

from heo.events.v1.event_pb2 import Event
from heo.ledger.v1.draft_service_pb2 import Draft
from heo.ledger.v1.transaction_pb2 import SOURCE_BILL
from heo.type.v1.draft_pb2 import DraftPart

from services.ai.learning.model import Confirmed, Part

CONFIRMED = "CONFIRMED"


def is_confirmation(event: Event) -> bool:
    """Whether a draft was confirmed."""
    return event.WhichOneof("body") == "draft_changed" and event.draft_changed.state == CONFIRMED


def confirmed_drafts(events: Iterable[Event]) -> list[UUID]:
    """The drafts that `events` confirmed, in order, each once."""
    return list(dict.fromkeys(UUID(event.draft_changed.draft_id) for event in events))


def confirmed(household_id: UUID, draft: Draft) -> Confirmed:
    """The draft as learning sees it."""
    posted, suggested = draft.content, draft.suggested
    return Confirmed(
        household_id=household_id,
        draft_id=UUID(draft.draft_id),
        note=posted.note,
        suggested_note=suggested.note,
        source_text=draft.source_text,
        category_id=posted.category_id,
        suggested_category_id=suggested.category_id,
        jar_id=posted.jar_id,
        suggested_jar_id=suggested.jar_id,
        parts=[_part(part) for part in posted.parts],
        suggested_parts=[_part(part) for part in suggested.parts],
        is_bill=draft.source == SOURCE_BILL,
    )


def _part(part: DraftPart) -> Part:
    return Part(part.note, part.category_id, part.jar_id)
