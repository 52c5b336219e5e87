from uuid import UUID

import psycopg
import pytest

from services.mesh.ids import new_id
from services.mesh.postgres.rls import household_scope
from services.mesh.testing.plugin import MakeDatabase

HERE, THERE = new_id(), new_id()
SCHEMA = """
CREATE TABLE jar (household_id uuid NOT NULL, label text NOT NULL);
ALTER TABLE jar ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON jar USING (household_id = nullif(current_setting('heo.household_id', true), '')::uuid);
GRANT SELECT ON jar TO pg_monitor;
"""


@pytest.fixture
def dsn(make_database: MakeDatabase) -> str:
    """A database with a row of each of two households; pg_monitor stands in for a reader, it owns nothing."""
    made = make_database([])
    with psycopg.connect(made) as conn:
        conn.execute(SCHEMA)
        for household, label in ((HERE, "here"), (THERE, "there")):
            conn.execute("INSERT INTO jar VALUES (%s, %s)", (household, label))
    return made


async def seen(conn: psycopg.AsyncConnection, household: UUID | None) -> list[str]:
    """The rows that a transaction sees after it was bound to `household`, or to none."""
    async with conn.transaction():
        await conn.execute("SET LOCAL ROLE pg_monitor")
        if household is not None:
            await household_scope(conn, household)
        return [row[0] for row in await (await conn.execute("SELECT label FROM jar")).fetchall()]


async def test_a_transaction_sees_its_own_household_alone(dsn: str) -> None:
    async with await psycopg.AsyncConnection.connect(dsn) as conn:
        assert await seen(conn, HERE) == ["here"]
        assert await seen(conn, THERE) == ["there"]
        assert await seen(conn, new_id()) == []


async def test_the_next_transaction_of_the_connection_sees_nothing(dsn: str) -> None:
    async with await psycopg.AsyncConnection.connect(dsn) as conn:
        assert await seen(conn, HERE) == ["here"]
        assert await seen(conn, None) == []


async def test_the_user_is_bound_too_and_not_kept_from_before(dsn: str) -> None:
    user = new_id()
    async with await psycopg.AsyncConnection.connect(dsn) as conn, conn.transaction():
        for given, expected in ((user, str(user)), (None, "")):
            await household_scope(conn, HERE, given)
            shown = await (await conn.execute("SELECT current_setting('heo.user_id')")).fetchone()
            assert shown == (expected,)


async def test_outside_of_a_transaction_it_refuses(dsn: str) -> None:
    async with await psycopg.AsyncConnection.connect(dsn, autocommit=True) as conn:
        with pytest.raises(RuntimeError, match="transaction"):
            await household_scope(conn, HERE)


async def test_inside_of_a_pipeline_it_binds_what_follows(dsn: str) -> None:
    async with await psycopg.AsyncConnection.connect(dsn) as conn, conn.transaction(), conn.pipeline():
        await household_scope(conn, HERE)
        cursor = await conn.execute("SELECT current_setting('heo.household_id')")
        assert await cursor.fetchone() == (str(HERE),)
