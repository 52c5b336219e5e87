"""The position of a consumer in the schemas of those who consume, as their own roles."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import psycopg
import pytest

from services.mesh.events import Position, Positions
from services.mesh.postgres.roles import as_role
from services.mesh.testing.plugin import MakeDatabase

SCHEMAS = ("ai", "notifier")
SHAPE = [("consumer", "text"), ("partition", "integer"), ("position", "text"), ("epoch", "integer")]
Conn = psycopg.AsyncConnection[Any]


@pytest.fixture(scope="module")
def dsn(make_module_database: MakeDatabase) -> str:
    return make_module_database([f"services.{schema}" for schema in SCHEMAS])


@pytest.fixture(params=SCHEMAS)
def schema(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def own_dsn(dsn: str, schema: str) -> str:
    return as_role(dsn, f"{schema}_app")


@pytest.fixture
async def conn(own_dsn: str) -> AsyncIterator[Conn]:
    async with await psycopg.AsyncConnection.connect(own_dsn) as opened:
        yield opened
        await opened.rollback()


async def test_each_schema_has_the_same_table(conn: Conn, schema: str) -> None:
    query = """
    SELECT column_name, data_type FROM information_schema.columns
    WHERE table_schema = %s AND table_name = 'positions' AND is_nullable = 'NO' ORDER BY ordinal_position
    """
    assert await (await conn.execute(query, (schema,))).fetchall() == SHAPE


async def test_the_first_look_is_the_beginning_and_makes_the_row(conn: Conn, schema: str) -> None:
    positions = Positions(schema, "new")
    assert await positions.read(conn) == Position("", 1)
    assert await positions.move(conn, Position("", 1), "p1")
    assert await positions.read(conn) == Position("p1", 1)


async def test_a_new_beginning_is_a_new_epoch(conn: Conn, schema: str) -> None:
    positions = Positions(schema, "restored")
    await positions.move(conn, await positions.read(conn), "p1")
    assert await positions.begin_anew(conn, Position("p1", 1))
    assert await positions.read(conn) == Position("", 2)


@pytest.mark.parametrize("before", [Position("elsewhere", 1), Position("p1", 2), Position("", 1)])
async def test_what_another_moved_is_left_alone(conn: Conn, schema: str, before: Position) -> None:
    positions = Positions(schema, "moved")
    await positions.move(conn, await positions.read(conn), "p1")
    assert not await positions.move(conn, before, "p2")
    assert not await positions.begin_anew(conn, before)
    assert await positions.read(conn) == Position("p1", 1)


async def test_the_beginning_of_an_epoch_is_not_that_of_the_one_before(conn: Conn, schema: str) -> None:
    positions = Positions(schema, "twice")
    first = await positions.read(conn)
    await positions.begin_anew(conn, first)
    assert not await positions.move(conn, first, "p1")
    assert not await positions.begin_anew(conn, first)
    assert await positions.read(conn) == Position("", 2)


async def test_consumers_and_partitions_have_positions_of_their_own(conn: Conn, schema: str) -> None:
    one, *others = (Positions(schema, *name) for name in (("a", 0), ("a", 1), ("b", 0)))
    await one.move(conn, await one.read(conn), "p1")
    assert [await other.read(conn) for other in others] == [Position("", 1)] * 2


async def test_a_schema_is_quoted(make_database: MakeDatabase) -> None:
    name = 'odd"; DROP TABLE positions; --'
    async with await psycopg.AsyncConnection.connect(make_database([]), autocommit=True) as conn:
        with pytest.raises(psycopg.errors.UndefinedTable):
            await Positions(name, "a").read(conn)


async def test_a_lease_is_held_by_one_until_its_connection_ends(own_dsn: str, dsn: str, schema: str) -> None:
    positions = Positions(schema, "leased")
    order: list[str] = []

    async def second() -> None:
        async with positions.lease(own_dsn):
            order.append("second")

    async with positions.lease(own_dsn) as held:
        waiting = asyncio.ensure_future(second())
        await until_waiting(dsn, held.info.backend_pid)
        order.append("first")
    await waiting
    assert order == ["first", "second"]


async def test_a_killed_holder_lets_go(own_dsn: str, dsn: str, schema: str) -> None:
    positions = Positions(schema, "killed")
    async with await psycopg.AsyncConnection.connect(dsn, autocommit=True) as admin, positions.lease(own_dsn) as held:
        await admin.execute("SELECT pg_terminate_backend(%s, 5000)", (held.info.backend_pid,))
        async with positions.lease(own_dsn):
            with pytest.raises(psycopg.OperationalError):
                await held.execute("SELECT 1")


async def test_leases_of_different_schemas_and_partitions_do_not_meet(dsn: str) -> None:
    async with (
        Positions("ai", "same").lease(as_role(dsn, "ai_app")),
        Positions("ai", "same", 1).lease(as_role(dsn, "ai_app")),
        Positions("notifier", "same").lease(as_role(dsn, "notifier_app")),
    ):
        pass


async def until_waiting(dsn: str, holder: int) -> None:
    """Return when somebody waits for what `holder` holds."""
    query = "SELECT 1 FROM pg_stat_activity WHERE %s = ANY(pg_blocking_pids(pid))"
    async with await psycopg.AsyncConnection.connect(dsn, autocommit=True) as admin:
        while await (await admin.execute(query, (holder,))).fetchone() is None:
            pass
