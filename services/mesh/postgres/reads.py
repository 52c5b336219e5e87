"""Reads in SQLAlchemy 2 Core, executed by psycopg on the transaction at hand.

Core builds and checks the statement; psycopg runs it. There is no second pool, no second notion of a transaction and
no greenlet, so that a read and a write share the connection that `household_scope` has bound. A store prepares its
statements once:

    FIND = prepare(select(account.c.id).where(account.c.household_id == bindparam("household_id")))
    rows = await fetch_all(conn, FIND, household_id=household_id)

Use `column == any_(bindparam(...))` rather than `in_`, whose text changes with the number of values.
"""

from dataclasses import dataclass
from typing import Any

from psycopg import AsyncConnection
from psycopg.rows import namedtuple_row
from sqlalchemy import ClauseElement
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.sql.compiler import SQLCompiler


@dataclass(frozen=True, slots=True)
class Prepared:
    """A compiled statement: its text for psycopg, the values that it carries itself, and those that must be given."""

    text: str
    values: dict[str, Any]
    required: frozenset[str]


def prepare(statement: ClauseElement) -> Prepared:
    """Compile a Core statement for psycopg."""
    dialect = PGDialect_psycopg()  # type: ignore[no-untyped-call]  # SQLAlchemy leaves its dialects untyped
    compiled = statement.compile(dialect=dialect, compile_kwargs={"render_postcompile": True})
    if not isinstance(compiled, SQLCompiler):
        raise TypeError("not a statement")
    required = frozenset(name for name, bind in compiled.binds.items() if bind.required)
    return Prepared(str(compiled), dict(compiled.params), required)


async def fetch_all(conn: AsyncConnection[Any], statement: Prepared | ClauseElement, **values: Any) -> list[Any]:
    """All rows, as named tuples; `values` fill the statement's bind parameters."""
    async with conn.cursor(row_factory=namedtuple_row) as cursor:
        await cursor.execute(*_bound(statement, values))
        return await cursor.fetchall()


async def fetch_one(conn: AsyncConnection[Any], statement: Prepared | ClauseElement, **values: Any) -> Any | None:
    """The first row as a named tuple, or None."""
    async with conn.cursor(row_factory=namedtuple_row) as cursor:
        await cursor.execute(*_bound(statement, values))
        return await cursor.fetchone()


def _bound(statement: Prepared | ClauseElement, values: dict[str, Any]) -> tuple[Any, dict[str, Any]]:
    ready = statement if isinstance(statement, Prepared) else prepare(statement)
    unknown = values.keys() - ready.values.keys()
    if unknown:
        raise TypeError(f"the statement has no parameter {', '.join(sorted(unknown))}")
    missing = ready.required - values.keys()
    if missing:
        raise TypeError(f"the statement needs {', '.join(sorted(missing))}")
    return ready.text, {**ready.values, **values}
