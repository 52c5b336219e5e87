"""Streams of events: of the whole ledger for services, of one household for its members' open pages."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from psycopg_pool import AsyncConnectionPool

from services.ledger.events import store
from services.ledger.events.feed import EventFeed
from services.ledger.events.model import StoredEvent
from services.ledger.events.position import Position

MOST_EVENTS = 500
"""Events in one answer unless the consumer wants fewer."""


@dataclass(frozen=True, slots=True)
class StreamLimits:
    """Seconds: a sign of life after `quiet_s` without events, the end of a stream after `life_s`."""

    quiet_s: float = 15
    life_s: float = 300


class EventStreams:
    """Events in commit-safe order, resumed by position."""

    def __init__(self, pool: AsyncConnectionPool[Any], feed: EventFeed, limits: StreamLimits) -> None:
        """Read through `pool`, whose sessions act as ledger_courier."""
        self._pool = pool
        self._feed = feed
        self._limits = limits

    async def subscribe(self, token: str, batch_size: int) -> AsyncGenerator[tuple[list[StoredEvent], str], None]:
        """Events of all households after `token`, each answer with its own token; empty answers are signs of life.

        PositionError when the token is of another ledger or incarnation: begin anew, and skip by sequence.
        """
        limit = min(batch_size, MOST_EVENTS) if batch_size > 0 else MOST_EVENTS
        async with self._pool.connection() as conn:
            since = Position.parse(token, (await store.placement(conn)).incarnation)
        ends = asyncio.get_running_loop().time() + self._limits.life_s
        with self._feed.listening() as bell:
            while asyncio.get_running_loop().time() < ends:
                bell.clear()
                async with self._pool.connection() as conn:
                    events, since = await store.after_position(conn, since, limit)
                if events:
                    yield events, since.token()
                elif not await self._rung(bell, ends):
                    yield [], since.token()

    async def watch(self, household_id: UUID, after_sequence: int) -> AsyncGenerator[list[StoredEvent], None]:
        """One household's events after `after_sequence`, 0 for from now on; empty answers are signs of life."""
        ends = asyncio.get_running_loop().time() + self._limits.life_s
        with self._feed.listening(household_id) as bell:
            async with self._pool.connection() as conn:
                seen = after_sequence or await store.last_sequence(conn, household_id)
            yield []
            while asyncio.get_running_loop().time() < ends:
                bell.clear()
                async with self._pool.connection() as conn:
                    events = await store.after_sequence(conn, household_id, seen, MOST_EVENTS)
                if events:
                    seen = events[-1].sequence
                    yield events
                elif not await self._rung(bell, ends):
                    yield []

    async def _rung(self, bell: asyncio.Event, ends: float) -> bool:
        """Wait for the bell; False when it stayed quiet."""
        left = max(0.0, ends - asyncio.get_running_loop().time())
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(bell.wait(), min(self._limits.quiet_s, left))
            return True
        return False
