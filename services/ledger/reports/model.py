"""What the sums of a month mean. All amounts are minor units of the household's main commodity."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.ledger.months.model import BudgetMonth

SAVING_JAR_KEYS = frozenset({"FFA", "LTSS", "UNASSIGNED"})
"""Jars whose money is not for spending this month: freedom, long-term saving, and what has no purpose yet."""


@dataclass(frozen=True, slots=True)
class CategorySum:
    """One category over one month, subcategories included. `amount` is positive for usual spending or income."""

    category_id: UUID
    parent_id: UUID | None
    amount: int
    count: int


@dataclass(frozen=True, slots=True)
class JarSum:
    """One jar over one month; `flow_out` is positive."""

    jar_id: UUID
    opening: int
    flow_in: int
    flow_out: int

    @property
    def closing(self) -> int:
        """The balance at the end of the month."""
        return self.opening + self.flow_in - self.flow_out


@dataclass(frozen=True, slots=True)
class DaySum:
    """One civil date; both amounts positive as a rule."""

    day: date
    income: int
    spending: int


@dataclass(frozen=True, slots=True)
class MonthSum:
    """One budget month; both amounts positive as a rule."""

    month: BudgetMonth
    income: int
    spending: int


@dataclass(frozen=True, slots=True)
class MonthSummary:
    """One budget month in the household's main commodity."""

    dates: tuple[date, date]
    commodity: str
    categories: tuple[CategorySum, ...]
    jars: tuple[JarSum, ...]
    days: tuple[DaySum, ...]

    @property
    def income(self) -> int:
        """What came in."""
        return sum(day.income for day in self.days)

    @property
    def spending(self) -> int:
        """What went out, positive."""
        return sum(day.spending for day in self.days)


@dataclass(frozen=True, slots=True)
class Spendable:
    """What can still be spent; see `spendable`."""

    today: int
    until_payday: int
    spent_today: int
    days_left: int
    next_month: date


@dataclass(frozen=True, slots=True)
class SpendingJar:
    """A jar that is for spending: what it holds now and, when its household planned it, what the plan still allows."""

    balance: int
    plan_left: int | None


def spendable(
    jars: Sequence[SpendingJar], drawn_today: int, spent_today: int, day: date, next_month: date
) -> Spendable:
    """What can be spent until pay-day, and today's even part of it.

    Each spending jar gives what it holds, but no more than its plan leaves; a jar that is overdrawn, or a plan that is
    overspent, takes from the others, since that money is gone. Jars for saving (`SAVING_JAR_KEYS`) give nothing. The
    whole, as it stood this morning, is spread evenly over the days that are left, today included. `drawn_today` is what
    was spent today out of spending jars: it comes out of today's part, so that the figure falls đồng for đồng as one
    spends, and tomorrow's part stays what it was until today's is used up. `spent_today` is all spending of today.
    """
    until_payday = sum(jar.balance if jar.plan_left is None else min(jar.balance, jar.plan_left) for jar in jars)
    days_left = (next_month - day).days
    morning = max(until_payday + drawn_today, 0) // days_left
    today = max(min(morning - drawn_today, until_payday), 0)
    return Spendable(today, until_payday, spent_today, days_left, next_month)
