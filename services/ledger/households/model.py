"""A household and its settings."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from services.ledger.months.model import BudgetMonth


@dataclass(frozen=True, slots=True)
class Household:
    """A household; `sequence` and `chain_hash` (SHA-256 in hexadecimal digits) are the end of its journal."""

    household_id: UUID
    name: str
    time_zone: str
    currency: str
    month_start_day: int
    locale: str
    create_time: datetime
    sequence: int
    chain_hash: str
    version: int

    def today(self, now: datetime) -> date:
        """The civil date at `now` (aware) where the household lives."""
        return now.astimezone(ZoneInfo(self.time_zone)).date()

    def this_month(self, now: datetime) -> BudgetMonth:
        """The budget month at `now` (aware)."""
        return BudgetMonth.of(self.today(now), self.month_start_day)

    def dates_of(self, month: BudgetMonth) -> tuple[date, date]:
        """First and last civil date of `month`."""
        return month.first(self.month_start_day), month.last(self.month_start_day)


@dataclass(frozen=True, slots=True)
class Membership:
    """A household and what a user may do in it (heo.type.v1.Role)."""

    household: Household
    role: int


@dataclass(frozen=True, slots=True)
class HouseholdChange:
    """What is wanted of a household; None leaves a field as it is."""

    name: str | None = None
    time_zone: str | None = None
    month_start_day: int | None = None
    locale: str | None = None


def is_time_zone(name: str) -> bool:
    """Whether `name` is an IANA time zone that this machine knows."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
