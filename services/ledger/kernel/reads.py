"""What the kernel reads under the lock before it settles a batch."""

from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias
from uuid import UUID

from services.ledger.journal.kinds import Kind, LineRole

Key: TypeAlias = tuple[UUID, UUID]
"""(household id, id of the thing)."""


@dataclass(slots=True)
class Head:
    """A household's head row. Settling works on a copy: the row changes with the commit, and not before."""

    sequence: int
    chain_hash: bytes
    event_sequence: int
    event_hash: bytes
    facts_version: int


@dataclass(frozen=True, slots=True)
class StoredRequest:
    """A request id that was used before, and the answer to its group."""

    group_id: UUID
    request_hash: bytes
    sequence: int
    entries: int
    answer: bytes


@dataclass(slots=True)
class StoredLine:
    """A line of an entry: (account number, amount) of its legs in order."""

    role: LineRole
    member_id: UUID | None
    legs: list[tuple[int, int]]


@dataclass(slots=True)
class StoredTransaction:
    """The newest version of a transaction. `live` is false once it was voided; `sequence` is its newest entry's."""

    version: int
    live: bool
    sequence: int
    kind: Kind
    valid_date: date
    rule_version: int | None
    lines: list[StoredLine]


@dataclass(frozen=True, slots=True)
class StoredDraft:
    """A draft, locked. `corrected` is true when a person changed what was understood."""

    state: int
    version: int
    corrected: bool


@dataclass(slots=True)
class Reads:
    """Everything read for a batch. `existing` is read when a head is missing: those that exist were busy."""

    heads: dict[UUID, Head] = field(default_factory=dict)
    existing: set[UUID] = field(default_factory=set)
    requests: dict[Key, StoredRequest] = field(default_factory=dict)
    transactions: dict[Key, StoredTransaction] = field(default_factory=dict)
    drafts: dict[Key, StoredDraft] = field(default_factory=dict)
    balances: dict[tuple[UUID, int], int] = field(default_factory=dict)
