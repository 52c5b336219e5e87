"""Waking those who watch a household: PostgreSQL's LISTEN, so that a write in one replica is heard in all."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

import psycopg
from psycopg import sql

from services.mesh.logs import get_logger
from services.notifier.alerts.store import CHANNEL

FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.1, 5.0


class Bell:
    """Rings for each watcher of a household when something of it was committed. It may ring once too often."""

    def __init__(self, dsn: str) -> None:
        """Listen on a connection of its own to `dsn`, while `run` runs."""
        self._dsn = dsn
        self._watchers: dict[UUID, set[asyncio.Event]] = defaultdict(set)
        self._wanted = asyncio.Event()
        self._log = get_logger("bell")

    @asynccontextmanager
    async def watched(self, household_id: UUID) -> AsyncIterator[asyncio.Event]:
        """An event that is set at each ring; clear it before looking, so that a ring meanwhile is not lost."""
        heard = asyncio.Event()
        self._watchers[household_id].add(heard)
        self._wanted.set()
        try:
            yield heard
        finally:
            self._watchers[household_id].discard(heard)
            if not self._watchers[household_id]:
                del self._watchers[household_id]

    async def run(self) -> None:
        """Listen for ever, once somebody watches; a lost connection is opened again."""
        await self._wanted.wait()
        pause_s = FIRST_PAUSE_S
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(
                    self._dsn, autocommit=True, application_name="heo notifier bell", connect_timeout=5
                ) as conn:
                    await conn.execute(sql.SQL("LISTEN {}").format(sql.Identifier(CHANNEL)))
                    self._ring_all()
                    pause_s = FIRST_PAUSE_S
                    async for notice in conn.notifies():
                        self._ring(UUID(notice.payload))
            except psycopg.Error as error:
                self._log.warning("bell.lost", error_type=type(error).__name__)
            await asyncio.sleep(pause_s)
            pause_s = min(pause_s * 2, LONGEST_PAUSE_S)

    def _ring(self, household_id: UUID) -> None:
        for heard in self._watchers.get(household_id, ()):
            heard.set()

    def _ring_all(self) -> None:
        """What was said before the connection stood was not heard."""
        for household_id in tuple(self._watchers):
            self._ring(household_id)
