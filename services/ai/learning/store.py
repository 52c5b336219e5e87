"""How far the events were consumed, and who consumes them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import psycopg
from psycopg import AsyncConnection

READ = """
INSERT INTO ai.positions (consumer, partition, position) VALUES (%s, %s, '')
ON CONFLICT (consumer, partition) DO UPDATE SET position = positions.position
RETURNING position
"""
MOVE = "UPDATE ai.positions SET position = %s WHERE consumer = %s AND partition = %s AND position = %s"
LEASE = "SELECT pg_advisory_lock(hashtext(%s), %s)"


async def read_position(conn: AsyncConnection[Any], consumer: str, partition: int) -> str:
    """Where to resume; "" is the beginning."""
    row = await (await conn.execute(READ, (consumer, partition))).fetchone()
    return str(row[0]) if row else ""


async def move_position(conn: AsyncConnection[Any], consumer: str, partition: int, before: str, after: str) -> bool:
    """Move on from `before` to `after`; False when somebody else has moved it."""
    return (await conn.execute(MOVE, (after, consumer, partition, before))).rowcount == 1


@asynccontextmanager
async def lease(dsn: str, consumer: str, partition: int) -> AsyncIterator[AsyncConnection[tuple[object, ...]]]:
    """Wait until the partition is ours, and hold it for the block: the lock ends with its connection.

    psycopg.Error when the database is not there.
    """
    async with await psycopg.AsyncConnection.connect(
        dsn, autocommit=True, application_name="heo ai lease", connect_timeout=5, keepalives_idle=30
    ) as conn:
        await conn.execute(LEASE, (consumer, partition))
        yield conn
