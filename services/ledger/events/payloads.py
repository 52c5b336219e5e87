"""From an event to the bytes that the outbox keeps, and from there to the message on the wire."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Any, TypeAlias

from google.protobuf.message import Message
from google.protobuf.timestamp_pb2 import Timestamp
from heo.events.v1 import event_pb2
from heo.type.v1.money_pb2 import Money

from services.ledger.events import model
from services.ledger.events.model import EventKind, StoredEvent
from services.ledger.journal.facts import AccountFact
from services.ledger.journal.kinds import Book

Leg: TypeAlias = tuple[AccountFact, int]


def payload_of(body: model.Body) -> tuple[EventKind, bytes]:
    """The kind of an event and its serialised body."""
    kind, build = _BUILDERS[type(body)]
    return kind, build(body).SerializeToString()


def to_event(stored: StoredEvent) -> event_pb2.Event:
    """The message on the wire."""
    created = Timestamp()
    created.FromDatetime(stored.created_at)
    event = event_pb2.Event(
        household_id=str(stored.household_id),
        sequence=stored.sequence,
        create_time=created,
        traceparent=stored.traceparent,
        visibility=event_pb2.VISIBILITY_HOUSEHOLD,
    )
    body = event_pb2.Event.DESCRIPTOR.fields_by_number[stored.kind].name
    getattr(event, body).ParseFromString(stored.payload)
    getattr(event, body).SetInParent()
    return event


def _add_legs(event: event_pb2.TransactionPosted | event_pb2.TransactionVoided, legs: Sequence[Leg]) -> None:
    """One leg a change; appending copies, so that one message a known account serves for all of its legs."""
    for account, amount in legs:
        if amount:
            leg = _leg_of(account)
            leg.amount.minor_units = amount
            event.legs.append(leg)


@lru_cache(4096)
def _leg_of(account: AccountFact) -> event_pb2.Leg:
    money = Money(commodity=account.commodity)
    return event_pb2.Leg(account_id=account.id_text, amount=money, is_jar=account.book is Book.JARS)


def _posted(body: model.TransactionPosted) -> Message:
    event = event_pb2.TransactionPosted()
    event.transaction_id = str(body.transaction_id)
    event.version = body.version
    event.kind = body.kind  # type: ignore[assignment]  # the numbers are the contract's
    event.valid_date = body.valid_date.isoformat()
    if body.replaced_date:
        event.replaced_date = body.replaced_date.isoformat()
    _add_legs(event, body.legs)
    return event


def _voided(body: model.TransactionVoided) -> Message:
    event = event_pb2.TransactionVoided(
        transaction_id=str(body.transaction_id), version=body.version, valid_date=body.valid_date.isoformat()
    )
    _add_legs(event, body.legs)
    return event


def _draft(body: model.DraftChanged) -> Message:
    return event_pb2.DraftChanged(draft_id=str(body.draft_id), state=body.state, corrected=body.corrected)


def _account(body: model.AccountChanged) -> Message:
    return event_pb2.AccountChanged(account_id=str(body.account_id), is_jar=body.is_jar, closed=body.closed)


def _plan(body: model.PlanChanged) -> Message:
    return event_pb2.PlanChanged(plan_id=str(body.plan_id), deleted=body.deleted)


def _household(body: model.HouseholdChanged) -> Message:
    return event_pb2.HouseholdChanged(members_changed=body.members_changed)


_BUILDERS: Mapping[type[model.Body], tuple[EventKind, Callable[[Any], Message]]] = MappingProxyType(
    {
        model.TransactionPosted: (EventKind.TRANSACTION_POSTED, _posted),
        model.TransactionVoided: (EventKind.TRANSACTION_VOIDED, _voided),
        model.DraftChanged: (EventKind.DRAFT_CHANGED, _draft),
        model.AccountChanged: (EventKind.ACCOUNT_CHANGED, _account),
        model.PlanChanged: (EventKind.PLAN_CHANGED, _plan),
        model.HouseholdChanged: (EventKind.HOUSEHOLD_CHANGED, _household),
    }
)
