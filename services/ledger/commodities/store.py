"""A household's commodities in PostgreSQL."""

from uuid import UUID

from services.ledger.reading import Connection

FIND = "SELECT decimals, sequence FROM ledger.commodities WHERE household_id = %(household_id)s AND code = %(code)s"


async def find(conn: Connection, household_id: UUID, code: str) -> tuple[int, int] | None:
    """The decimals of a commodity and the entry that brought it in; None when the household does not count it."""
    row = await (await conn.execute(FIND, {"household_id": household_id, "code": code})).fetchone()
    return (int(row[0]), int(row[1])) if row else None
