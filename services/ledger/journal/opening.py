"""What is written when a household, its accounts and its jars come into being."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from services.ledger.journal.kinds import AccountType, Purpose


@dataclass(frozen=True, slots=True)
class Profile:
    """How an account looks and what it prefers; people may change it later. Empty strings and None mean "none"."""

    name: str
    key: str = ""
    icon: str = ""
    hue: str = ""
    position: int = 0
    parent_id: UUID | None = None
    default_jar_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Opening:
    """An opening balance in minor units of the account's commodity: negative for a debt."""

    minor_units: int
    valid_date: date


@dataclass(frozen=True, slots=True)
class NewAccount:
    """An account, category (INCOME, EXPENSE) or jar (JAR) to open. Only assets and liabilities may be on budget."""

    account_id: UUID
    type: AccountType
    commodity: str
    on_budget: bool
    profile: Profile
    opening: Opening | None = None
    purpose: Purpose = Purpose.ORDINARY


@dataclass(frozen=True, slots=True)
class NewCommodity:
    """A commodity that the household starts to count, e.g. VND with 0 decimals.

    `unassigned` is how its UNASSIGNED jar looks, which is made with it.
    """

    code: str
    decimals: int
    unassigned: Profile


@dataclass(frozen=True, slots=True)
class Founding:
    """A new household's settings and its first owner."""

    name: str
    time_zone: str
    currency: str
    month_start_day: int
    locale: str
    owner_member_id: UUID
    owner_user_id: UUID
    owner_name: str


def system_account_id(household_id: UUID, purpose: Purpose, commodity: str) -> UUID:
    """The id of an account that the ledger itself needs, derived, so that it need not be looked up."""
    return uuid5(household_id, f"heo.account.{purpose.name}.{commodity}")


def opening_transaction_id(account_id: UUID) -> UUID:
    """The id of the transaction that holds an account's opening balance."""
    return uuid5(account_id, "heo.transaction.OPENING")


def system_accounts(household_id: UUID, commodity: NewCommodity) -> tuple[NewAccount, ...]:
    """UNASSIGNED, OUTSIDE, OPENING and CONVERSION of a commodity."""
    kinds = (
        (Purpose.UNASSIGNED, AccountType.JAR, commodity.unassigned),
        (Purpose.OUTSIDE, AccountType.OUTSIDE, Profile(f"Outside {commodity.code}")),
        (Purpose.OPENING, AccountType.EQUITY, Profile(f"Opening balances {commodity.code}")),
        (Purpose.CONVERSION, AccountType.EQUITY, Profile(f"Conversion {commodity.code}")),
    )
    code = commodity.code
    return tuple(
        NewAccount(system_account_id(household_id, purpose, code), kind, code, False, profile, purpose=purpose)
        for purpose, kind, profile in kinds
    )
