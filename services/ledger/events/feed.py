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
    """Looks for new events while somebody listens: at an interval, and soon when this replica committed some.

    A busy ledger commits a hundred times a second, so looks keep a distance: the most that an event waits.
    """

    def __init__(self, pool: AsyncConnectionPool[Any], interval_s: float = 0.25, distance_s: float = 0.05) -> None:
        """Look through `pool`, whose sessions act as ledger_courier: every `interval_s`, not within `distance_s`."""
        self._pool = pool
        self._interval_s = interval_s
        self._distance_s = distance_s
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
                # With nobody there the place is forgotten: the first look after that rings for all, who then read.
                since = await self._look(since) if self._listeners else None
            except (psycopg.OperationalError, psycopg_pool.PoolTimeout) as error:
                log.warning("events.look_failed", error_type=type(error).__name__)
            except Exception as error:  # streams would never hear of anything again
                log.exception("events.look_broke", error_type=type(error).__name__)
            await asyncio.sleep(self._distance_s)
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
            households, last = await store.heard_of(conn, since, _LOOK_LIMIT)
        if households:
            self._wake({None, *households})
        if len(households) == _LOOK_LIMIT:
            self._hint.set()
        return last

    def _wake(self, households: set[UUID | None]) -> None:
        for household in households:
            for bell in self._listeners.get(household, ()):
                bell.set()
