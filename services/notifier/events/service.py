"""The consumer: takes batches of events, looks at what they changed, and moves on in the transaction of the effect."""

import asyncio

import grpc
import psycopg
import psycopg_pool
from heo.ledger.v1.event_service_pb2 import SubscribeResponse

from services.mesh.clock import Clock
from services.mesh.errors import reason_of
from services.mesh.logs import get_logger
from services.mesh.postgres.pools import Pool
from services.notifier.events import store
from services.notifier.events.from_proto import happened
from services.notifier.events.lease import lease
from services.notifier.events.model import looks
from services.notifier.events.store import Position
from services.notifier.events.tracing import Spans, Traces
from services.notifier.ledger.client import LedgerClient
from services.notifier.rules.observation import Observation, Observer
from services.notifier.rules.service import judge

CONSUMER = "alerts"
PARTITION = 0
FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.1, 5.0
_BROKEN = (psycopg.Error, psycopg_pool.PoolTimeout, psycopg_pool.TooManyRequests, grpc.aio.AioRpcError)


class MovedByAnotherError(Exception):
    """Somebody else has moved the position: the lease was lost without our noticing."""


class Consumer:
    """Consumes one partition of the ledger's events, as long as it holds the lease."""

    def __init__(
        self,
        pool: Pool,
        dsn: str,
        ledger: LedgerClient,
        observer: Observer,
        clock: Clock,
        traces: Traces,
        batch_size: int,
    ) -> None:
        """Work on `pool`, hold the lease on a connection of its own to `dsn`, take `batch_size` events at a time."""
        self._pool = pool
        self._dsn = dsn
        self._ledger = ledger
        self._observer = observer
        self._clock = clock
        self._traces = traces
        self._batch_size = batch_size
        self._pause_s = FIRST_PAUSE_S
        self._log = get_logger("events")

    async def run(self) -> None:
        """Consume for ever. The ledger or the database may come and go: what had no effect is consumed again."""
        while True:
            try:
                async with lease(self._dsn, CONSUMER, PARTITION) as held:
                    self._log.info("events.consuming", consumer=CONSUMER)
                    while True:
                        await self._consume(held)
            except (*_BROKEN, MovedByAnotherError) as error:
                reason = error.code().name if isinstance(error, grpc.aio.AioRpcError) else type(error).__name__
                self._log.warning("events.interrupted", consumer=CONSUMER, reason=reason)
            await asyncio.sleep(self._pause_s)
            self._pause_s = min(self._pause_s * 2, LONGEST_PAUSE_S)

    async def _consume(self, held: psycopg.AsyncConnection[tuple[object, ...]]) -> None:
        """Take one stream from where we are until it ends."""
        async with self._pool.connection() as conn:
            position = await store.read_position(conn, CONSUMER, PARTITION)
        try:
            async for response in self._ledger.subscribe(position.token, self._batch_size):
                await held.execute("SELECT 1")  # the lease is as alive as its connection
                position = await self.apply(position, response)
                self._pause_s = FIRST_PAUSE_S
        except grpc.aio.AioRpcError as error:
            if await self._is_refused(error, position):
                return
            if error.code() is not grpc.StatusCode.DEADLINE_EXCEEDED:  # the stream's longest life is its ordinary end
                raise

    async def _is_refused(self, error: grpc.aio.AioRpcError, position: Position) -> bool:
        """Whether the ledger is another incarnation (restored, moved); then every event is looked at again.

        That raises nothing twice: rules look at the state, and what was said about it stands.
        """
        info = reason_of(error)
        if info is None or info.reason != "POSITION_INVALID" or not position.token:
            return False
        self._log.warning("events.position_refused", consumer=CONSUMER)
        async with self._pool.connection() as conn:
            await store.begin_anew(conn, CONSUMER, PARTITION)
        return True

    async def apply(self, position: Position, response: SubscribeResponse) -> Position:
        """Let a batch take effect once and move on, or neither; the position after it.

        AioRpcError when the ledger cannot be asked, psycopg.Error when the database fails, MovedByAnotherError.
        """
        if response.position == position.token:
            return position
        found = looks(happened(event) for event in response.events)
        with self._traces.of(found.values()) as spans:
            seen = await asyncio.gather(*(spans.inside(look, self._observer.see(look)) for look in found.values()))
            raised = await self._take_effect(position, response.position, [one for one in seen if one], spans)
        if raised:
            self._log.info("alerts.raised", count=raised)
        return Position(response.position, position.epoch)

    async def _take_effect(self, position: Position, after: str, seen: list[Observation], spans: Spans) -> int:
        raised = 0
        async with self._pool.connection() as conn, conn.transaction():
            if not await store.move_position(conn, CONSUMER, PARTITION, position, after):
                raise MovedByAnotherError(CONSUMER)
            for observation in seen:
                raised += await spans.inside(observation.look, judge(conn, observation, position.epoch, self._clock))
        return raised
