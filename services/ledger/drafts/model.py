"""What a draft is, what it may become, and when it says enough to be posted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import IntEnum
from types import MappingProxyType
from uuid import UUID

from services.ledger.journal.kinds import Kind, Source
from services.ledger.journal.model import Amount, Content, Part
from services.ledger.receipts.model import LATER

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
class DraftPart:
    """A part of a draft: this category from that jar. `amount` is positive; no category while nobody said it."""

    amount: Amount
    category_id: UUID | None = None
    jar_id: UUID | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class DraftContent:
    """What would be posted; what was not understood is None or empty. `kind` 0 is none.

    `parts` split the amount over categories and jars; `category_id` and `jar_id` are then None.
    """

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
    parts: tuple[DraftPart, ...] = field(default=(), metadata=LATER)


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
    """A draft to keep; its id was made by the client. One that `is_reading` has no content until it was read."""

    draft_id: UUID
    content: DraftContent
    source: Source
    source_text: str = ""
    evidence: tuple[Evidence, ...] = ()
    evidence_ids: tuple[UUID, ...] = ()
    needs_look: bool = False
    is_reading: bool = field(default=False, metadata=LATER)
    reading_id: UUID | None = field(default=None, metadata=LATER)

    @property
    def state(self) -> State:
        """Where it begins."""
        return State.READING if self.is_reading else State.READY


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft. `suggested` is what was first understood; what differs from `content` was corrected by a person.

    `reading_id` is the reading that it came from; it is the id of the reading's first draft.
    """

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
    reading_id: UUID | None = None

    @property
    def awaits_reading(self) -> bool:
        """Whether what is read may still fill it: it is READING, or was put away, brought back and not touched."""
        untouched = self.content == self.suggested == DraftContent() and self.reading_id == self.draft_id
        return self.state is State.READING or (self.state is State.READY and untouched)

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
_WITHOUT_PARTS = frozenset({Kind.EXCHANGE, Kind.JAR_MOVE})


def wrong_parts(content: DraftContent) -> str:
    """Why the parts of `content` cannot be kept, a reason of the contract; empty when they can.

    INVALID_ARGUMENT when a category or jar stands beside them, KIND_MISMATCH for a kind that is never split,
    COMMODITY_MISMATCH, and UNBALANCED when they do not add up to the amount.
    """
    if not content.parts:
        return ""
    if content.category_id is not None or content.jar_id is not None:
        return "INVALID_ARGUMENT"
    if content.kind in _WITHOUT_PARTS:
        return "KIND_MISMATCH"
    if content.amount is None:
        return "UNBALANCED"
    if any(part.amount.commodity != content.amount.commodity for part in content.parts):
        return "COMMODITY_MISMATCH"
    total = sum(part.amount.minor_units for part in content.parts)
    return "" if total == content.amount.minor_units else "UNBALANCED"


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
    return tuple(name for name in needed if _lacks(content, name))


def _lacks(content: DraftContent, name: str) -> bool:
    if name == "category_id" and content.parts:
        return any(part.category_id is None for part in content.parts)
    return getattr(content, name) is None


def content_of(draft: Draft) -> Content:
    """The transaction that a complete draft becomes; ValueError when `missing_fields` names any."""
    content = draft.content
    if missing_fields(content) or content.amount is None or content.valid_date is None:
        raise ValueError("the draft is not complete")
    return Content(
        kind=Kind(content.kind),
        valid_date=content.valid_date,
        parts=_parts_of(content, content.amount),
        account_id=content.account_id,
        counter_account_id=content.counter_account_id,
        counter_jar_id=content.counter_jar_id,
        counter_amount=content.counter_amount,
        note=content.note,
        person=content.person,
    )


def _parts_of(content: DraftContent, amount: Amount) -> tuple[Part, ...]:
    """The parts of the posting: the draft's own, or one for all. Tags are about the whole, so every part has them."""
    if not content.parts:
        return (Part(amount, content.category_id, content.jar_id, tags=content.tags),)
    return tuple(Part(part.amount, part.category_id, part.jar_id, part.note, content.tags) for part in content.parts)
