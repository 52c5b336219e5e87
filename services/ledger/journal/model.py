"""What people say happened, and the groups in which the journal takes it."""

from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias
from uuid import UUID

from services.ledger.jars.model import Share
from services.ledger.journal.kinds import Kind, Source
from services.ledger.journal.opening import Founding, NewAccount, NewCommodity

MOST_MINOR_UNITS = 10**15
"""The largest amount of one part: a million of them fit into 64 bits."""


@dataclass(frozen=True, slots=True)
class Amount:
    """An exact number of minor units of one commodity."""

    minor_units: int
    commodity: str


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a transaction: this category from that jar. The amount is positive; for OPENING a debt is negative.

    Without a jar, spending follows its category's jar, income the household's rule, everything else the UNASSIGNED jar.
    """

    amount: Amount
    category_id: UUID | None = None
    jar_id: UUID | None = None
    note: str = ""
    tags: tuple[str, ...] = ()
    member_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """A transaction as a person says it: what is recorded, and what an edit replaces."""

    kind: Kind
    valid_date: date
    parts: tuple[Part, ...]
    account_id: UUID | None = None
    counter_account_id: UUID | None = None
    counter_jar_id: UUID | None = None
    counter_amount: Amount | None = None
    note: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """A new transaction.

    `transaction_id` is the request's id, or the draft's when `draft_version` says which version of that draft was
    confirmed: the draft becomes CONFIRMED in the transaction that posts it.
    """

    transaction_id: UUID
    content: Content
    source: Source
    evidence_ids: tuple[UUID, ...] = ()
    draft_version: int | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """A transaction's new content: a reversal and a new entry. `version` is the one that was seen."""

    transaction_id: UUID
    version: int
    content: Content


@dataclass(frozen=True, slots=True)
class Void:
    """An end to a transaction: a reversal. `version` is the one that was seen."""

    transaction_id: UUID
    version: int


@dataclass(frozen=True, slots=True)
class OpenAccounts:
    """New accounts, categories or jars, with their opening balances; commodities first met come with their decimals.

    A commodity's own accounts (UNASSIGNED, OUTSIDE, OPENING, CONVERSION) are made with it. `founding` makes the
    household itself, whose facts and first jar rule (`shares`) are in the same entry.
    """

    valid_date: date
    accounts: tuple[NewAccount, ...]
    commodities: tuple[NewCommodity, ...] = ()
    founding: Founding | None = None
    shares: tuple[Share, ...] = ()
    preset: str = ""


@dataclass(frozen=True, slots=True)
class CloseAccount:
    """An end to an account, category or jar. What it holds, and what still arrives, moves to the successor."""

    valid_date: date
    account_id: UUID
    successor_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class SetJarRule:
    """A new version of the rule that splits income; `version` must be the newest one plus one."""

    valid_date: date
    version: int
    shares: tuple[Share, ...]
    preset: str = ""


Change: TypeAlias = Record | Edit | Void | OpenAccounts | CloseAccount | SetJarRule


@dataclass(frozen=True, slots=True)
class PostingGroup:
    """Changes that stand or fall together, under the id that the client made and kept before sending."""

    household_id: UUID
    request_id: UUID
    actor_id: UUID | None
    changes: tuple[Change, ...]
    traceparent: str = field(default="", compare=False)
