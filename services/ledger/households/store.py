"""Households in PostgreSQL."""

from uuid import UUID

from psycopg.rows import args_row

from services.ledger.households.model import Household, HouseholdChange
from services.ledger.reading import Connection

FIND = """
SELECT h.household_id, h.name, h.time_zone, h.currency, h.month_start_day, h.locale, h.created_at, d.sequence,
       encode(d.chain_hash, 'hex'), h.version
FROM ledger.households h JOIN ledger.heads d ON d.household_id = h.household_id
WHERE h.household_id = %(household_id)s
"""
CHAIN_AT = """
SELECT encode(chain_hash, 'hex') FROM ledger.entries WHERE household_id = %(household_id)s AND sequence = %(sequence)s
"""
MEMBERSHIPS = """
SELECT household_id, role FROM ledger.members
WHERE user_id = %(user_id)s AND state = 1 AND household_id > %(after)s
ORDER BY household_id LIMIT %(limit)s
"""
CHANGE = """
UPDATE ledger.households SET name = coalesce(%(name)s, name), time_zone = coalesce(%(time_zone)s, time_zone),
  month_start_day = coalesce(%(month_start_day)s, month_start_day), locale = coalesce(%(locale)s, locale),
  version = version + 1
WHERE household_id = %(household_id)s
"""


async def find(conn: Connection, household_id: UUID) -> Household | None:
    """The household in whose scope `conn` is; None when there is none such."""
    async with conn.cursor(row_factory=args_row(Household)) as cursor:
        await cursor.execute(FIND, {"household_id": household_id})
        return await cursor.fetchone()


async def memberships(conn: Connection, user_id: UUID, after: UUID, limit: int) -> list[tuple[UUID, int]]:
    """Household and role of at most `limit` memberships of the user of this scope, after household `after`."""
    values = {"user_id": user_id, "after": after, "limit": limit}
    return list(await (await conn.execute(MEMBERSHIPS, values)).fetchall())


async def change(conn: Connection, household_id: UUID, wanted: HouseholdChange) -> None:
    """Write the settings that are wanted."""
    values = {
        "household_id": household_id, "name": wanted.name, "time_zone": wanted.time_zone,
        "month_start_day": wanted.month_start_day, "locale": wanted.locale,
    }  # fmt: skip
    await conn.execute(CHANGE, values)


async def chain_hash_at(conn: Connection, household_id: UUID, sequence: int) -> str:
    """The journal's head right after the entry `sequence`, in hexadecimal digits."""
    row = await (await conn.execute(CHAIN_AT, {"household_id": household_id, "sequence": sequence})).fetchone()
    return str(row[0]) if row else ""
