"""The queue of readings: once each, in order, through restarts, and the ledger is told exactly what was kept."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

import grpc
import psycopg
import pytest
from grpc.aio import AioRpcError, Metadata
from heo.ai.v1 import reading_service_pb2 as pb
from heo.ai.v1.understanding_service_pb2 import InterpretContext
from heo.ledger.v1.draft_service_pb2 import FinishReadingRequest, NewDraft

from services.ai.inference.engine import EngineUnavailableError
from services.ai.pictures.model import PictureError
from services.ai.readings import store
from services.ai.readings.ending import Progress, Result, finishing
from services.ai.readings.model import MOST_ATTEMPTS, Reading, ReadingPage, Stage
from services.ai.readings.service import Readings
from services.ai.readings.worker import Patience, Worker
from services.mesh.clock import SystemClock
from services.mesh.errors import ServiceError
from services.mesh.ids import new_id
from services.mesh.objects import ObjectMissingError
from services.mesh.postgres.migrate import upgrade
from services.mesh.postgres.pools import Pool, open_pool
from services.mesh.postgres.roles import as_role
from services.mesh.testing.plugin import MakeDatabase

CONTEXT = InterpretContext(today="2026-09-23", currency="VND", locale="vi").SerializeToString()
QUICK_LEASE = timedelta(seconds=0.1)
QUICK = Patience(lease_s=0.3, beat_s=0.05, reading_s=5, look_s=0.02, again_s=0.05)


@dataclass
class Book:
    """A ledger that notes what it is told, and fails as often as it is asked to."""

    told: list[FinishReadingRequest] = field(default_factory=list)
    failures: list[grpc.StatusCode] = field(default_factory=list)

    async def finish_reading(self, request: FinishReadingRequest) -> None:
        if self.failures:
            raise AioRpcError(self.failures.pop(0), Metadata(), Metadata())
        self.told.append(request)


@dataclass
class Eyes:
    """Work whose outcome a test decides; `seen` are the readings in the order in which they were begun."""

    seen: list[UUID] = field(default_factory=list)
    raised: list[Exception] = field(default_factory=list)
    pause_s: float = 0
    began: asyncio.Event = field(default_factory=asyncio.Event)

    async def contents(self, reading: Reading) -> list[bytes]:
        return [b"picture"]

    async def read(self, reading: Reading, contents: Sequence[bytes], progress: Progress) -> Result:
        self.seen.append(reading.reading_id)
        await progress(40)
        self.began.set()
        await asyncio.sleep(self.pause_s)
        if self.raised:
            raise self.raised.pop(0)
        found, request = pb.Reading(), finishing(reading)
        found.bills.add(verified=True, draft_id=str(reading.reading_id))
        request.drafts.append(NewDraft(draft_id=str(reading.reading_id), reading_id=str(reading.reading_id)))
        return Result(found, request)


@dataclass
class Queue:
    """Readings with a worker that a test steps."""

    readings: Readings
    worker: Worker
    book: Book
    eyes: Eyes
    pool: Pool
    dsn: str

    async def start(self, household_id: UUID, count: int = 1) -> list[UUID]:
        ids = [new_id() for _ in range(count)]
        for reading_id in ids:
            await self.readings.start(household_id, reading_id, [ReadingPage(new_id(), "image/jpeg")], CONTEXT)
        return ids

    async def stage(self, household_id: UUID, reading_id: UUID) -> Stage:
        return (await self.readings.get(household_id, reading_id)).stage

    def another_worker(self) -> Worker:
        return Worker(self.pool, self.readings, lambda: self.eyes, self.book, QUICK)  # type: ignore[arg-type]


@pytest.fixture
async def queue(make_database: MakeDatabase) -> AsyncIterator[Queue]:
    """A queue in a fresh database."""
    admin = make_database(["services.ai"])
    pool = await open_pool(as_role(admin, "ai_app"), application="test")
    readings, book, eyes = Readings(pool, SystemClock()), Book(), Eyes()
    worker = Worker(pool, readings, lambda: eyes, book, QUICK)  # type: ignore[arg-type]
    try:
        yield Queue(readings, worker, book, eyes, pool, admin)
    finally:
        await pool.close()


async def test_a_reading_is_read_once_and_told_once(queue: Queue) -> None:
    household_id = new_id()
    (reading_id,) = await queue.start(household_id)
    assert await queue.worker.step()
    assert not await queue.worker.step()
    (told,) = queue.book.told
    assert (told.household_id, told.draft_id, told.failure) == (str(household_id), str(reading_id), "")
    reading = await queue.readings.get(household_id, reading_id)
    assert (reading.stage, reading.progress, reading.context, reading.result) == (Stage.DONE, 100, None, None)
    assert pb.Reading.FromString(reading.found or b"").bills[0].verified


async def test_readings_of_all_households_are_read_in_the_order_in_which_they_came(queue: Queue) -> None:
    one, other = new_id(), new_id()
    expected = []
    for household_id in (one, other, one, one, other):
        expected += await queue.start(household_id)
    ahead = [reading.ahead for reading in (await queue.readings.page(one, 10, "", unfinished_only=True)).readings]
    assert ahead == [2, 1, 0]
    while await queue.worker.step():
        pass
    assert queue.eyes.seen == expected
    assert not (await queue.readings.page(one, 10, "", unfinished_only=True)).readings


async def test_the_same_request_again_is_the_same_reading_and_another_is_refused(queue: Queue) -> None:
    household_id, reading_id, pages = new_id(), new_id(), [ReadingPage(new_id(), "image/png")]
    first = await queue.readings.start(household_id, reading_id, pages, CONTEXT)
    again = await queue.readings.start(household_id, reading_id, pages, CONTEXT)
    assert first == again
    with pytest.raises(ServiceError, match="REQUEST_ID_REUSED"):
        await queue.readings.start(household_id, reading_id, [ReadingPage(new_id(), "image/png")], CONTEXT)
    await queue.worker.step()
    assert not await queue.worker.step()


async def test_another_household_sees_nothing(queue: Queue) -> None:
    (reading_id,) = await queue.start(new_id())
    with pytest.raises(ServiceError, match="NOT_FOUND"):
        await queue.readings.get(new_id(), reading_id)


async def test_a_worker_that_is_stopped_puts_its_reading_back_for_the_next(queue: Queue) -> None:
    household_id = new_id()
    queue.eyes.pause_s = 30
    (reading_id,) = await queue.start(household_id)
    running = asyncio.ensure_future(queue.worker.run())
    await queue.eyes.began.wait()
    reading = await queue.readings.get(household_id, reading_id)
    assert (reading.stage, reading.progress) == (Stage.READING, 40)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert await queue.stage(household_id, reading_id) is Stage.QUEUED
    queue.eyes.pause_s = 0
    assert await queue.another_worker().step()
    assert await queue.stage(household_id, reading_id) is Stage.DONE


async def test_a_reading_whose_worker_died_is_taken_after_its_lease_and_given_up_after_too_many(queue: Queue) -> None:
    household_id = new_id()
    (reading_id,) = await queue.start(household_id)
    for _ in range(MOST_ATTEMPTS):
        async with queue.pool.connection() as conn, conn.transaction():  # claimed, then killed
            assert await store.claim(conn, QUICK_LEASE) == (household_id, reading_id)
        assert not await queue.worker.step()
        await asyncio.sleep(0.12)
    assert await queue.worker.step()
    assert queue.eyes.seen == []
    assert [told.failure for told in queue.book.told] == ["BROKEN"]
    assert await queue.stage(household_id, reading_id) is Stage.FAILED


async def test_a_reading_that_takes_long_keeps_its_worker(queue: Queue) -> None:
    queue.eyes.pause_s = 0.8  # more than two leases
    household_id = new_id()
    (reading_id,) = await queue.start(household_id)
    other = queue.another_worker()
    first = asyncio.ensure_future(queue.worker.step())
    while not first.done():
        await asyncio.sleep(0.1)
        if not first.done():
            assert not await other.step()
    assert queue.eyes.seen == [reading_id]


async def test_what_was_read_is_told_again_as_it_was_when_the_ledger_was_away(queue: Queue) -> None:
    household_id = new_id()
    (reading_id,) = await queue.start(household_id)
    queue.book.failures = [grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.DEADLINE_EXCEEDED]
    for _ in range(3):
        assert await queue.worker.step()
        await asyncio.sleep(0.06)
    assert queue.eyes.seen == [reading_id]  # read once, told until it was heard
    assert len(queue.book.told) == 1
    assert await queue.stage(household_id, reading_id) is Stage.DONE


async def test_what_the_ledger_refuses_is_told_without_what_may_have_been_closed(queue: Queue) -> None:
    household_id = new_id()
    (reading_id,) = await queue.start(household_id)
    queue.book.failures = [grpc.StatusCode.FAILED_PRECONDITION]
    await queue.worker.step()
    (told,) = queue.book.told
    assert told.drafts[0].needs_look
    assert told.request_id != str(finishing(await queue.readings.get(household_id, reading_id)).request_id)
    assert await queue.stage(household_id, reading_id) is Stage.DONE


@pytest.mark.parametrize(
    ("raised", "failure"),
    [
        (PictureError("TOO_LARGE", "pixels"), "TOO_LARGE"),
        (ObjectMissingError("key"), "GONE"),
        (TimeoutError(), "TIMED_OUT"),
        (ZeroDivisionError(), "BROKEN"),
    ],
)
async def test_a_picture_that_cannot_be_read_fails_with_its_reason(
    queue: Queue, raised: Exception, failure: str
) -> None:
    household_id = new_id()
    (reading_id,) = await queue.start(household_id)
    queue.eyes.raised = [raised]
    await queue.worker.step()
    assert [told.failure for told in queue.book.told] == [failure]
    reading = await queue.readings.get(household_id, reading_id)
    assert (reading.stage, reading.failure) == (Stage.FAILED, failure)


async def test_a_reading_waits_for_an_engine_that_is_away(queue: Queue) -> None:
    household_id = new_id()
    (reading_id,) = await queue.start(household_id)
    queue.eyes.raised = [EngineUnavailableError("down") for _ in range(MOST_ATTEMPTS + 2)]
    for _ in range(MOST_ATTEMPTS + 2):
        await queue.worker.step()
        assert await queue.stage(household_id, reading_id) is Stage.QUEUED
        await asyncio.sleep(0.06)
    await queue.worker.step()
    assert await queue.stage(household_id, reading_id) is Stage.DONE


async def test_a_household_may_not_fill_the_queue(queue: Queue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.ai.readings.service.MOST_WAITING", 2)
    household_id = new_id()
    await queue.start(household_id, 2)
    with pytest.raises(ServiceError, match="LIMIT_REACHED"):
        await queue.start(household_id)


async def test_pages_show_each_reading_once_newest_first(queue: Queue) -> None:
    household_id = new_id()
    ids = await queue.start(household_id, 5)
    seen: list[UUID] = []
    token = ""
    while True:
        page = await queue.readings.page(household_id, 2, token, unfinished_only=False)
        seen += [reading.reading_id for reading in page.readings]
        token = page.next_page_token
        if not token:
            break
    assert seen == ids[::-1]
    with pytest.raises(ServiceError, match="INVALID_ARGUMENT"):
        await queue.readings.page(household_id, 2, "x", unfinished_only=False)


async def test_a_failed_reading_that_was_begun_again_waits_for_nobody(queue: Queue) -> None:
    household_id, pages = new_id(), [ReadingPage(new_id(), "image/png")]
    first, again = new_id(), new_id()
    queue.eyes.raised.append(PictureError("BROKEN", "no picture"))
    await queue.readings.start(household_id, first, pages, CONTEXT)
    await queue.worker.step()

    async def unfinished() -> list[UUID]:
        page = await queue.readings.page(household_id, 10, "", unfinished_only=True)
        return [reading.reading_id for reading in page.readings]

    assert await unfinished() == [first]
    await queue.readings.start(household_id, again, pages, CONTEXT)
    assert await unfinished() == [again]
    await queue.worker.step()
    assert not await unfinished()


def test_a_database_of_the_version_before_keeps_its_memories(make_database: MakeDatabase) -> None:
    dsn = make_database([])
    upgrade(dsn, "services.ai", "0001")
    with psycopg.connect(dsn) as conn:
        conn.execute(
            "INSERT INTO ai.memories VALUES (gen_random_uuid(), gen_random_uuid(), 'pho', 'food', '', 0, 3, 0, now())"
        )
    upgrade(dsn, "services.ai")
    with psycopg.connect(dsn) as conn:
        assert conn.execute("SELECT words, times FROM ai.memories").fetchall() == [("pho", 3)]
        assert conn.execute("SELECT count(*) FROM ai.readings").fetchone() == (0,)


def test_the_door_of_the_queue_is_the_service_s_alone(make_database: MakeDatabase) -> None:
    dsn = make_database(["services.ai", "services.notifier"])
    with psycopg.connect(as_role(dsn, "notifier_app")) as conn, pytest.raises(psycopg.errors.InsufficientPrivilege):
        conn.execute("SELECT ai.claim_reading('1 s')")
