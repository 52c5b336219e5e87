"""Jars and the rule in PostgreSQL: reads."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from psycopg.rows import args_row

from services.ledger.jars.view import Jar, RuleShare, RuleView
from services.ledger.reading import Connection, Row

# A reversal and what it reverses cancel out, and are no flows of the month.
_COLUMNS = """
SELECT a.number, a.account_id, p.name, CASE WHEN a.purpose = 1 THEN 'UNASSIGNED' ELSE p.key END, p.icon, p.hue,
a.commodity, p.position, c.number IS NOT NULL, successor.account_id, coalesce(b.amount, 0), coalesce(flows.into, 0),
coalesce(flows.out, 0), p.version FROM ledger.accounts a
JOIN ledger.account_profiles p ON p.household_id = a.household_id AND p.number = a.number
LEFT JOIN ledger.balances b ON b.household_id = a.household_id AND b.account = a.number
LEFT JOIN ledger.closures c ON c.household_id = a.household_id AND c.number = a.number
LEFT JOIN ledger.accounts successor ON successor.household_id = a.household_id AND successor.number = c.successor
LEFT JOIN LATERAL (
  SELECT (sum(l.amount) FILTER (WHERE l.amount > 0))::bigint AS into, (-sum(l.amount) FILTER (WHERE l.amount <
  0))::bigint AS out FROM ledger.legs l
  JOIN ledger.entries e ON e.household_id = l.household_id AND e.sequence = l.sequence
  WHERE l.household_id = a.household_id AND l.account = a.number AND l.valid_date BETWEEN %(first)s AND %(last)s
    AND e.reverses IS NULL
    AND NOT EXISTS (SELECT FROM ledger.entries r WHERE r.household_id = e.household_id AND r.reverses = e.sequence
                      OFFSET 0)
) flows ON true
WHERE a.household_id = %(household_id)s AND a.type = 6
"""
PAGE = f"""{_COLUMNS}
  AND (%(with_closed)s OR c.number IS NULL) AND (p.position, a.number) > (%(position)s, %(number)s)
ORDER BY p.position, a.number LIMIT %(limit)s
"""
MANY = f"{_COLUMNS} AND a.account_id = ANY(%(jar_ids)s)"

RULE = """
SELECT r.version, r.preset, e.booked_at, a.account_id, s.kind, s.basis_points
FROM ledger.jar_rules r
JOIN ledger.entries e ON e.household_id = r.household_id AND e.sequence = r.sequence
JOIN ledger.jar_rule_shares s ON s.household_id = r.household_id AND s.version = r.version
JOIN ledger.accounts a ON a.household_id = s.household_id AND a.number = s.jar
WHERE r.household_id = %(household_id)s AND r.version = CASE WHEN %(version)s > 0 THEN %(version)s
  ELSE (SELECT max(version) FROM ledger.jar_rules WHERE household_id = %(household_id)s) END
ORDER BY s.ordinal
"""
BY_KEY = """
SELECT p.key, a.account_id FROM ledger.account_profiles p
JOIN ledger.accounts a ON a.household_id = p.household_id AND a.number = p.number
WHERE p.household_id = %(household_id)s AND p.key = ANY(%(keys)s) AND a.type = 6
"""
CHANGE = """
UPDATE ledger.account_profiles SET name = %(name)s, icon = %(icon)s, hue = %(hue)s, position = %(position)s,
  version = version + 1
WHERE household_id = %(household_id)s AND number = %(number)s
"""


async def page(
    conn: Connection, household_id: UUID, month: tuple[date, date], *, with_closed: bool, after: Row, limit: int
) -> list[Jar]:
    """At most `limit` jars after the sort key (position, number), with the flows between the dates of `month`."""
    asked = {
        "household_id": household_id,
        "with_closed": with_closed,
        "limit": limit,
        "first": month[0],
        "last": month[1],
    }
    async with conn.cursor(row_factory=args_row(Jar)) as cursor:
        await cursor.execute(PAGE, {**asked, "position": after[0], "number": after[1]})
        return await cursor.fetchall()


async def find(conn: Connection, household_id: UUID, jar_id: UUID, month: tuple[date, date]) -> Jar | None:
    """One jar; None when the household has none such."""
    found = await find_many(conn, household_id, [jar_id], month)
    return found[0] if found else None


async def find_many(
    conn: Connection, household_id: UUID, jar_ids: Sequence[UUID], month: tuple[date, date]
) -> list[Jar]:
    """Those of `jar_ids` that the household has, in no order."""
    asked = {"household_id": household_id, "jar_ids": list(jar_ids), "first": month[0], "last": month[1]}
    async with conn.cursor(row_factory=args_row(Jar)) as cursor:
        await cursor.execute(MANY, asked)
        return await cursor.fetchall()


async def find_rule(conn: Connection, household_id: UUID, version: int) -> RuleView | None:
    """One version of the rule, 0 for the one in force; None when there is none such."""
    rows = await (await conn.execute(RULE, {"household_id": household_id, "version": version})).fetchall()
    if not rows:
        return None
    shares = tuple(RuleShare(jar_id, kind, points) for *_, jar_id, kind, points in rows)
    return RuleView(version=rows[0][0], preset=rows[0][1], create_time=rows[0][2], shares=shares)


async def by_key(conn: Connection, household_id: UUID, keys: Sequence[str]) -> dict[str, UUID]:
    """The jars with these preset keys."""
    cursor = await conn.execute(BY_KEY, {"household_id": household_id, "keys": list(keys)})
    return dict(await cursor.fetchall())


async def change(conn: Connection, household_id: UUID, jar: Jar) -> None:
    """Write the profile of `jar` and count its version up."""
    values = {"number": jar.number, "name": jar.name, "icon": jar.icon, "hue": jar.hue, "position": jar.position}
    await conn.execute(CHANGE, {"household_id": household_id, **values})
