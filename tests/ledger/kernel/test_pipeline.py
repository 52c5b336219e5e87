"""Many statements, one wait: answers in order, errors told once, and a connection that can be used again."""

import asyncio
from collections.abc import AsyncIterator

import psycopg
import pytest

from services.ledger.kernel.arrays import INT8, TEXT, one_bytes, one_id, one_integer, one_text, varying
from services.ledger.kernel.pipeline import Pipeline, Statement
from services.mesh.ids import new_id
from services.mesh.testing.plugin import MakeDatabase


@pytest.fixture
async def pipeline(make_database: MakeDatabase) -> AsyncIterator[Pipeline]:
    async with await psycopg.AsyncConnection.connect(make_database([]), autocommit=True) as conn:
        yield Pipeline(conn)


async def test_answers_come_in_order_again_and_again(pipeline: Pipeline) -> None:
    identifier = new_id()
    statements = [
        Statement(b"SELECT $1, $2", (one_integer(INT8, -5), one_text("phở"))),
        Statement(b"BEGIN"),
        Statement(b"SELECT $1, $2", (one_id(identifier), one_bytes(b"\x00"))),
        Statement(b"COMMIT"),
        Statement(b"SELECT 1 WHERE false"),
    ]
    expected = [[(-5, "phở")], [], [(identifier, b"\x00")], [], []]
    for _ in range(3):
        assert await pipeline.run(statements[:2] + statements[3:]) == [expected[0], [], [], []]
        assert await pipeline.run(statements[2:3]) == [expected[2]]


async def test_an_error_is_raised_and_what_follows_is_not_run(pipeline: Pipeline) -> None:
    await pipeline.run([Statement(b"CREATE TABLE t (n bigint)")])
    insert = Statement(b"INSERT INTO t VALUES ($1)", (one_integer(INT8, 1),))
    broken = Statement(b"SELECT 1 / 0")
    with pytest.raises(psycopg.errors.DivisionByZero):
        await pipeline.run([Statement(b"BEGIN"), insert, broken, Statement(b"COMMIT")])
    await pipeline.leave()
    assert await pipeline.run([Statement(b"SELECT count(*) FROM t")]) == [[(0,)]]
    await pipeline.run([Statement(b"BEGIN"), insert, Statement(b"COMMIT")])
    assert await pipeline.run([Statement(b"SELECT count(*) FROM t")]) == [[(1,)]]


async def test_a_statement_that_cannot_be_prepared_is_not_remembered(pipeline: Pipeline) -> None:
    later = Statement(b"SELECT n FROM later")
    for _ in range(2):
        with pytest.raises(psycopg.errors.UndefinedTable):
            await pipeline.run([later])
    await pipeline.run([Statement(b"CREATE TABLE later (n bigint)")])
    assert await pipeline.run([later]) == [[]]


async def test_more_than_a_socket_holds_goes_both_ways(pipeline: Pipeline) -> None:
    texts = [b"x" * 1000] * 20_000
    echo = Statement(b"SELECT unnest($1)", (varying(TEXT, texts),))
    answers = await pipeline.run([echo, echo, echo])
    assert [len(rows) for rows in answers] == [20_000] * 3


async def test_a_run_that_is_abandoned_closes_the_connection(pipeline: Pipeline) -> None:
    run = asyncio.ensure_future(pipeline.run([Statement(b"SELECT pg_sleep(20)")]))
    await asyncio.sleep(0)
    run.cancel()
    with pytest.raises(asyncio.CancelledError):
        await run
    await pipeline.leave()
    assert pipeline.closed


async def test_a_connection_that_the_server_ended_is_told(pipeline: Pipeline) -> None:
    with pytest.raises(psycopg.OperationalError):
        await pipeline.run([Statement(b"SELECT pg_terminate_backend(pg_backend_pid())"), Statement(b"SELECT 1")])
    await pipeline.leave()
    with pytest.raises(psycopg.OperationalError):
        await pipeline.run([Statement(b"SELECT 1")])
