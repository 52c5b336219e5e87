"""Sums over the journal in PostgreSQL: over the legs of the days asked for, and over month totals before them."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from psycopg.rows import args_row

from services.ledger.reading import Connection
from services.ledger.reports.model import CategorySum, DaySum, JarSum

# Income categories are credited, so their legs are negative; a reversal has the date of what it reverses and cancels
# it.
_FLOWS = """
SELECT l.valid_date AS day, l.sequence, a.number, a.account_id, CASE a.type WHEN 3 THEN -l.amount ELSE 0 END AS income,
       CASE a.type WHEN 4 THEN l.amount ELSE 0 END AS spending
FROM ledger.accounts a
JOIN ledger.legs l ON l.household_id = a.household_id AND l.account = a.number
WHERE a.household_id = %(household_id)s AND a.type IN (3, 4) AND a.commodity = %(commodity)s
  AND l.valid_date BETWEEN %(first)s AND %(last)s
"""
DAYS = "".join(("WITH flows AS (", _FLOWS, """)
SELECT day, sum(income)::bigint, sum(spending)::bigint FROM flows
GROUP BY day HAVING sum(income) <> 0 OR sum(spending) <> 0 ORDER BY day
"""))  # fmt: skip
# A category's sum holds those below it; a transaction with several parts below one category counts once. Summed before
# anything is joined: PostgreSQL cannot know how many legs a month has until it has analysed them.
CATEGORIES = "".join(("WITH flows AS (", _FLOWS, """),
counted AS (
  SELECT f.*, e.transaction_id,
         e.reverses IS NULL AND NOT EXISTS (SELECT FROM ledger.entries r WHERE r.household_id = e.household_id
                                              AND r.reverses = e.sequence OFFSET 0) AS live
  FROM flows f
  JOIN LATERAL (
    SELECT * FROM ledger.entries e WHERE e.household_id = %(household_id)s AND e.sequence = f.sequence LIMIT 1
  ) e ON true
),
lifted AS (
  SELECT c.*, c.number AS target FROM counted c
  UNION ALL
  SELECT c.*, p.parent FROM counted c
  JOIN ledger.account_profiles p ON p.household_id = %(household_id)s AND p.number = c.number AND p.parent IS NOT NULL
),
summed AS (
  SELECT target, sum(income + spending) AS amount, count(DISTINCT transaction_id) FILTER (WHERE live) AS count
  FROM lifted GROUP BY target HAVING bool_or(live)
)
SELECT a.account_id, above.account_id, s.amount::bigint, s.count::int
FROM summed s
JOIN ledger.accounts a ON a.household_id = %(household_id)s AND a.number = s.target
JOIN ledger.account_profiles p ON p.household_id = a.household_id AND p.number = a.number
LEFT JOIN ledger.accounts above ON above.household_id = a.household_id AND above.number = p.parent
ORDER BY abs(s.amount) DESC, above.account_id NULLS FIRST, a.account_id
"""))  # fmt: skip
JARS = """
SELECT a.account_id,
       (coalesce(before.amount, 0) + coalesce(begun.amount, 0))::bigint,
       coalesce(flows.into, 0)::bigint, coalesce(flows.out, 0)::bigint
FROM ledger.accounts a
JOIN ledger.account_profiles p ON p.household_id = a.household_id AND p.number = a.number
LEFT JOIN ledger.closures c ON c.household_id = a.household_id AND c.number = a.number
LEFT JOIN LATERAL (
  SELECT sum(t.amount) AS amount FROM ledger.month_totals t
  WHERE t.household_id = a.household_id AND t.account = a.number AND t.month < date_trunc('month', %(first)s::date)
) before ON true
LEFT JOIN LATERAL (
  SELECT sum(l.amount) AS amount FROM ledger.legs l
  WHERE l.household_id = a.household_id AND l.account = a.number
    AND l.valid_date >= date_trunc('month', %(first)s::date) AND l.valid_date < %(first)s
) begun ON true
LEFT JOIN LATERAL (
  SELECT sum(l.amount) FILTER (WHERE l.amount > 0) AS into, -sum(l.amount) FILTER (WHERE l.amount < 0) AS out
  FROM ledger.legs l
  JOIN LATERAL (
    SELECT * FROM ledger.entries e WHERE e.household_id = l.household_id AND e.sequence = l.sequence LIMIT 1
  ) e ON true
  WHERE l.household_id = a.household_id AND l.account = a.number AND l.valid_date BETWEEN %(first)s AND %(last)s
    AND e.reverses IS NULL
    AND NOT EXISTS (SELECT FROM ledger.entries r WHERE r.household_id = e.household_id AND r.reverses = e.sequence
                      OFFSET 0)
) flows ON true
WHERE a.household_id = %(household_id)s AND a.type = 6 AND a.commodity = %(commodity)s
  AND (c.number IS NULL OR flows.into IS NOT NULL OR flows.out IS NOT NULL
       OR coalesce(before.amount, 0) + coalesce(begun.amount, 0) <> 0)
ORDER BY p.position, a.number
"""
SPENDING_JARS = """
SELECT a.number, b.amount FROM ledger.accounts a
JOIN ledger.account_profiles p ON p.household_id = a.household_id AND p.number = a.number
JOIN ledger.balances b ON b.household_id = a.household_id AND b.account = a.number
LEFT JOIN ledger.closures c ON c.household_id = a.household_id AND c.number = a.number
WHERE a.household_id = %(household_id)s AND a.type = 6 AND a.commodity = %(commodity)s AND c.number IS NULL
  AND a.purpose <> 1 AND p.key <> ALL(%(saving)s)
"""


async def days(conn: Connection, household_id: UUID, commodity: str, dates: tuple[date, date]) -> list[DaySum]:
    """The days with any income or spending, in order."""
    async with conn.cursor(row_factory=args_row(DaySum)) as cursor:
        await cursor.execute(DAYS, _asked(household_id, commodity, dates))
        return await cursor.fetchall()


async def categories(
    conn: Connection, household_id: UUID, commodity: str, dates: tuple[date, date]
) -> list[CategorySum]:
    """The categories with any transaction, largest first."""
    async with conn.cursor(row_factory=args_row(CategorySum)) as cursor:
        await cursor.execute(CATEGORIES, _asked(household_id, commodity, dates))
        return await cursor.fetchall()


async def jars(conn: Connection, household_id: UUID, commodity: str, dates: tuple[date, date]) -> list[JarSum]:
    """The jars in order; closed ones only while they held or moved anything."""
    async with conn.cursor(row_factory=args_row(JarSum)) as cursor:
        await cursor.execute(JARS, _asked(household_id, commodity, dates))
        return await cursor.fetchall()


async def spending_jars(
    conn: Connection, household_id: UUID, commodity: str, saving: Sequence[str]
) -> Mapping[int, int]:
    """Balances of the open jars that are for spending, by account number."""
    values = {"household_id": household_id, "commodity": commodity, "saving": list(saving)}
    return dict(await (await conn.execute(SPENDING_JARS, values)).fetchall())


def _asked(household_id: UUID, commodity: str, dates: tuple[date, date]) -> dict[str, object]:
    return {"household_id": household_id, "commodity": commodity, "first": dates[0], "last": dates[1]}
