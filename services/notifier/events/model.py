"""What a batch of events asks to look at. Pure: a household's events are reduced to what changed."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Touch:
    """A transaction and the accounts, categories and jars that it changed."""

    transaction_id: UUID
    dates: frozenset[date]
    account_ids: frozenset[UUID]
    touches_jar: bool


@dataclass(frozen=True, slots=True)
class Happened:
    """One event of a household. Facts are its accounts and itself; the calendar is its time zone and first day."""

    sequence: int
    touch: Touch | None = None
    plans_changed: bool = False
    facts_changed: bool = False
    calendar_changed: bool = False


@dataclass(slots=True)
class Look:
    """What to look at in one household, and why."""

    household_id: UUID
    last_sequence: int = 0
    touches: list[Touch] = field(default_factory=list)
    plans_changed: bool = False
    facts_changed: bool = False
    calendar_changed: bool = False

    @property
    def dates(self) -> frozenset[date]:
        """The civil dates on which something changed."""
        return frozenset(day for touch in self.touches for day in touch.dates)

    @property
    def touches_jars(self) -> bool:
        """Whether a jar's balance changed."""
        return any(touch.touches_jar for touch in self.touches)

    def cause(self, subject_id: UUID) -> UUID | None:
        """The newest transaction that changed `subject_id`, else the newest of all; None when there was none."""
        fitting = [touch for touch in self.touches if subject_id in touch.account_ids] or self.touches
        return fitting[-1].transaction_id if fitting else None


def look_of(household_id: UUID, events: Iterable[Happened]) -> Look:
    """One look for all that happened in a household, in its order."""
    look = Look(household_id)
    for event in events:
        look.last_sequence = max(look.last_sequence, event.sequence)
        look.plans_changed |= event.plans_changed
        look.facts_changed |= event.facts_changed
        look.calendar_changed |= event.calendar_changed
        if event.touch is not None:
            look.touches.append(event.touch)
    return look


def budget_month(day: date, month_start_day: int) -> str:
    """The budget month (yyyy-mm) that `day` is in, named after the calendar month in which it starts."""
    if day.day >= month_start_day:
        return f"{day.year:04d}-{day.month:02d}"
    return month_before(f"{day.year:04d}-{day.month:02d}")


def month_before(month: str) -> str:
    """The month before `month`, both yyyy-mm."""
    year, number = int(month[:4]), int(month[5:])
    return f"{year - 1:04d}-12" if number == 1 else f"{year:04d}-{number - 1:02d}"


def months_to_see(look: Look, current: str, month_start_day: int) -> list[str]:
    """The budget months whose plans are looked at, oldest first: those with a change, but none before the last one, and
    the current one when plans, accounts or the calendar changed.
    """
    months = {budget_month(day, month_start_day) for day in look.dates}
    if look.plans_changed or look.facts_changed:
        months.add(current)
    oldest = month_before(current)
    return sorted(month for month in months if month >= oldest)
