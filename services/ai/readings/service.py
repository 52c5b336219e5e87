"""Use cases of readings: queue one, look at one, look at all. One transaction each."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import grpc

from services.ai.readings import store
from services.ai.readings.model import MOST_WAITING, Reading, ReadingPage
from services.mesh.clock import Clock
from services.mesh.errors import ServiceError
from services.mesh.postgres.pools import Pool
from services.mesh.postgres.rls import household_scope

DEFAULT_PAGE, LARGEST_PAGE = 50, 200
NEWEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class ReadingList:
    """Readings, newest first, and the token of the next page or ""."""

    readings: Sequence[Reading]
    next_page_token: str


class Readings:
    """The queue as its users see it."""

    def __init__(self, pool: Pool, clock: Clock) -> None:
        """Keep it in the database of `pool`."""
        self._pool = pool
        self._clock = clock
        self.came = asyncio.Event()
        """Set whenever a reading was queued here."""

    async def start(
        self, household_id: UUID, reading_id: UUID, pages: Sequence[ReadingPage], context: bytes
    ) -> Reading:
        """Queues a reading, once. REQUEST_ID_REUSED when the id was used for other pages, LIMIT_REACHED."""
        async with self._pool.connection() as conn, conn.transaction():
            await household_scope(conn, household_id)
            known = await store.find(conn, household_id, reading_id)
            if known is None:
                if await store.count_waiting(conn, household_id) >= MOST_WAITING:
                    raise ServiceError("LIMIT_REACHED", grpc.StatusCode.RESOURCE_EXHAUSTED, "too many readings wait")
                await store.insert(conn, household_id, reading_id, pages, context, self._clock.now())
                known = await store.find(conn, household_id, reading_id)
        if known is None or known.pages != tuple(pages):
            raise ServiceError("REQUEST_ID_REUSED", grpc.StatusCode.ALREADY_EXISTS, "the id names another reading")
        self.came.set()
        return known

    async def get(self, household_id: UUID, reading_id: UUID) -> Reading:
        """One reading with what was found. NOT_FOUND when the household has none such."""
        async with self._pool.connection() as conn, conn.transaction():
            await household_scope(conn, household_id)
            reading = await store.find(conn, household_id, reading_id)
        if reading is None:
            raise ServiceError("NOT_FOUND", grpc.StatusCode.NOT_FOUND, "no such reading")
        return reading

    async def page(self, household_id: UUID, size: int, token: str, unfinished_only: bool) -> ReadingList:
        """A page of readings. INVALID_ARGUMENT for a token that is not ours."""
        wanted = min(size or DEFAULT_PAGE, LARGEST_PAGE)
        if token and not (token.isascii() and token.isdigit() and len(token) < 19):
            raise ServiceError("INVALID_ARGUMENT", grpc.StatusCode.INVALID_ARGUMENT, "not a page token")
        before = int(token) if token else NEWEST
        async with self._pool.connection() as conn, conn.transaction():
            await household_scope(conn, household_id)
            found = await store.page(conn, household_id, before, unfinished_only, wanted + 1)
        more = len(found) > wanted
        return ReadingList(found[:wanted], str(found[wanted - 1].place) if more else "")
