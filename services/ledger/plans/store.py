"""Plans in PostgreSQL. One row says what a plan allows from a month on; rows of one plan share its id and version."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import cast
from uuid import UUID

from psycopg.rows import args_row

from services.ledger.months.model import BudgetMonth
from services.ledger.plans.model import PlanRow
from services.ledger.reading import Connection

# A deleted plan still holds for the months before the one in which it was deleted: `gone` is that month's first date.
_ROW = """
SELECT DISTINCT ON (p.account) p.plan_id, p.account, CASE WHEN a.type < 6 THEN a.account_id END,
       CASE WHEN a.type = 6 THEN a.account_id END, p.from_month, p.amount, p.commodity, p.version
FROM ledger.plans p JOIN ledger.accounts a ON a.household_id = p.household_id AND a.number = p.account
WHERE p.household_id = %(household_id)s AND p.from_month <= %(month)s
  AND (p.deleted_at IS NULL OR p.deleted_at >= %(gone)s)
"""
IN_MONTH = f"{_ROW} AND p.account > %(after)s ORDER BY p.account, p.from_month DESC, p.created_at DESC LIMIT %(limit)s"
LIVE = """
SELECT p.plan_id, p.account, CASE WHEN a.type < 6 THEN a.account_id END, CASE WHEN a.type = 6 THEN a.account_id END,
       p.from_month, p.amount, p.commodity, p.version
FROM ledger.plans p JOIN ledger.accounts a ON a.household_id = p.household_id AND a.number = p.account
WHERE p.household_id = %(household_id)s AND p.plan_id = %(plan_id)s AND p.deleted_at IS NULL
ORDER BY p.from_month
"""
COUNT_LIVE = """
SELECT count(DISTINCT plan_id), coalesce(bool_or(account = %(account)s), false)
FROM ledger.plans WHERE household_id = %(household_id)s AND deleted_at IS NULL
"""
PUT = """
INSERT INTO ledger.plans (household_id, plan_id, account, from_month, amount, commodity, created_at, version)
VALUES (%(household_id)s, %(plan_id)s, %(account)s, %(from_month)s, %(amount)s, %(commodity)s, %(now)s, %(version)s)
ON CONFLICT (household_id, plan_id, from_month) DO UPDATE SET amount = excluded.amount
"""
# A new amount holds from its month on, so it overrules what later rows said.
OVERRULE = """
UPDATE ledger.plans SET version = %(version)s,
  amount = CASE WHEN from_month >= %(from_month)s THEN %(amount)s ELSE amount END
WHERE household_id = %(household_id)s AND plan_id = %(plan_id)s AND deleted_at IS NULL
"""
DELETE = """
UPDATE ledger.plans SET deleted_at = %(now)s, version = version + 1
WHERE household_id = %(household_id)s AND plan_id = %(plan_id)s AND deleted_at IS NULL
"""
# A reversal has the date and the kind of what it reverses, so both cancel out within one month.
SPENT = """
SELECT l.account, sum(CASE WHEN l.book = 2 THEN -l.amount ELSE l.amount END)::bigint
FROM ledger.legs l
JOIN LATERAL (
  SELECT e.kind FROM ledger.entries e WHERE e.household_id = l.household_id AND e.sequence = l.sequence LIMIT 1
) e ON true
WHERE l.household_id = %(household_id)s AND l.account = ANY(%(accounts)s) AND l.valid_date BETWEEN %(first)s AND
%(last)s AND (l.book = 1 OR e.kind IN (1, 5))
GROUP BY l.account
"""
BELOW = """
SELECT parent, array_agg(number) FROM ledger.account_profiles
WHERE household_id = %(household_id)s AND parent = ANY(%(accounts)s) GROUP BY parent
"""


def _row(*columns: object) -> PlanRow:
    plan_id, number, category_id, jar_id, from_month, *rest = columns
    month = BudgetMonth.of(cast("date", from_month), 1)
    return PlanRow(plan_id, number, category_id, jar_id, month, *rest)  # type: ignore[arg-type]  # in the order of the fields


async def in_month(
    conn: Connection, household_id: UUID, month: BudgetMonth, gone: datetime, after: int, limit: int
) -> list[PlanRow]:
    """What holds in `month`, by account number after `after`. `gone`: plans deleted before this instant hold no
    longer.
    """
    values = {"household_id": household_id, "month": month.first(1), "gone": gone, "after": after, "limit": limit}
    async with conn.cursor(row_factory=args_row(_row)) as cursor:
        await cursor.execute(IN_MONTH, values)
        return await cursor.fetchall()


async def live(conn: Connection, household_id: UUID, plan_id: UUID) -> list[PlanRow]:
    """The rows of one plan, oldest month first; none when it is unknown or deleted."""
    async with conn.cursor(row_factory=args_row(_row)) as cursor:
        await cursor.execute(LIVE, {"household_id": household_id, "plan_id": plan_id})
        return await cursor.fetchall()


async def count_live(conn: Connection, household_id: UUID, account: int) -> tuple[int, bool]:
    """How many plans there are, and whether `account` has one."""
    row = await (await conn.execute(COUNT_LIVE, {"household_id": household_id, "account": account})).fetchone()
    return (int(row[0]), bool(row[1])) if row else (0, False)


async def put(conn: Connection, household_id: UUID, row: PlanRow, now: datetime) -> None:
    """Write what a plan allows from a month on, and overrule what it allowed later."""
    values = {
        "household_id": household_id, "plan_id": row.plan_id, "account": row.number, "amount": row.amount,
        "from_month": row.from_month.first(1), "commodity": row.commodity, "now": now, "version": row.version,
    }  # fmt: skip
    await conn.execute(PUT, values)
    overrule = {key: values[key] for key in ("household_id", "plan_id", "from_month", "amount", "version")}
    await conn.execute(OVERRULE, overrule)


async def delete(conn: Connection, household_id: UUID, plan_id: UUID, now: datetime) -> None:
    """End a plan."""
    await conn.execute(DELETE, {"household_id": household_id, "plan_id": plan_id, "now": now})


async def spent(
    conn: Connection, household_id: UUID, accounts: list[int], dates: tuple[date, date]
) -> Mapping[int, int]:
    """Minor units spent by account number between two civil dates: legs of categories, and spending out of jars."""
    values = {"household_id": household_id, "accounts": accounts, "first": dates[0], "last": dates[1]}
    return dict(await (await conn.execute(SPENT, values)).fetchall())


async def below(conn: Connection, household_id: UUID, accounts: list[int]) -> Mapping[int, list[int]]:
    """The categories below each of `accounts`, by number."""
    return dict(await (await conn.execute(BELOW, {"household_id": household_id, "accounts": accounts})).fetchall())
