"""One consumer per partition: a lock that lives with a connection of its own, and so ends with its process."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import psycopg

from services.notifier.events import store


@asynccontextmanager
async def lease(dsn: str, consumer: str, partition: int) -> AsyncIterator[psycopg.AsyncConnection[tuple[object, ...]]]:
    """Wait until the partition is ours, and hold it for the block. psycopg.Error when the database is not there.

    No clocks are compared and nothing expires: a killed process's connection is closed by its machine. Where a machine
    is lost, PostgreSQL's keepalives close it, and the position's own check keeps two consumers apart until then.
    """
    async with await psycopg.AsyncConnection.connect(
        dsn, autocommit=True, application_name="heo notifier lease", connect_timeout=5, keepalives_idle=30
    ) as conn:
        await store.take_lease(conn, consumer, partition)
        yield conn
