"""A consumer over a source in memory, whose effect writes what it saw into a real database."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import UUID

import grpc
import psycopg
from heo.events.v1.event_pb2 import DraftChanged, Event, PlanChanged
from opentelemetry.trace import NoOpTracer, Tracer
from psycopg import AsyncConnection
from psycopg.rows import class_row

from services.mesh.events import Consumer, Position, Positions
from services.mesh.postgres.pools import Pool, open_pool
from services.mesh.testing.events import MemorySource

TABLES = """
CREATE SCHEMA "play ground";
CREATE TABLE "play ground".positions (
  consumer text, partition integer, position text NOT NULL, epoch integer NOT NULL, PRIMARY KEY (consumer, partition)
);
CREATE TABLE "play ground".taken (household_id uuid, sequences bigint[], epoch integer, ordinal serial);
"""
INSERT = 'INSERT INTO "play ground".taken (household_id, sequences, epoch) VALUES (%s, %s, %s)'
TAKEN = 'SELECT household_id, sequences, epoch FROM "play ground".taken ORDER BY ordinal'
POSITIONS = Positions("play ground", "player")


class Taken(NamedTuple):
    """One household's part of a batch that took effect."""

    household_id: UUID
    sequences: list[int]
    epoch: int


def planned(traceparent: str = "") -> Event:
    """An event that the effect is concerned with."""
    return Event(plan_changed=PlanChanged(), traceparent=traceparent)


def drafted() -> Event:
    """One that it is not concerned with."""
    return Event(draft_changed=DraftChanged())


@dataclass
class Notes:
    """An effect that notes which events it saw; `faults` are raised by the next steps, each once."""

    looks: int = 0
    faults_of_look: list[Exception] = field(default_factory=list)
    faults_of_take: list[Exception] = field(default_factory=list)
    gone: set[UUID] = field(default_factory=set)

    def concerns(self, event: Event) -> bool:
        return event.WhichOneof("body") == "plan_changed"

    async def look(self, household_id: UUID, events: Sequence[Event]) -> tuple[UUID, list[int]] | None:
        self.looks += 1
        if self.faults_of_look:
            raise self.faults_of_look.pop()
        return None if household_id in self.gone else (household_id, [event.sequence for event in events])

    async def take(self, conn: AsyncConnection[Any], seen: tuple[UUID, list[int]], epoch: int) -> int:
        await conn.execute(INSERT, (*seen, epoch))
        if self.faults_of_take:
            raise self.faults_of_take.pop()
        return 1


@dataclass
class Playground:
    """All that a test moves and looks at."""

    dsn: str
    pool: Pool
    source: MemorySource = field(default_factory=MemorySource)
    notes: Notes = field(default_factory=Notes)

    def consumer(self, tracer: Tracer | None = None, size: int = 10) -> Consumer[tuple[UUID, list[int]]]:
        return Consumer(self.source, self.notes, POSITIONS, self.pool, self.dsn, tracer or NoOpTracer(), size)

    async def taken(self) -> list[Taken]:
        """What took effect for good, in order."""
        async with self.pool.connection() as conn, conn.cursor(row_factory=class_row(Taken)) as cursor:
            return await (await cursor.execute(TAKEN)).fetchall()

    async def until_taken(self, count: int) -> list[Taken]:
        """What took effect, once it is so much; asks the database and never a clock."""
        while len(found := await self.taken()) < count:
            pass
        return found

    async def position(self) -> Position:
        """Where a consumer would resume."""
        async with self.pool.connection() as conn:
            return await POSITIONS.read(conn)

    @asynccontextmanager
    async def consuming(self, tracer: Tracer | None = None, size: int = 10) -> AsyncIterator[None]:
        """A consumer that runs for the block."""
        running = asyncio.ensure_future(self.consumer(tracer, size).run())
        try:
            yield
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)


@asynccontextmanager
async def playground(dsn: str) -> AsyncIterator[Playground]:
    """A playground on an empty database."""
    async with await psycopg.AsyncConnection.connect(dsn, autocommit=True) as conn:
        await conn.execute(TABLES)
    pool = await open_pool(dsn, application="playground")
    try:
        yield Playground(dsn, pool)
    finally:
        await pool.close()


def failed_call(code: grpc.StatusCode) -> grpc.aio.AioRpcError:
    """What a stub raises."""
    return grpc.aio.AioRpcError(code, grpc.aio.Metadata(), grpc.aio.Metadata())
