"""What the sums of a month mean. All amounts are minor units of the household's main commodity."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

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


def spendable(jars: Sequence[SpendingJar], spent_today: int, day: date, next_month: date) -> Spendable:
    """What can be spent until pay-day, and today's even part of it.

    Each spending jar gives what it holds, but no more than its plan leaves; a jar that is overdrawn, or a plan that is
    overspent, takes from the others, since the money is gone. Jars for saving (`SAVING_JAR_KEYS`) give nothing. The
    whole is spread evenly over the days that are left, today included and counted as it stood this morning: what was
    spent today comes out of today's part, so that the figure falls đồng for đồng as one spends, and tomorrow's part
    does not change by it.
    """
    until_payday = sum(jar.balance if jar.plan_left is None else min(jar.balance, jar.plan_left) for jar in jars)
    days_left = (next_month - day).days
    morning = max(until_payday + spent_today, 0) // days_left
    today = max(min(morning - spent_today, until_payday), 0)
    return Spendable(today, until_payday, spent_today, days_left, next_month)


def with_parents(own: Mapping[UUID, tuple[int, int]], parents: Mapping[UUID, UUID | None]) -> tuple[CategorySum, ...]:
    """Add each category's (amount, count) to its parent's as well; largest amount first, categories without any left
    out.
    """
    amounts: dict[UUID, int] = {}
    counts: dict[UUID, int] = {}
    for category_id, (amount, count) in own.items():
        for target in filter(None, (category_id, parents.get(category_id))):
            amounts[target] = amounts.get(target, 0) + amount
            counts[target] = counts.get(target, 0) + count
    found = [CategorySum(key, parents.get(key), amounts[key], counts[key]) for key in amounts]
    return tuple(sorted(found, key=lambda item: (-abs(item.amount), str(item.category_id))))
