"""Whole tables of one household, read as the reader role in one snapshot."""

from collections.abc import AsyncIterator
from typing import Any, TypeAlias
from uuid import UUID

from psycopg import AsyncConnection, sql
from psycopg.rows import namedtuple_row

from services.ledger.verification.facts import Row
from services.ledger.verification.journal import Chunk

Connection: TypeAlias = AsyncConnection[Any]

CHUNK = 1000

_FACTS = {
    "commodities": "code",
    "accounts": "number",
    "account_profiles": "number",
    "closures": "number",
    "jar_rules": "version",
    "jar_rule_shares": "version, ordinal",
}
_WHOLE = sql.SQL("SELECT * FROM ledger.{table} WHERE household_id = %(household_id)s ORDER BY {order}")
_AFTER = sql.SQL(
    "SELECT * FROM ledger.{table} WHERE household_id = %(household_id)s AND sequence > %(after)s"
    " ORDER BY sequence LIMIT %(limit)s"
)
_BETWEEN = sql.SQL(
    "SELECT * FROM ledger.{table} WHERE household_id = %(household_id)s AND sequence BETWEEN %(first)s AND %(last)s"
    " ORDER BY {order}"
)
# OFFSET 0 keeps it one look into the key for each row: before tables are analysed, a join would compare all with all.
_STRAYS = sql.SQL(
    "SELECT t.* FROM ledger.{table} t WHERE t.household_id = %(household_id)s AND NOT EXISTS ("
    "SELECT 1 FROM ledger.{above} a WHERE a.household_id = t.household_id AND {same} OFFSET 0)"
    " ORDER BY {order} LIMIT 100"
)
_PATIENCE = "SET LOCAL statement_timeout = '2min'"
_SAME_SEQUENCE = sql.SQL("a.sequence = t.sequence")
_SAME_LINE = sql.SQL("a.sequence = t.sequence AND a.line = t.line")


async def take_time(conn: Connection) -> None:
    """Let the statements of this transaction run longer than a request's may: books of many years are read whole."""
    await conn.execute(_PATIENCE)


async def facts(conn: Connection, household_id: UUID) -> dict[str, list[Row]]:
    """All facts, by table."""
    return {table: await whole(conn, household_id, table, order) for table, order in _FACTS.items()}


async def whole(conn: Connection, household_id: UUID, table: str, order: str) -> list[Row]:
    """All rows of one table."""
    query = _WHOLE.format(table=sql.Identifier(table), order=sql.SQL(order))
    return await _fetch(conn, query, household_id=household_id)


async def chunks(conn: Connection, household_id: UUID) -> AsyncIterator[Chunk]:
    """The journal in order."""
    async for entries in after(conn, household_id, "entries"):
        span = {"household_id": household_id, "first": entries[0].sequence, "last": entries[-1].sequence}
        chunk = Chunk(entries)
        for row in await _between(conn, "lines", "sequence, line", span):
            chunk.lines.setdefault(row.sequence, []).append(row)
        for row in await _between(conn, "legs", "sequence, line, leg", span):
            chunk.legs.setdefault((row.sequence, row.line), []).append(row)
        for row in await _between(conn, "texts", "sequence, line", span):
            chunk.texts[row.sequence, row.line] = row
        for row in await _between(conn, "redactions", "sequence, line", span):
            chunk.redacted.add((row.sequence, row.line))
        yield chunk


async def after(conn: Connection, household_id: UUID, table: str) -> AsyncIterator[list[Row]]:
    """All rows of a table by sequence, in runs."""
    last = -(2**63)
    query = _AFTER.format(table=sql.Identifier(table))
    while rows := await _fetch(conn, query, household_id=household_id, after=last, limit=CHUNK):
        yield rows
        last = rows[-1].sequence


async def strays(conn: Connection, household_id: UUID, table: str, above: str) -> list[Row]:
    """Rows of `table` without the row of `above` that they belong to; with triggers off, keys can be altered too."""
    query = _STRAYS.format(
        table=sql.Identifier(table),
        above=sql.Identifier(above),
        same=_SAME_SEQUENCE if above == "entries" else _SAME_LINE,
        order=sql.SQL("sequence, line"),
    )
    return await _fetch(conn, query, household_id=household_id)


async def _between(conn: Connection, table: str, order: str, span: dict[str, Any]) -> list[Row]:
    query = _BETWEEN.format(table=sql.Identifier(table), order=sql.SQL(order))
    return await _fetch(conn, query, **span)


async def _fetch(conn: Connection, query: sql.Composed, **values: Any) -> list[Row]:
    async with conn.cursor(row_factory=namedtuple_row) as cursor:
        await cursor.execute(query, values)
        return list(await cursor.fetchall())
