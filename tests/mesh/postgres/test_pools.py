import psycopg
import pytest
from psycopg.conninfo import make_conninfo
from psycopg_pool import PoolTimeout

from services.mesh.postgres.pools import PoolLimits, open_pool
from services.mesh.testing.plugin import MakeDatabase


async def test_connections_are_named_limited_and_in_utc(make_database: MakeDatabase) -> None:
    limits = PoolLimits(statement_timeout_ms=1234, lock_timeout_ms=567)
    pool = await open_pool(make_database([]), application="ledger-reader", limits=limits, options={"jit": "off"})
    async with pool.connection() as conn:
        shown = {}
        for setting in ("application_name", "statement_timeout", "lock_timeout", "timezone", "jit"):
            shown[setting] = (await (await conn.execute(f"SHOW {setting}")).fetchone() or ("",))[0]
    await pool.close()
    assert shown == {
        "application_name": "ledger-reader",
        "statement_timeout": "1234ms",
        "lock_timeout": "567ms",
        "timezone": "UTC",
        "jit": "off",
    }


async def test_a_statement_that_takes_too_long_is_ended(make_database: MakeDatabase) -> None:
    pool = await open_pool(make_database([]), application="x", limits=PoolLimits(statement_timeout_ms=50))
    with pytest.raises(psycopg.errors.QueryCanceled):
        async with pool.connection() as conn:
            await conn.execute("SELECT pg_sleep(30)")
    await pool.close()


async def test_a_connection_that_the_server_cut_is_not_handed_out(make_database: MakeDatabase) -> None:
    dsn = make_database([])
    pool = await open_pool(dsn, application="to be cut", limits=PoolLimits(max_size=1))
    async with await psycopg.AsyncConnection.connect(dsn, autocommit=True) as other:
        await other.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name = 'to be cut'"
        )
    async with pool.connection() as conn:
        assert await (await conn.execute("SELECT 1")).fetchone() == (1,)
    await pool.close()


async def test_a_database_that_is_not_there_is_an_error_in_bounded_time(make_database: MakeDatabase) -> None:
    dsn = make_conninfo(make_database([]), dbname="no_such_database")
    with pytest.raises(PoolTimeout):
        await open_pool(dsn, application="x", limits=PoolLimits(acquire_timeout_s=0.5))
