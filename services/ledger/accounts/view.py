"""Accounts and categories as people see them, and what may be changed of them."""

import unicodedata
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.ledger.journal.kinds import AccountType

CATEGORIES = frozenset({AccountType.INCOME, AccountType.EXPENSE})
"""Where money comes from and goes to."""

LISTED = (AccountType.ASSET, AccountType.LIABILITY, AccountType.INCOME, AccountType.EXPENSE)
"""What a list answers unless other types are asked for."""

MOST_ACCOUNTS = 1000
"""Accounts, categories and jars that a household may have; a limit on everything."""


@dataclass(frozen=True, slots=True)
class Account:
    """An account or category. `balance` is Σ legs in minor units; `number` is its place in the journal."""

    number: int
    account_id: UUID
    type: AccountType
    name: str
    key: str
    icon: str
    commodity: str
    on_budget: bool
    parent_id: UUID | None
    default_jar_id: UUID | None
    position: int
    closed: bool
    successor_id: UUID | None
    balance: int
    version: int


@dataclass(frozen=True, slots=True)
class Opened:
    """That an account was opened before: by which entry, and the date of its opening balance when it had one."""

    sequence: int
    opening_date: date | None


@dataclass(frozen=True, slots=True)
class AccountChange:
    """What is wanted of an account; None leaves a field as it is. `clear_…` empties a link."""

    account_id: UUID
    version: int
    name: str | None = None
    icon: str | None = None
    position: int | None = None
    default_jar_id: UUID | None = None
    clear_default_jar: bool = False
    parent_id: UUID | None = None
    clear_parent: bool = False


def comparable(name: str) -> str:
    """A name in the form in which two are the same: composed, letter case and outer spaces aside."""
    return unicodedata.normalize("NFC", name).casefold().strip()


def may_be_parent(parent: Account, child_id: UUID, child_type: AccountType, *, child_has_children: bool) -> bool:
    """Whether a category may stand below `parent`: same type, two levels, not itself, and nothing opened below a
    closed one.
    """
    return (
        child_type in CATEGORIES
        and parent.type is child_type
        and parent.parent_id is None
        and parent.account_id != child_id
        and not parent.closed
        and not child_has_children
    )
