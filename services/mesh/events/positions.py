"""How far a consumer has come, in its service's own schema, and who may consume.

The schema has a table `positions (consumer text, partition integer, position text, epoch integer)` with the key
(consumer, partition); its rows are no household's.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import AsyncConnection, sql

READ = """
INSERT INTO {positions} AS p (consumer, partition, position, epoch) VALUES (%s, %s, '', 1)
ON CONFLICT (consumer, partition) DO UPDATE SET position = p.position
RETURNING position, epoch
"""
MOVE = """
UPDATE {positions} SET position = %s, epoch = %s
WHERE consumer = %s AND partition = %s AND position = %s AND epoch = %s
"""
LEASE = "SELECT pg_advisory_lock(hashtext(%s), %s)"


@dataclass(frozen=True, slots=True)
class Position:
    """Where to resume. `token` is the source's and opaque, "" is the beginning; `epoch` counts beginnings from 1."""

    token: str
    epoch: int


class Positions:
    """The position of one consumer in one partition of the stream."""

    def __init__(self, schema: str, consumer: str, partition: int = 0) -> None:
        """Keep it in `schema`.positions under the name `consumer`."""
        self.schema = schema
        self.consumer = consumer
        self.partition = partition
        table = sql.Identifier(schema, "positions")
        self._read = sql.SQL(READ).format(positions=table)
        self._move = sql.SQL(MOVE).format(positions=table)

    async def read(self, conn: AsyncConnection[Any]) -> Position:
        """Where to resume; the row is made when there is none."""
        row = await (await conn.execute(self._read, (self.consumer, self.partition))).fetchone()
        if row is None:
            raise LookupError("the position was neither read nor made")
        return Position(*row)

    async def move(self, conn: AsyncConnection[Any], before: Position, token: str) -> bool:
        """Move on from `before` to `token` in the same epoch; False when somebody else has moved it."""
        return await self._replace(conn, before, Position(token, before.epoch))

    async def begin_anew(self, conn: AsyncConnection[Any], before: Position) -> bool:
        """Go back to the beginning, in a new epoch: another incarnation of the source counts its own sequences.

        False when somebody else has moved it.
        """
        return await self._replace(conn, before, Position("", before.epoch + 1))

    async def _replace(self, conn: AsyncConnection[Any], before: Position, after: Position) -> bool:
        values = (after.token, after.epoch, self.consumer, self.partition, before.token, before.epoch)
        return (await conn.execute(self._move, values)).rowcount == 1

    @asynccontextmanager
    async def lease(self, dsn: str) -> AsyncIterator[AsyncConnection[tuple[object, ...]]]:
        """Wait until the partition is ours, and hold it for the block. psycopg.Error when the database is not there.

        The lock lives with a connection of its own, so no clocks are compared and nothing expires: a killed process's
        connection is closed by its machine. Where a machine is lost, PostgreSQL's keepalives close it, and the
        position's own check keeps two consumers apart until then.
        """
        async with await psycopg.AsyncConnection.connect(
            dsn, autocommit=True, application_name=f"heo {self.schema} lease", connect_timeout=5, keepalives_idle=30
        ) as conn:
            await conn.execute(LEASE, (f"{self.schema}.{self.consumer}", self.partition))
            yield conn
