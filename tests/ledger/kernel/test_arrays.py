"""Columns in PostgreSQL's binary form arrive as they were sent."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import psycopg
import pytest

from services.ledger.kernel import arrays
from services.ledger.kernel.pipeline import Pipeline, Statement
from services.ledger.kernel.rows import (
    BOOL,
    BYTES,
    DATE,
    HASH,
    ID,
    ID_OR_NULL,
    INT2,
    INT4,
    INT4_OR_NULL,
    INT8,
    INT8_OR_NULL,
    TEXT,
    TIME,
    WORD,
    Column,
)
from services.mesh.testing.plugin import MakeDatabase

ONE, TWO = UUID(int=1), UUID(int=2**127)
NOON = datetime(2026, 11, 21, 5, 0, 0, 123456, tzinfo=UTC)


@pytest.fixture
async def pipeline(make_database: MakeDatabase) -> AsyncIterator[Pipeline]:
    async with await psycopg.AsyncConnection.connect(make_database([]), autocommit=True) as conn:
        await conn.execute("SET TimeZone = 'UTC'")
        yield Pipeline(conn)


SENT: list[tuple[str, Column, list[Any], list[Any]]] = [
    ("smallint[]", INT2, [-(2**15), 0, 2**15 - 1], [-(2**15), 0, 2**15 - 1]),
    ("integer[]", INT4, [-(2**31), 7], [-(2**31), 7]),
    ("bigint[]", INT8, [-(2**63), 2**63 - 1], [-(2**63), 2**63 - 1]),
    ("integer[]", INT4_OR_NULL, [None, 5], [None, 5]),
    ("bigint[]", INT8_OR_NULL, [5, None], [5, None]),
    ("uuid[]", ID, [ONE.bytes, TWO.bytes], [ONE, TWO]),
    ("uuid[]", ID_OR_NULL, [None, TWO.bytes], [None, TWO]),
    ("bytea[]", HASH, [b"\x00" * 32, b"\xff" * 32], [b"\x00" * 32, b"\xff" * 32]),
    ("bytea[]", BYTES, [b"", None, b"\x00a"], [b"", None, b"\x00a"]),
    ("text[]", TEXT, ["phở", None, ""], ["phở", None, ""]),
    ("text[]", WORD, ["VND", "VND", "GOLD_CHI"], ["VND", "VND", "GOLD_CHI"]),
    ("boolean[]", BOOL, [True, False], [True, False]),
    (
        "date[]",
        DATE,
        [arrays.day(date(1900, 1, 1)), arrays.day(date(2026, 11, 21))],
        [date(1900, 1, 1), date(2026, 11, 21)],
    ),
    ("timestamptz[]", TIME, [arrays.instant(NOON)], [NOON]),
]


async def test_every_column_comes_back(pipeline: Pipeline) -> None:
    for kind, send, values, expected in SENT:
        sent = send(values)
        ((row,),) = await pipeline.run([Statement(b"SELECT $1, pg_typeof($2)::text", (sent, sent))])
        assert row[0] == expected, kind
        assert row[1].replace("timestamp with time zone", "timestamptz") == kind


async def test_an_empty_column_is_an_empty_array(pipeline: Pipeline) -> None:
    empty = (INT8([]), ID([]), TEXT([]))
    assert await pipeline.run([Statement(b"SELECT $1, $2, $3", empty)]) == [[([], [], [])]]
