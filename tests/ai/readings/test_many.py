"""Many photos in a row: memory stays flat, the order is kept, and each one's progress can be seen.

Forty by default; `HEO_HOSTILE=all` makes it a hundred.
"""

import asyncio
import ctypes
import gc
import os
from collections.abc import AsyncIterator
from itertools import pairwise
from pathlib import Path
from uuid import UUID

import pytest
from heo.ai.v1.understanding_service_pb2 import InterpretContext
from heo.ledger.v1.draft_service_pb2 import FinishReadingRequest

from services.ai.bills.reader import open_bill_reader
from services.ai.inference.in_process import InProcessEngine
from services.ai.inference.repository import Repository
from services.ai.memory.service import Memories
from services.ai.pictures.decoder import Decoder
from services.ai.readings.model import ReadingPage, Stage
from services.ai.readings.service import Readings
from services.ai.readings.work import BillWork
from services.ai.readings.worker import Worker
from services.ai.understanding.vocabulary import Vocabulary
from services.mesh.clock import SystemClock
from services.mesh.ids import new_id
from services.mesh.objects import evidence_key, open_objects
from services.mesh.postgres.pools import Pool, open_pool
from services.mesh.postgres.roles import as_role
from services.mesh.testing.plugin import MakeDatabase
from tests.ai.bills.drawing import drawn
from tests.ai.pictures.files import saved

PHOTOS = 100 if os.environ.get("HEO_HOSTILE") == "all" else 40
STRETCH = 9
"""Photos that are weighed together; each stretch has the same sizes of print."""
WARM = PHOTOS % STRETCH
MOST_GROWTH_MIB = 1.5
"""From the least that one stretch weighs to the least of the next, where that is smallest: a leak grows in each, while
buffers that come and go do not. A page here is 0.35 MiB of grey, so nine kept ones weigh more.
"""


class Listener:
    """A ledger that notes in which order it is told."""

    def __init__(self) -> None:
        self.told: list[str] = []

    async def finish_reading(self, request: FinishReadingRequest) -> None:
        self.told.append(request.draft_id)


@pytest.fixture
async def pool(make_database: MakeDatabase) -> AsyncIterator[Pool]:
    """A fresh database of ai."""
    pool = await open_pool(as_role(make_database(["services.ai"]), "ai_app"), application="test")
    yield pool
    await pool.close()


def resident_mib() -> float:
    """What this process holds now, after what is free was given back."""
    gc.collect()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024


async def seen_progress(readings: Readings, household_id: UUID, found: dict[UUID, set[int]]) -> None:
    """Looks at the list as a page does."""
    while True:
        page = await readings.page(household_id, PHOTOS, "", unfinished_only=True)
        for reading in page.readings:
            if reading.stage is Stage.READING:
                found.setdefault(reading.reading_id, set()).add(reading.progress)
        await asyncio.sleep(0.02)


@pytest.mark.timeout(600)
async def test_many_photos_in_a_row(pool: Pool, vocabulary: Vocabulary, context: InterpretContext) -> None:
    objects, repository = open_objects("memory:///"), Repository()
    engine = InProcessEngine(repository, threads=2)
    bills, memories = open_bill_reader(engine, repository), Memories(pool, SystemClock())
    work = BillWork(objects, Decoder(), bills, vocabulary, memories)
    readings, ledger, household_id = Readings(pool, SystemClock()), Listener(), new_id()
    worker = Worker(pool, readings, lambda: work, ledger)  # type: ignore[arg-type]
    ids = []
    for number in range(PHOTOS):
        amount = f"{number + 10}.000"
        photo = drawn(["QUAN BA TU", "HOA DON", ("Pho bo", amount), ("TONG CONG", amount)], 20 + number % STRETCH, 96)
        evidence_id, reading_id = new_id(), new_id()
        await objects.put(evidence_key(household_id, evidence_id), saved(photo, "JPEG"))
        await readings.start(
            household_id, reading_id, [ReadingPage(evidence_id, "image/jpeg")], context.SerializeToString()
        )
        ids.append(reading_id)
    progress: dict[UUID, set[int]] = {}
    looking = asyncio.ensure_future(seen_progress(readings, household_id, progress))
    for _ in range(WARM):
        assert await worker.step()
    weights: list[float] = []
    for _ in range(WARM):
        assert await worker.step()
    while await worker.step():
        weights.append(resident_mib())
    floors = [min(weights[at : at + STRETCH]) for at in range(0, len(weights), STRETCH)]
    growths = [after - before for before, after in pairwise(floors)]
    looking.cancel()
    await asyncio.gather(looking, return_exceptions=True)
    await engine.close()
    assert ledger.told == [str(reading_id) for reading_id in ids]
    assert len(progress) == PHOTOS
    assert all(len(steps) >= 2 for steps in progress.values())
    shown = ", ".join(f"{growth:+.1f}" for growth in growths)
    print(f"{PHOTOS} photos, {floors[0]:.0f} MiB at first, then {shown} MiB")  # noqa: T201 - the figure asked for
    assert min(growths) < MOST_GROWTH_MIB
