"""The loop of every consumer: takes batches of events, looks at what they ask for, and moves on in the transaction of
the effect.
"""

import asyncio
from collections.abc import Coroutine, Iterable, Mapping, Sequence
from contextlib import aclosing
from typing import Generic, TypeVar
from uuid import UUID

import grpc
import psycopg
from heo.events.v1.event_pb2 import Event
from opentelemetry.trace import Tracer
from psycopg import AsyncConnection

from services.mesh.events.effect import Effect, Seen
from services.mesh.events.positions import Position, Positions
from services.mesh.events.source import Batch, EventSource, PositionRefusedError, SourceLostError
from services.mesh.events.tracing import Spans, open_spans
from services.mesh.logs import get_logger
from services.mesh.postgres.pools import Pool

FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.1, 5.0
AT_ONCE = 8
"""Households that are looked at at the same time."""

Answer = TypeVar("Answer")


class MovedByAnotherError(Exception):
    """Somebody else has moved the position: the lease was lost without our noticing."""


class Consumer(Generic[Seen]):
    """Lets one partition of a source's events take effect, as long as it holds the lease."""

    def __init__(
        self,
        source: EventSource,
        effect: Effect[Seen],
        positions: Positions,
        pool: Pool,
        dsn: str,
        tracer: Tracer,
        batch_size: int,
    ) -> None:
        """Work on `pool`, hold the lease on a connection of its own to `dsn`, take `batch_size` events at a time."""
        self._source = source
        self._effect = effect
        self._positions = positions
        self._pool = pool
        self._dsn = dsn
        self._tracer = tracer
        self._batch_size = batch_size
        self._pause_s = FIRST_PAUSE_S
        self._room = asyncio.Semaphore(AT_ONCE)
        self._log = get_logger("events").bind(consumer=positions.consumer)

    async def run(self) -> None:
        """Consume for ever. The source or the database may come and go: what had no effect is consumed again."""
        while True:
            try:
                async with self._positions.lease(self._dsn) as held:
                    self._log.info("events.consuming")
                    while True:
                        if not await self._consume(held):
                            await self._pause()
            except (SourceLostError, grpc.aio.AioRpcError, psycopg.Error, MovedByAnotherError) as error:
                self._log.warning("events.interrupted", reason=_reason(error))
            await self._pause()

    async def _pause(self) -> None:
        await asyncio.sleep(self._pause_s)
        self._pause_s = min(self._pause_s * 2, LONGEST_PAUSE_S)

    async def _consume(self, held: AsyncConnection[tuple[object, ...]]) -> bool:
        """Take one stream from where we are until it ends; whether it had anything to say."""
        heard = False
        async with self._pool.connection() as conn:
            position = await self._positions.read(conn)
        try:
            async with aclosing(self._source.batches(position.token, self._batch_size)) as batches:
                async for batch in batches:
                    await held.execute("SELECT 1")  # the lease is as alive as its connection
                    position = await self.apply(position, batch)
                    self._pause_s = FIRST_PAUSE_S
                    heard = True
        except PositionRefusedError:
            await self._begin_anew(position)
        return heard

    async def _begin_anew(self, position: Position) -> None:
        """Consume everything again: the source is another incarnation. Effects know what they have done before."""
        if not position.token:
            raise SourceLostError("BEGINNING_REFUSED")
        self._log.warning("events.position_refused", epoch=position.epoch)
        async with self._pool.connection() as conn:
            if not await self._positions.begin_anew(conn, position):
                raise MovedByAnotherError

    async def apply(self, position: Position, batch: Batch) -> Position:
        """Let a batch take effect once and move on, or neither; the position after it.

        AioRpcError when the effect cannot look, psycopg.Error when the database fails, MovedByAnotherError.
        """
        if batch.position == position.token:
            return position
        parts = _by_household(event for event in batch.events if self._effect.concerns(event))
        with open_spans(self._tracer, parts) as spans:
            seen = await _all(self._look(household_id, events, spans) for household_id, events in parts.items())
            done = await self._take(position, batch.position, dict(zip(parts, seen, strict=True)), spans)
        if done:
            self._log.info("events.took_effect", count=done)
        return Position(batch.position, position.epoch)

    async def _look(self, household_id: UUID, events: Sequence[Event], spans: Spans) -> Seen | None:
        async with self._room:
            with spans.of(household_id):
                return await self._effect.look(household_id, events)

    async def _take(self, before: Position, after: str, seen: Mapping[UUID, Seen | None], spans: Spans) -> int:
        done = 0
        async with self._pool.connection() as conn, conn.transaction():
            if not await self._positions.move(conn, before, after):
                raise MovedByAnotherError
            for household_id, one in seen.items():
                if one is not None:
                    with spans.of(household_id):
                        done += await self._effect.take(conn, one, before.epoch)
        return done


def _by_household(events: Iterable[Event]) -> dict[UUID, list[Event]]:
    found: dict[UUID, list[Event]] = {}
    for event in events:
        found.setdefault(UUID(event.household_id), []).append(event)
    return found


async def _all(work: Iterable[Coroutine[object, object, Answer]]) -> list[Answer]:
    """The answers of all, in order; the first failure is raised when none of them runs any more."""
    found: list[Answer] = []
    for answer in await asyncio.gather(*work, return_exceptions=True):
        if isinstance(answer, BaseException):
            raise answer
        found.append(answer)
    return found


def _reason(error: Exception) -> str:
    """One word for the log: what an error says may quote people's data."""
    if isinstance(error, SourceLostError):
        return error.reason
    return error.code().name if isinstance(error, grpc.aio.AioRpcError) else type(error).__name__
