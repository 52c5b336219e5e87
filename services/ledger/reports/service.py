"""Use cases of reports. All are in the household's main commodity."""

from dataclasses import dataclass
from uuid import UUID

from services.ledger.households.model import Household
from services.ledger.households.service import known_household
from services.ledger.months.model import BudgetMonth
from services.ledger.plans import store as plans
from services.ledger.plans.service import month_end, with_spent
from services.ledger.reading import Connection, Reader
from services.ledger.reports import store
from services.ledger.reports.model import (
    SAVING_JAR_KEYS,
    MonthSum,
    MonthSummary,
    Spendable,
    SpendingJar,
    spendable,
)
from services.mesh.clock import Clock

_ALL_PLANS = 10_000


@dataclass(frozen=True, slots=True)
class CashFlow:
    """Budget months, oldest first, in minor units of `commodity`."""

    commodity: str
    months: tuple[MonthSum, ...]


class Reports:
    """Sums up months; HOUSEHOLD_NOT_FOUND is all that it refuses."""

    def __init__(self, reader: Reader, clock: Clock) -> None:
        """Work with these parts."""
        self._reader = reader
        self._clock = clock

    async def month(self, household_id: UUID, month: BudgetMonth) -> MonthSummary:
        """One budget month: by category, by jar, by day."""
        async with self._reader.household(household_id) as conn:
            household = await known_household(conn, household_id)
            dates = household.dates_of(month)
            asked = (conn, household_id, household.currency, dates)
            categories, jars, days = await store.categories(*asked), await store.jars(*asked), await store.days(*asked)
        return MonthSummary(dates, household.currency, tuple(categories), tuple(jars), tuple(days))

    async def cash_flow(self, household_id: UUID, last: BudgetMonth, count: int) -> CashFlow:
        """Income and spending of the `count` budget months that end with `last`, empty ones included."""
        async with self._reader.household(household_id) as conn:
            household = await known_household(conn, household_id)
            months = list(last.back(count))
            dates = household.dates_of(months[0])[0], household.dates_of(last)[1]
            days = await store.days(conn, household_id, household.currency, dates)
        income, spending = dict.fromkeys(months, 0), dict.fromkeys(months, 0)
        for day in days:
            month = BudgetMonth.of(day.day, household.month_start_day)
            income[month] += day.income
            spending[month] += day.spending
        return CashFlow(household.currency, tuple(MonthSum(m, income[m], spending[m]) for m in months))

    async def spendable(self, household_id: UUID) -> tuple[Spendable, str]:
        """What can still be spent, and its commodity; see `model.spendable` for what it means."""
        async with self._reader.household(household_id) as conn:
            household = await known_household(conn, household_id)
            today = household.today(self._clock.now())
            month = BudgetMonth.of(today, household.month_start_day)
            balances = await store.spending_jars(conn, household_id, household.currency, sorted(SAVING_JAR_KEYS))
            left = await _plans_left(conn, household, month)
            jars = [SpendingJar(balance, left.get(number)) for number, balance in balances.items()]
            drawn = await plans.spent(conn, household_id, sorted(balances), (today, today))
            days = await store.days(conn, household_id, household.currency, (today, today))
        spent_today = sum(day.spending for day in days)
        next_month = month.plus(1).first(household.month_start_day)
        return spendable(jars, sum(drawn.values()), spent_today, today, next_month), household.currency


async def _plans_left(conn: Connection, household: Household, month: BudgetMonth) -> dict[int, int]:
    """What the jars' plans of `month` leave, by account number."""
    gone = month_end(household, month)
    rows = await plans.in_month(conn, household.household_id, month, gone, 0, _ALL_PLANS)
    of_jars = [row for row in rows if row.jar_id is not None]
    found = await with_spent(conn, household, month, of_jars)
    return {row.number: plan.left for row, plan in zip(of_jars, found, strict=True)}
