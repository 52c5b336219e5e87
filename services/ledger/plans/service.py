"""Use cases of plans."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter

from services.ledger.accounts import store as accounts
from services.ledger.accounts.view import Account
from services.ledger.events.model import PlanChanged
from services.ledger.households.model import Household
from services.ledger.households.service import known_household
from services.ledger.jars import store as jars
from services.ledger.journal.kinds import AccountType
from services.ledger.journal.model import MOST_MINOR_UNITS, Amount
from services.ledger.months.model import BudgetMonth
from services.ledger.paging.model import Cut, PageRequest
from services.ledger.plans import store
from services.ledger.plans.model import MOST_PLANS, Plan, PlanRow, spent_of
from services.ledger.reading import Connection, Reader
from services.ledger.receipts.service import Keeper, Keeping, Write
from services.ledger.refusals import refusal

_ANSWER = TypeAdapter(Plan)
_NOTHING: TypeAdapter[None] = TypeAdapter(type(None))


@dataclass(frozen=True, slots=True)
class WantedPlan:
    """What is asked for a new plan: for a category or for a jar."""

    household_id: UUID
    plan_id: UUID
    category_id: UUID | None
    jar_id: UUID | None
    from_month: BudgetMonth
    amount: Amount


@dataclass(frozen=True, slots=True)
class PlanChange:
    """A plan's new amount from a month on; `version` is the one that was seen."""

    plan_id: UUID
    version: int
    amount: Amount
    from_month: BudgetMonth


class Plans:
    """Makes, reads, changes and ends plans."""

    def __init__(self, reader: Reader, keeper: Keeper) -> None:
        """Work with these parts."""
        self._reader = reader
        self._keeper = keeper

    async def create(self, wanted: WantedPlan) -> Plan:
        """Make a plan, which holds until it is changed or deleted.

        ACCOUNT_NOT_FOUND, ACCOUNT_CLOSED, KIND_MISMATCH (no category of spending), JAR_NOT_FOUND, JAR_CLOSED,
        COMMODITY_MISMATCH, AMOUNT_OUT_OF_RANGE, PLAN_EXISTS, LIMIT_REACHED.
        """
        _check_amount(wanted.amount)

        async def work(keeping: Keeping) -> Plan:
            conn = keeping.conn
            household = await known_household(conn, wanted.household_id)
            number, commodity = await _target(conn, household, wanted)
            if commodity != wanted.amount.commodity:
                raise refusal("COMMODITY_MISMATCH")
            count, taken = await store.count_live(conn, wanted.household_id, number)
            if taken:
                raise refusal("PLAN_EXISTS")
            if count >= MOST_PLANS:
                raise refusal("LIMIT_REACHED")
            row = PlanRow(
                wanted.plan_id, number, wanted.category_id, wanted.jar_id, wanted.from_month,
                wanted.amount.minor_units, commodity, 1,
            )  # fmt: skip
            await store.put(conn, wanted.household_id, row, keeping.now)
            keeping.tell(PlanChanged(wanted.plan_id, deleted=False))
            return (await with_spent(conn, household, wanted.from_month, [row]))[0]

        write = Write(wanted.household_id, wanted.plan_id, "CreatePlan", wanted)
        return await self._keeper.keep(write, _ANSWER, work)

    async def page(self, household_id: UUID, month: BudgetMonth, page: PageRequest) -> Cut[Plan]:
        """What holds in a budget month, with what was spent and what is left."""
        (after,) = page.after((0,))
        async with self._reader.household(household_id) as conn:
            household = await known_household(conn, household_id)
            gone = month_end(household, month)
            rows = await store.in_month(conn, household_id, month, gone, int(after), page.limit)
            cut = page.cut(rows, lambda row: (row.number,))
            return Cut(await with_spent(conn, household, month, cut.items), cut.next_token)

    async def update(self, household_id: UUID, request_id: UUID, wanted: PlanChange) -> Plan:
        """Change the amount from a month on; earlier months keep what they had.

        PLAN_NOT_FOUND, VERSION_STALE, COMMODITY_MISMATCH, AMOUNT_OUT_OF_RANGE.
        """
        _check_amount(wanted.amount)

        async def work(keeping: Keeping) -> Plan:
            rows = await store.live(keeping.conn, household_id, wanted.plan_id)
            if not rows:
                raise refusal("PLAN_NOT_FOUND")
            if rows[0].version != wanted.version:
                raise refusal("VERSION_STALE")
            if rows[0].commodity != wanted.amount.commodity:
                raise refusal("COMMODITY_MISMATCH")
            row = replace(
                rows[0], from_month=wanted.from_month, amount=wanted.amount.minor_units, version=wanted.version + 1
            )
            await store.put(keeping.conn, household_id, row, keeping.now)
            keeping.tell(PlanChanged(wanted.plan_id, deleted=False))
            household = await known_household(keeping.conn, household_id)
            return (await with_spent(keeping.conn, household, wanted.from_month, [row]))[0]

        return await self._keeper.keep(Write(household_id, request_id, "UpdatePlan", wanted), _ANSWER, work)

    async def delete(self, household_id: UUID, request_id: UUID, plan_id: UUID) -> None:
        """End a plan: it holds no more from this budget month on. PLAN_NOT_FOUND."""

        async def work(keeping: Keeping) -> None:
            if not await store.live(keeping.conn, household_id, plan_id):
                raise refusal("PLAN_NOT_FOUND")
            await store.delete(keeping.conn, household_id, plan_id, keeping.now)
            keeping.tell(PlanChanged(plan_id, deleted=True))

        await self._keeper.keep(Write(household_id, request_id, "DeletePlan", plan_id), _NOTHING, work)


