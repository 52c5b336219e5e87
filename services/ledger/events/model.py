"""What is said to the rest of the mesh, in the transaction in which it happened: ids, kinds, amounts, no free text."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum
from typing import TypeAlias
from uuid import UUID

from services.ledger.journal.facts import AccountFact


class EventKind(IntEnum):
    """Field numbers of the body in heo.events.v1.Event."""

    TRANSACTION_POSTED = 10
    TRANSACTION_VOIDED = 11
    DRAFT_CHANGED = 12
    ACCOUNT_CHANGED = 13
    PLAN_CHANGED = 14
    HOUSEHOLD_CHANGED = 15


FACT_EVENTS = frozenset({EventKind.ACCOUNT_CHANGED, EventKind.HOUSEHOLD_CHANGED})
"""Events after which facts read before are no longer true: they set the head's facts_version."""


@dataclass(frozen=True, slots=True)
class TransactionPosted:
    """A transaction, or a new version of one. `legs` are the changes against the version before."""

    transaction_id: UUID
    version: int
    kind: int
    valid_date: date
    legs: Sequence[tuple[AccountFact, int]]
    replaced_date: date | None = None


@dataclass(frozen=True, slots=True)
class TransactionVoided:
    """An undone transaction."""

    transaction_id: UUID
    version: int
    valid_date: date
    legs: Sequence[tuple[AccountFact, int]]


@dataclass(frozen=True, slots=True)
class DraftChanged:
    """A draft that was kept, changed, confirmed or discarded; `state` is the DraftState's name."""

    draft_id: UUID
    state: str
    corrected: bool


@dataclass(frozen=True, slots=True)
class AccountChanged:
    """An account, category or jar that was made, changed or closed."""

    account_id: UUID
    is_jar: bool
    closed: bool


@dataclass(frozen=True, slots=True)
class PlanChanged:
    """A plan that was made, changed or deleted."""

    plan_id: UUID
    deleted: bool


@dataclass(frozen=True, slots=True)
class HouseholdChanged:
    """A household, its members or its jar rule."""

    members_changed: bool


Body: TypeAlias = TransactionPosted | TransactionVoided | DraftChanged | AccountChanged | PlanChanged | HouseholdChanged


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """An event as the outbox keeps it; `payload` is the serialised body message of `kind`."""

    household_id: UUID
    sequence: int
    kind: int
    payload: bytes
    traceparent: str
    created_at: datetime
