"""The worker: takes readings in the order in which they came, one at a time, and sees each to its end."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from uuid import UUID

import grpc
import psycopg
from heo.ledger.v1.draft_service_pb2 import FinishReadingRequest
from obstore.exceptions import BaseError
from psycopg_pool import PoolTimeout

from services.ai.inference.engine import EngineError, EngineUnavailableError
from services.ai.ledger.client import LedgerClient
from services.ai.pictures.model import PictureError
from services.ai.readings import store
from services.ai.readings.ending import Result, Work, finishing, simpler
from services.ai.readings.model import BROKEN, GONE, MOST_ATTEMPTS, TIMED_OUT, Reading, Stage
from services.ai.readings.service import Readings
from services.mesh.logs import get_logger
from services.mesh.objects import ObjectMissingError, ObjectTooLargeError
from services.mesh.postgres.pools import Pool
from services.mesh.postgres.rls import household_scope

TRANSIENT = frozenset({
    grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.DEADLINE_EXCEEDED, grpc.StatusCode.RESOURCE_EXHAUSTED,
    grpc.StatusCode.ABORTED, grpc.StatusCode.CANCELLED,
})  # fmt: skip
"""What another try later may mend; any other refusal of the ledger is about what was read."""
FAULTS = (EngineError, OSError, ValueError, LookupError, ArithmeticError, TypeError)
"""What a picture that nobody foresaw may raise: its reading fails, the queue goes on."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long the worker waits for what; seconds."""

    lease_s: float = 20
    """After so long without a sign of life another worker takes the reading."""
    beat_s: float = 5
    reading_s: float = 180
    """The longest that one reading may take; then it is TIMED_OUT."""
    look_s: float = 2
    """An idle worker looks for readings that were queued elsewhere, or whose worker died."""
    again_s: float = 3
    """Before a try is made again when the ledger or an engine is away."""


USUAL = Patience()


class Worker:
    """Runs until it is cancelled."""

    def __init__(
        self,
        pool: Pool,
        readings: Readings,
        open_work: Callable[[], Work],
        ledger: LedgerClient,
        patience: Patience = USUAL,
    ) -> None:
        """Take from the queue in `pool`, be woken by `readings`, tell `ledger`; `open_work` is asked once, when the
        first reading comes.
        """
        self._pool = pool
        self._readings = readings
        self._open_work = open_work
        self._ledger = ledger
        self._patience = patience
        self._log = get_logger("readings")

    @cached_property
    def _work(self) -> Work:
        return self._open_work()

    async def run(self) -> None:
        """Work for ever. A database that is away is waited for."""
        while True:
            try:
                busy = await self.step()
            except (psycopg.Error, PoolTimeout) as error:
                self._log.warning("readings.database_away", error=type(error).__name__)
                busy = False
            if not busy:
                await self._wait()

    async def step(self) -> bool:
        """Takes one reading and sees it to its end, or puts it back; False when none waits. psycopg.Error."""
        self._readings.came.clear()
        async with self._pool.connection() as conn, conn.transaction():
            taken = await store.claim(conn, timedelta(seconds=self._patience.lease_s))
        if taken is None:
            return False
        household_id, reading_id = taken
        async with self._bound(household_id) as conn:
            reading = await store.find(conn, household_id, reading_id)
        if reading is None or reading.stage is not Stage.READING:
            return True
        try:
            await self._finish(reading)
        except asyncio.CancelledError:
            await asyncio.shield(self._put_back(reading, 0, unbegun=True))
            raise
        return True

    async def _wait(self) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._readings.came.wait(), self._patience.look_s)

    async def _finish(self, reading: Reading) -> None:
        request = FinishReadingRequest.FromString(reading.result) if reading.result is not None else None
        if request is None:
            request = await self._result(reading)
        if request is None:
            await self._put_back(reading, self._patience.again_s, unbegun=True)
            return
        await self._tell(reading, request)

    async def _result(self, reading: Reading) -> FinishReadingRequest | None:
        """What the ledger will be told, kept before it is told; None when an engine or the objects are away now."""
        found = None
        try:
            if reading.attempts > MOST_ATTEMPTS:
                raise PictureError(BROKEN, "too many attempts")
            async with asyncio.timeout(self._patience.reading_s):
                result = await self._read(reading)
            request, found = result.request, result.found
        except (EngineUnavailableError, BaseError) as error:
            self._log.warning("reading.away", error=type(error).__name__)
            return None
        except PictureError as error:
            request = finishing(reading, error.reason)
        except (ObjectMissingError, ObjectTooLargeError):
            request = finishing(reading, GONE)
        except TimeoutError:
            request = finishing(reading, TIMED_OUT)
        except FAULTS as error:
            self._log.error("reading.fault", reading_id=str(reading.reading_id), error=type(error).__name__)
            request = finishing(reading, BROKEN)
        kept = None if found is None else found.SerializeToString()
        async with self._bound(reading.household_id) as conn:
            result_bytes = request.SerializeToString()
            await store.keep_result(conn, reading.household_id, reading.reading_id, kept, result_bytes)
        return request

    async def _read(self, reading: Reading) -> Result:
        contents = await self._work.contents(reading)
        progress = [0]

        async def note(percent: int) -> None:
            progress[0] = percent
            await self._beat(reading, percent)

        beating = asyncio.ensure_future(self._beating(reading, progress))
        try:
            return await self._work.read(reading, contents, note)
        finally:
            beating.cancel()
            await asyncio.gather(beating, return_exceptions=True)

    async def _beating(self, reading: Reading, progress: list[int]) -> None:
        """Signs of life while a page takes long."""
        while True:
            await asyncio.sleep(self._patience.beat_s)
            with contextlib.suppress(psycopg.Error, PoolTimeout):
                await self._beat(reading, progress[0])

    async def _beat(self, reading: Reading, percent: int) -> None:
        lease = timedelta(seconds=self._patience.lease_s)
        async with self._bound(reading.household_id) as conn:
            await store.beat(conn, reading.household_id, reading.reading_id, percent, lease)

    async def _tell(self, reading: Reading, request: FinishReadingRequest) -> None:
        """Tells the ledger and ends the reading; what the ledger will not have as it was read is told without."""
        failure = request.failure
        for attempt in (request, *simpler(reading, request)):
            try:
                await self._ledger.finish_reading(attempt)
                failure = attempt.failure
                break
            except grpc.aio.AioRpcError as error:
                if error.code() in TRANSIENT:
                    self._log.warning("reading.ledger_away", code=error.code().name)
                    await self._put_back(reading, self._patience.again_s, unbegun=False)
                    return
                self._log.warning("reading.refused", reading_id=str(reading.reading_id), code=error.code().name)
                failure = GONE if error.code() is grpc.StatusCode.NOT_FOUND else BROKEN
        async with self._bound(reading.household_id) as conn:
            await store.end(conn, reading.household_id, reading.reading_id, failure)

    async def _put_back(self, reading: Reading, after_s: float, *, unbegun: bool) -> None:
        async with self._bound(reading.household_id) as conn:
            after = timedelta(seconds=after_s)
            await store.put_back(conn, reading.household_id, reading.reading_id, after, unbegun=unbegun)

    @contextlib.asynccontextmanager
    async def _bound(self, household_id: UUID) -> AsyncIterator[psycopg.AsyncConnection[tuple[object, ...]]]:
        async with self._pool.connection() as conn, conn.transaction():
            await household_scope(conn, household_id)
            yield conn
