"""Reads of one household: a read-only snapshot as the reader role, in which row-level security shows that household
alone.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import MappingProxyType
from typing import Any, TypeAlias
from uuid import UUID

from psycopg import AsyncConnection, IsolationLevel, sql
from psycopg.rows import TupleRow
from psycopg_pool import AsyncConnectionPool

from services.mesh.postgres.rls import household_scope

Connection: TypeAlias = AsyncConnection[TupleRow]
Pool: TypeAlias = "AsyncConnectionPool[AsyncConnection[TupleRow]]"
Row: TypeAlias = tuple[Any, ...]


READ_SETTINGS = MappingProxyType(
    dict.fromkeys(("enable_seqscan", "enable_bitmapscan", "enable_hashjoin", "enable_mergejoin", "jit"), "off")
)
"""Server settings of connections that read and keep: a plan made while statistics were old must not scan a whole
household,
and a page is read in the order of its index, no further than the page.
"""


class Reader:
    """Hands out snapshots: all statements of one see the same moment."""

    def __init__(self, pool: Pool) -> None:
        """Read through `pool`, whose connections act as ledger_reader."""
        self._pool = pool

    @asynccontextmanager
    async def household(self, household_id: UUID) -> AsyncIterator[Connection]:
        """A snapshot in which only `household_id` can be seen."""
        async with self._snapshot() as conn:
            await household_scope(conn, household_id)
            yield conn

    @asynccontextmanager
    async def user(self, user_id: UUID) -> AsyncIterator[Connection]:
        """A snapshot in which only the memberships and households of `user_id` can be seen."""
        async with self._snapshot() as conn:
            await conn.execute(sql.SQL("SET LOCAL heo.user_id = {}").format(sql.Literal(str(user_id))))
            yield conn

    @asynccontextmanager
    async def _snapshot(self) -> AsyncIterator[Connection]:
        async with self._pool.connection() as conn:
            await conn.set_isolation_level(IsolationLevel.REPEATABLE_READ)
            await conn.set_read_only(True)
            async with conn.transaction():
                yield conn
