"""Use cases of the memory, one transaction each."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import grpc

from services.ai.memory import store
from services.ai.memory.model import MOST_MERCHANTS, Lessons, merged
from services.ai.memory.store import Memory
from services.ai.understanding.text import fold
from services.mesh.clock import Clock
from services.mesh.errors import ServiceError
from services.mesh.postgres.pools import Pool
from services.mesh.postgres.rls import household_scope

DEFAULT_PAGE, LARGEST_PAGE = 50, 1000
BEGINNING = (2**31 - 1, UUID(int=2**128 - 1))


@dataclass(frozen=True, slots=True)
class MemoryPage:
    """Memories, most used first, and the token of the next page or ""."""

    memories: Sequence[Memory]
    next_page_token: str


class Memories:
    """What households taught."""

    def __init__(self, pool: Pool, clock: Clock) -> None:
        """Keep them in the database of `pool`."""
        self._pool = pool
        self._clock = clock

    async def slang(self, household_id: UUID) -> dict[str, int]:
        """Folded word → minor units. psycopg.Error when the database fails."""
        async with self._pool.connection() as conn, conn.transaction():
            await household_scope(conn, household_id)
            return await store.slang(conn, household_id)

    async def lessons(self, household_id: UUID, phrases: Sequence[str]) -> Lessons:
        """What these phrases meant. psycopg.Error when the database fails."""
        if not phrases:
            return Lessons()
        async with self._pool.connection() as conn, conn.transaction():
            await household_scope(conn, household_id)
            return merged(await store.meanings(conn, household_id, phrases))

    async def merchants(self, household_id: UUID) -> tuple[str, ...]:
        """The merchants of the bills that the household confirmed. psycopg.Error when the database fails."""
        async with self._pool.connection() as conn, conn.transaction():
            await household_scope(conn, household_id)
            return tuple(await store.merchants(conn, household_id, MOST_MERCHANTS))

    async def answer(self, household_id: UUID, request_id: UUID, slang: str, unit_value: int) -> Memory:
        """Remembers the household's answer, once. REQUEST_ID_REUSED when the id was used for another answer;
        psycopg.Error when the database fails.
        """
        async with self._pool.connection() as conn, conn.transaction():
            await household_scope(conn, household_id)
            before = await store.answered(conn, household_id, request_id)
            if before is None:
                memory = await store.answer(conn, household_id, fold(slang), unit_value, self._clock.now())
                if await store.note_answer(conn, household_id, request_id, memory):
                    return memory
                before = await store.answered(conn, household_id, request_id)
            if before is None or (before.words, before.unit_value) != (fold(slang), unit_value):
                raise ServiceError("REQUEST_ID_REUSED", grpc.StatusCode.ALREADY_EXISTS, "the id names another answer")
            return before

    async def page(self, household_id: UUID, size: int, token: str) -> MemoryPage:
        """A page of memories. INVALID_ARGUMENT for a token that is not ours."""
        wanted = min(size or DEFAULT_PAGE, LARGEST_PAGE)
        async with self._pool.connection() as conn, conn.transaction():
            await household_scope(conn, household_id)
            found = await store.page(conn, household_id, _read_token(token), wanted + 1)
        more = len(found) > wanted
        return MemoryPage(found[:wanted], _write_token(found[wanted - 1]) if more else "")

    async def forget(self, household_id: UUID, request_id: UUID, memory_id: UUID) -> None:
        """Forgets one memory, once. NOT_FOUND when the household has no such memory."""
        async with self._pool.connection() as conn, conn.transaction():
            await household_scope(conn, household_id)
            if not await store.forget(conn, household_id, request_id, memory_id):
                raise ServiceError("NOT_FOUND", grpc.StatusCode.NOT_FOUND, "no such memory")


def _write_token(memory: Memory) -> str:
    return base64.urlsafe_b64encode(f"{memory.times}:{memory.memory_id}".encode()).decode()


def _read_token(token: str) -> tuple[int, UUID]:
    if not token:
        return BEGINNING
    try:
        times, _, memory_id = base64.urlsafe_b64decode(token.encode()).decode().partition(":")
        return int(times), UUID(memory_id)
    except ValueError as error:
        raise ServiceError("INVALID_ARGUMENT", grpc.StatusCode.INVALID_ARGUMENT, "not a page token") from error