async def with_spent(
    conn: Connection, household: Household, month: BudgetMonth, rows: Sequence[PlanRow]
) -> tuple[Plan, ...]:
    """The plans of `rows` in `month`, with what was spent in it."""
    numbers = [row.number for row in rows]
    below = await store.below(conn, household.household_id, numbers)
    touched = sorted({*numbers, *(child for children in below.values() for child in children)})
    spent = await store.spent(conn, household.household_id, touched, household.dates_of(month))
    return tuple(row.with_spent(spent_of(row, spent, below)) for row in rows)


def month_end(household: Household, month: BudgetMonth) -> datetime:
    """The instant at which `month` is over where the household lives, in UTC."""
    first = month.plus(1).first(household.month_start_day)
    return datetime.combine(first, time(), ZoneInfo(household.time_zone)).astimezone(UTC)


def _check_amount(amount: Amount) -> None:
    if not 0 < amount.minor_units <= MOST_MINOR_UNITS:
        raise refusal("AMOUNT_OUT_OF_RANGE")


async def _target(conn: Connection, household: Household, wanted: WantedPlan) -> tuple[int, str]:
    """Number and commodity of what the plan is for."""
    if wanted.jar_id is not None:
        month = household.dates_of(wanted.from_month)
        jar = await jars.find(conn, household.household_id, wanted.jar_id, month)
        if jar is None:
            raise refusal("JAR_NOT_FOUND")
        if jar.closed:
            raise refusal("JAR_CLOSED")
        return jar.number, jar.commodity
    category = await _category(conn, household.household_id, wanted.category_id)
    if category.closed:
        raise refusal("ACCOUNT_CLOSED")
    return category.number, category.commodity


async def _category(conn: Connection, household_id: UUID, category_id: UUID | None) -> Account:
    category = await accounts.find(conn, household_id, category_id) if category_id is not None else None
    if category is None:
        raise refusal("ACCOUNT_NOT_FOUND")
    if category.type is not AccountType.EXPENSE:
        raise refusal("KIND_MISMATCH", "only a category of spending can have a plan")
    return category
