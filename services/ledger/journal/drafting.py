"""Entries worked out but not yet numbered: what the group will write once its household is locked."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, TypeAlias
from uuid import UUID

from services.ledger.journal.facts import AccountFact, Rule
from services.ledger.journal.kinds import Kind, LineRole, Source
from services.ledger.journal.opening import NewAccount
from services.ledger.journal.words import Words

LegDraft: TypeAlias = tuple[AccountFact, int]
"""An account and its signed change in minor units."""


class Seal(NamedTuple):
    """A line's hash; with words also their commitment and its salt."""

    line_hash: bytes
    commitment: bytes | None = None
    salt: bytes | None = None


@dataclass(slots=True)
class LineDraft:
    """One part of an entry."""

    legs: list[LegDraft]
    role: LineRole = LineRole.STATED
    member_id: UUID | None = None
    words: Words | None = None
    seal: Seal | None = None


@dataclass(slots=True)
class FactsDraft:
    """Facts that come with an entry; an account comes with the number of the category above it."""

    accounts: list[tuple[AccountFact, NewAccount, int | None]] = field(default_factory=list)
    commodities: list[tuple[str, int]] = field(default_factory=list)
    closures: list[tuple[int, int | None]] = field(default_factory=list)
    rules: list[tuple[Rule, str]] = field(default_factory=list)


@dataclass(slots=True)
class EntryDraft:
    """An entry without its sequence, hashes and running balances."""

    kind: Kind
    transaction_id: UUID
    version: int
    source: Source
    valid_date: date
    lines: list[LineDraft]
    reverses: int | None = None
    rule_version: int | None = None
    rule_inputs: str | None = None
    evidence: str | None = None
    facts: FactsDraft | None = None
    confirms_draft: bool = False
    replaced_date: date | None = None
