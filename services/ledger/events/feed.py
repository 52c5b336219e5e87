"""Who waits for events is woken: one look at the outbox a replica, however many listen."""

import asyncio
import contextlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import psycopg
import psycopg_pool
import structlog
from psycopg_pool import AsyncConnectionPool

from services.ledger.events import store
from services.ledger.events.position import Position

log = structlog.get_logger(__name__)

_LOOK_LIMIT = 1000


class EventFeed:
    """Looks for new events at a small interval, and at once when told that this replica committed some."""

    def __init__(self, pool: AsyncConnectionPool[Any], interval_s: float = 0.25) -> None:
        """Look through `pool`, whose sessions act as ledger_courier, every `interval_s` at the latest."""
        self._pool = pool
        self._interval_s = interval_s
        self._hint = asyncio.Event()
        self._listeners: dict[UUID | None, set[asyncio.Event]] = {}
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin to look, from now on."""
        self._task = asyncio.create_task(self._look_for_ever(), name="ledger-event-feed")

    async def stop(self) -> None:
        """Look no more, and let go whoever waits."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
        self._wake(set(self._listeners))

    def hint(self) -> None:
        """Say that something was committed here."""
        self._hint.set()

    @contextmanager
    def listening(self, household_id: UUID | None = None) -> Iterator[asyncio.Event]:
        """A bell that rings when something is new, of one household or (None) of any; its listener clears it."""
        bell = asyncio.Event()
        self._listeners.setdefault(household_id, set()).add(bell)
        try:
            yield bell
        finally:
            self._listeners[household_id].discard(bell)
            if not self._listeners[household_id]:
                del self._listeners[household_id]

    async def _look_for_ever(self) -> None:
        since: Position | None = None
        while True:
            try:
                since = await self._look(since)
            except (psycopg.OperationalError, psycopg_pool.PoolTimeout) as error:
                log.warning("events.look_failed", error=type(error).__name__)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._hint.wait(), self._interval_s)
            self._hint.clear()

    async def _look(self, since: Position | None) -> Position:
        """Read what is new since the last look and ring for its households; the first look only finds the end."""
        async with self._pool.connection() as conn:
            here = (await store.placement(conn)).incarnation
            if since is None or since.incarnation != here:
                self._wake(set(self._listeners))
                return await store.end(conn, here)
            events, last = await store.after_position(conn, since, _LOOK_LIMIT)
        if events:
            self._wake({None, *(event.household_id for event in events)})
        if len(events) == _LOOK_LIMIT:
            self._hint.set()
        return last

    def _wake(self, households: set[UUID | None]) -> None:
        for household in households:
            for bell in self._listeners.get(household, ()):
                bell.set()
