"""What a draft is, what it may become, and when it says enough to be posted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import IntEnum
from types import MappingProxyType
from uuid import UUID

from services.ledger.journal.kinds import Kind, Source
from services.ledger.journal.model import Amount, Content, Part

LIFE = timedelta(days=30)
"""A draft that nobody touched goes away by itself after this."""

MOST_OPEN = 2000
"""Drafts that may wait at once in a household."""


class State(IntEnum):
    """Where a draft stands; heo.ledger.v1.DraftState."""

    READING = 1
    READY = 2
    FAILED = 3
    CONFIRMED = 4
    DISCARDED = 5


WAITING = (State.READING, State.READY, State.FAILED)
"""What a list answers unless other states are asked for."""

TRANSITIONS: Mapping[State, frozenset[State]] = MappingProxyType(
    {
        State.READING: frozenset({State.READY, State.FAILED, State.DISCARDED}),
        State.READY: frozenset({State.READY, State.CONFIRMED, State.DISCARDED}),
        State.FAILED: frozenset({State.READY, State.DISCARDED}),
        State.CONFIRMED: frozenset(),
        State.DISCARDED: frozenset({State.READY}),
    }
)


@dataclass(frozen=True, slots=True)
class DraftContent:
    """What would be posted; what was not understood is None or empty. `kind` 0 is none."""

    kind: int = 0
    amount: Amount | None = None
    valid_date: date | None = None
    category_id: UUID | None = None
    account_id: UUID | None = None
    counter_account_id: UUID | None = None
    jar_id: UUID | None = None
    counter_jar_id: UUID | None = None
    note: str = ""
    person: str = ""
    tags: tuple[str, ...] = ()
    recurrence: str = ""
    counter_amount: Amount | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a field came from: code points [start, end) of the source text, the rule that read it, how sure it is."""

    field: int
    start: int
    end: int
    rule: str
    explanation: str
    confidence: float
    inferred: bool


@dataclass(frozen=True, slots=True)
class NewDraft:
    """A draft to keep; its id was made by the client."""

    draft_id: UUID
    content: DraftContent
    source: Source
    source_text: str = ""
    evidence: tuple[Evidence, ...] = ()
    evidence_ids: tuple[UUID, ...] = ()
    needs_look: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft. `suggested` is what was first understood; what differs from `content` was corrected by a person."""

    draft_id: UUID
    state: State
    content: DraftContent
    suggested: DraftContent
    evidence: tuple[Evidence, ...]
    source_text: str
    source: Source
    evidence_ids: tuple[UUID, ...]
    create_time: datetime
    expire_time: datetime
    version: int
    failure: str
    needs_look: bool

    @property
    def corrected(self) -> bool:
        """Whether a person changed what was understood."""
        return self.content != self.suggested

    def may_become(self, state: State) -> bool:
        """Whether the draft may go to `state` from where it stands."""
        return state in TRANSITIONS[self.state]


_WITH_CATEGORY = frozenset({Kind.EXPENSE, Kind.INCOME, Kind.REFUND})
_NEEDS: Mapping[Kind, tuple[str, ...]] = MappingProxyType(
    {
        Kind.TRANSFER: ("account_id", "counter_account_id"),
        Kind.EXCHANGE: ("account_id", "counter_account_id", "counter_amount"),
        Kind.JAR_MOVE: ("jar_id", "counter_jar_id"),
    }
)
_ALWAYS = ("amount", "valid_date")


@dataclass(frozen=True, slots=True)
class Incomplete:
    """Which fields a draft lacks, by their names in the contract."""

    draft_id: UUID
    fields: tuple[str, ...] = field(default_factory=tuple)


def missing_fields(content: DraftContent) -> tuple[str, ...]:
    """The fields that must be filled before `content` can be posted, in the contract's names and order."""
    if not content.kind:
        return ("kind", *(name for name in (*_ALWAYS, "account_id") if getattr(content, name) is None))
    kind = Kind(content.kind)
    category = ("category_id",) if kind in _WITH_CATEGORY else ()
    needed = (*_ALWAYS, *category, *_NEEDS.get(kind, ("account_id",)))
    return tuple(name for name in needed if getattr(content, name) is None)


def content_of(draft: Draft) -> Content:
    """The transaction that a complete draft becomes; ValueError when `missing_fields` names any."""
    content = draft.content
    if missing_fields(content) or content.amount is None or content.valid_date is None:
        raise ValueError("the draft is not complete")
    part = Part(content.amount, content.category_id, content.jar_id, tags=content.tags)
    return Content(
        kind=Kind(content.kind),
        valid_date=content.valid_date,
        parts=(part,),
        account_id=content.account_id,
        counter_account_id=content.counter_account_id,
        counter_jar_id=content.counter_jar_id,
        counter_amount=content.counter_amount,
        note=content.note,
        person=content.person,
    )
