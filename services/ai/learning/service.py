"""The consumer: takes batches of events, learns from confirmed drafts, and moves on in the transaction of the
effect.
"""

import asyncio

import grpc
import psycopg
import psycopg_pool
from heo.ledger.v1.event_service_pb2 import SubscribeResponse
from opentelemetry.trace import SpanKind, Tracer

from services.ai.learning import store
from services.ai.learning.from_proto import confirmations, confirmed
from services.ai.learning.model import Lesson, lesson_of
from services.ai.ledger.client import LedgerClient
from services.ai.memory import store as memory_store
from services.mesh.clock import Clock
from services.mesh.errors import reason_of
from services.mesh.logs import get_logger
from services.mesh.postgres.pools import Pool
from services.mesh.postgres.rls import household_scope
from services.mesh.telemetry import remote_context

CONSUMER = "learning"
PARTITION = 0
FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.1, 5.0
SPAN = "process heo.ledger.v1.EventService"
_BROKEN = (psycopg.Error, psycopg_pool.PoolTimeout, psycopg_pool.TooManyRequests, grpc.aio.AioRpcError)


class MovedByAnotherError(Exception):
    """Somebody else has moved the position: the lease was lost without our noticing."""


class Learner:
    """Consumes one partition of the ledger's events, as long as it holds the lease."""

    def __init__(
        self,
        pool: Pool,
        dsn: str,
        ledger: LedgerClient,
        clock: Clock,
        tracer: Tracer,
        batch_size: int,
        most_memories: int,
    ) -> None:
        """Learn into `pool`'s database, hold the lease on a connection of its own to `dsn`."""
        self._pool = pool
        self._dsn = dsn
        self._ledger = ledger
        self._clock = clock
        self._tracer = tracer
        self._batch_size = batch_size
        self._most_memories = most_memories
        self._pause_s = FIRST_PAUSE_S
        self._log = get_logger("learning")

    async def run(self) -> None:
        """Consume for ever. The ledger or the database may come and go: what had no effect is consumed again."""
        while True:
            try:
                async with store.lease(self._dsn, CONSUMER, PARTITION) as held:
                    self._log.info("learning.consuming", consumer=CONSUMER)
                    while True:
                        await self._consume(held)
            except (*_BROKEN, MovedByAnotherError) as error:
                reason = error.code().name if isinstance(error, grpc.aio.AioRpcError) else type(error).__name__
                self._log.warning("learning.interrupted", consumer=CONSUMER, reason=reason)
            await asyncio.sleep(self._pause_s)
            self._pause_s = min(self._pause_s * 2, LONGEST_PAUSE_S)

    async def _consume(self, held: psycopg.AsyncConnection[tuple[object, ...]]) -> None:
        """Take one stream from where we are until it ends."""
        async with self._pool.connection() as conn:
            position = await store.read_position(conn, CONSUMER, PARTITION)
        try:
            async for response in self._ledger.subscribe(position, self._batch_size):
                await held.execute("SELECT 1")  # the lease is as alive as its connection
                position = await self.apply(position, response)
                self._pause_s = FIRST_PAUSE_S
        except grpc.aio.AioRpcError as error:
            if await self._is_refused(error, position):
                return
            if error.code() is not grpc.StatusCode.DEADLINE_EXCEEDED:  # the stream's longest life is its ordinary end
                raise

    async def _is_refused(self, error: grpc.aio.AioRpcError, position: str) -> bool:
        """Whether the ledger is another incarnation (restored, moved); then all events come again, and teach no
        twice.
        """
        info = reason_of(error)
        if info is None or info.reason != "POSITION_INVALID" or not position:
            return False
        self._log.warning("learning.position_refused", consumer=CONSUMER)
        async with self._pool.connection() as conn:
            await store.move_position(conn, CONSUMER, PARTITION, position, "")
        return True

    async def apply(self, position: str, response: SubscribeResponse) -> str:
        """Learn from a batch once and move on, or neither; the position after it.

        AioRpcError when the ledger cannot be asked, psycopg.Error when the database fails, MovedByAnotherError.
        """
        if response.position == position:
            return position
        lessons = [lesson for lesson in await self._lessons(response) if lesson is not None]
        async with self._pool.connection() as conn, conn.transaction():
            if not await store.move_position(conn, CONSUMER, PARTITION, position, response.position):
                raise MovedByAnotherError(CONSUMER)
            for lesson in lessons:
                await self._learn(conn, lesson)
        if lessons:
            self._log.info("learning.learned", count=len(lessons))
        return response.position

    async def _lessons(self, response: SubscribeResponse) -> list[Lesson | None]:
        found: list[Lesson | None] = []
        for household_id, draft_id, traceparent in confirmations(response.events):
            with self._tracer.start_as_current_span(SPAN, remote_context(traceparent), SpanKind.CONSUMER):
                draft = await self._ledger.draft(household_id, draft_id)
                found.append(lesson_of(confirmed(household_id, draft)) if draft is not None else None)
        return found

    async def _learn(self, conn: psycopg.AsyncConnection[tuple[object, ...]], lesson: Lesson) -> None:
        now = self._clock.now()
        await household_scope(conn, lesson.household_id)
        if await memory_store.note_lesson(conn, lesson.household_id, lesson.draft_id, now):
            await memory_store.learn(
                conn, lesson.household_id, lesson.phrases, lesson.category_id, lesson.jar_id, lesson.corrected, now,
                self._most_memories,
            )  # fmt: skip
