"""What the bff knows of a membership, and the household's own calendar. Pure."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Membership:
    """A household of a person. `role` is heo.type.v1.Role; a higher one may do all that a lower one may."""

    household_id: UUID
    role: int
    currency: str
    time_zone: str
    locale: str
    month_start_day: int


def budget_month(day: date, month_start_day: int) -> str:
    """The budget month (yyyy-mm) that `day` is in, named after the calendar month in which it starts.

    >>> budget_month(date(2026, 9, 4), 5)
    '2026-08'
    """
    if day.day >= month_start_day:
        return f"{day.year:04d}-{day.month:02d}"
    before = date.fromordinal(day.replace(day=1).toordinal() - 1)
    return f"{before.year:04d}-{before.month:02d}"
