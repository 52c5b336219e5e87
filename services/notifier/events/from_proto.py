"""From the contract's events to what the rules need of them."""

from datetime import date
from typing import Any
from uuid import UUID

from heo.events.v1.event_pb2 import Event

from services.notifier.events.model import Happened, Touch

_TRANSACTION = "transaction_"
_CHANGES = {
    "plan_changed": {"plans_changed": True},
    "account_changed": {"facts_changed": True},
    "household_changed": {"facts_changed": True, "calendar_changed": True},
}


def is_looked_at(event: Event) -> bool:
    """Whether some rule looks at events of this kind."""
    body = event.WhichOneof("body") or ""
    return body in _CHANGES or body.startswith(_TRANSACTION)


def happened(event: Event) -> Happened:
    """What `event` says."""
    body = event.WhichOneof("body") or ""
    return Happened(
        sequence=event.sequence,
        touch=_touch(getattr(event, body)) if body.startswith(_TRANSACTION) else None,
        **_CHANGES.get(body, {}),
    )


def _touch(body: Any) -> Touch:
    """The change of a TransactionPosted or TransactionVoided."""
    days = [body.valid_date, getattr(body, "replaced_date", "")]
    return Touch(
        transaction_id=UUID(body.transaction_id),
        dates=frozenset(date.fromisoformat(day) for day in days if day),
        account_ids=frozenset(UUID(leg.account_id) for leg in body.legs),
        touches_jar=any(leg.is_jar for leg in body.legs),
    )
