"""The one writer of money: a group commit. The next batch forms while the last one commits; there is no timer."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

import psycopg
import psycopg_pool
import structlog
from psycopg_pool import AsyncConnectionPool

from services.ledger.journal.model import PostingGroup
from services.ledger.journal.refusal import Reason
from services.ledger.kernel.answers import Answer, Refused
from services.ledger.kernel.pipeline import Pipeline
from services.ledger.kernel.posting import Busy, Outcome, Poster
from services.ledger.kernel.preparing import Prepared
from services.ledger.kernel.queue import Waiting, WriteQueue
from services.ledger.kernel.settings import KernelSettings

log = structlog.get_logger(__name__)

_AT_A_TIME = 32
"""Groups prepared before others get a turn: about a millisecond."""


class Kernel:
    """Takes groups from many callers and posts them in batches, one at a time. One per replica: start it, stop it."""

    def __init__(
        self,
        pool: AsyncConnectionPool[Any],
        poster: Poster,
        settings: KernelSettings,
        committed: Callable[[], None] = lambda: None,
    ) -> None:
        """Post through `pool`, whose sessions act as ledger_poster; `committed` is called after each commit."""
        self._pool = pool
        self._poster = poster
        self._committed = committed
        self._queue = WriteQueue(settings.queue_capacity, settings.batch_limit)
        self._writer: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin to write."""
        self._writer = asyncio.create_task(self._write_for_ever(), name="ledger-writer")

    async def stop(self) -> None:
        """Refuse more groups, write what is queued, then stop."""
        self._queue.close()
        if self._writer is not None:
            await self._writer

    async def post(self, group: PostingGroup) -> Answer:
        """Post one group.

        psycopg errors when the database cannot be reached or failed; the same group may then be sent again, and is
        posted once.
        """
        return (await self.post_many([group]))[0]

    async def post_many(self, groups: Sequence[PostingGroup]) -> list[Answer]:
        """Post groups, each by itself; answers in order. QUEUE_FULL for all when they do not fit into the queue."""
        if not self._queue.has_room(len(groups)):
            return [Refused(Reason.QUEUE_FULL)] * len(groups)
        waiting = [Waiting(prepared, _future()) for prepared in await self._prepared(groups)]
        if not self._queue.offer(waiting):
            return [Refused(Reason.QUEUE_FULL)] * len(groups)
        try:
            return [await one.answer for one in waiting]
        except BaseException:
            for one in waiting:
                one.answer.cancel()
            raise

    async def _prepared(self, groups: Sequence[PostingGroup]) -> list[Prepared]:
        """Prepare in the caller's time, while the writer waits for the database; many make way for others at times."""
        prepared = []
        for place, group in enumerate(groups, 1):
            prepared.append(self._poster.prepare(group))
            if place % _AT_A_TIME == 0:
                await asyncio.sleep(0)
        return prepared

    async def _write_for_ever(self) -> None:
        while not self._queue.ended:
            try:
                async with self._pool.connection() as conn:
                    await conn.set_autocommit(True)
                    await self._write_on(Pipeline(conn))
            except (psycopg.OperationalError, psycopg_pool.PoolTimeout) as error:
                log.warning("kernel.connection_lost", error_type=type(error).__name__)
                _fail(self._queue.next_batch(), error)
            except Exception as error:  # the one writer outlives whatever it did not expect
                log.exception("kernel.writer_failed", error_type=type(error).__name__)
                _fail(self._queue.next_batch(), error)

    async def _write_on(self, pipeline: Pipeline) -> None:
        """Write on one connection for as long as it lives."""
        while not (pipeline.closed or self._queue.ended):
            await self._queue.wait()
            await self._queue.gather()
            batch = self._queue.next_batch()
            if batch:
                await self._write(pipeline, batch)

    async def _write(self, pipeline: Pipeline, batch: list[Waiting]) -> None:
        """Post a batch; a household that was busy is next locked alone, oldest first."""
        busy = await self._post(pipeline, batch)
        while busy:
            oldest = busy[0].prepared.group.household_id
            alone = [waiting for waiting in busy if waiting.prepared.group.household_id == oldest]
            busy = [waiting for waiting in busy if waiting.prepared.group.household_id != oldest]
            self._queue.put_back(await self._post(pipeline, alone, wait=True))

    async def _post(self, pipeline: Pipeline, batch: list[Waiting], *, wait: bool = False) -> list[Waiting]:
        """Post and answer; returns those whose household was busy. A failure is bisected down to its group."""
        try:
            outcomes = await self._poster.post_batch(pipeline, [waiting.prepared for waiting in batch], wait=wait)
        except psycopg.errors.LockNotAvailable:
            return batch
        except (psycopg.OperationalError, psycopg.InterfaceError) as error:
            log.warning("kernel.batch_failed", groups=len(batch), error_type=type(error).__name__)
            _fail(batch, error)
            return []
        except Exception as error:  # whatever one group provokes, the others must not suffer from it
            log.exception("kernel.batch_refused", groups=len(batch), error_type=type(error).__name__)
            if len(batch) == 1:
                _fail(batch, error)
                return []
            half = len(batch) // 2
            return [
                *await self._post(pipeline, batch[:half], wait=wait),
                *await self._post(pipeline, batch[half:], wait=wait),
            ]
        self._committed()
        return [waiting for waiting, outcome in zip(batch, outcomes, strict=True) if not _answer(waiting, outcome)]


def _future() -> "asyncio.Future[Answer]":
    return asyncio.get_running_loop().create_future()


def _answer(waiting: Waiting, outcome: Outcome) -> bool:
    if isinstance(outcome, Busy):
        return False
    if not waiting.answer.done():
        waiting.answer.set_result(outcome)
    return True


def _fail(batch: list[Waiting], error: Exception) -> None:
    for waiting in batch:
        if not waiting.answer.done():
            waiting.answer.set_exception(error)
