"""Use cases of evidence: the row says what there is, the object store holds the bytes."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

import psycopg
from heo.type.v1.access_pb2 import Role
from obstore.exceptions import BaseError
from psycopg import AsyncConnection

from services.bff.evidence import store
from services.bff.evidence.model import Evidence, New
from services.bff.households.member import Member
from services.bff.problems.problem import Refusal
from services.mesh.clock import Clock
from services.mesh.logs import get_logger
from services.mesh.objects import ObjectMissingError, Objects, evidence_key, page_key, reading_folder, training_folder
from services.mesh.postgres.pools import Pool
from services.mesh.postgres.rls import household_scope

SWEEP_S = 3600.0
MOST_SWEPT = 200


class EvidenceKeeper:
    """Keeps, shows and forgets evidence."""

    def __init__(self, pool: Pool, objects: Objects, clock: Clock) -> None:
        """Rows behind `pool`, bytes in `objects`."""
        self._pool = pool
        self._objects = objects
        self._clock = clock

    @asynccontextmanager
    async def scope(self, household_id: UUID) -> AsyncIterator[AsyncConnection[Any]]:
        """A transaction that sees the rows of one household."""
        async with self._pool.connection() as conn, conn.transaction():
            await household_scope(conn, household_id)
            yield conn

    async def find(self, household_id: UUID, evidence_id: UUID) -> Evidence | None:
        """What is known of it, or None."""
        async with self.scope(household_id) as conn:
            return (await store.find_many(conn, household_id, [evidence_id])).get(evidence_id)

    async def keep(self, household_id: UUID, new: New, content: bytes) -> None:
        """Keep it, once: the same id with the same bytes changes nothing.

        Refusal: REQUEST_ID_REUSED when the id has other bytes, UNAVAILABLE.
        """
        async with self.scope(household_id) as conn:
            await claim(conn, household_id, [new], self._clock)
        await self.put(household_id, new.evidence_id, content)

    async def put(self, household_id: UUID, evidence_id: UUID, content: bytes) -> None:
        """Write the bytes of evidence whose row is there. Refusal UNAVAILABLE."""
        try:
            await self._objects.put(evidence_key(household_id, evidence_id), content)
        except (BaseError, OSError) as away:
            raise _unavailable(away) from away

    async def open(self, household_id: UUID, evidence_id: UUID) -> tuple[Evidence, bytes]:
        """It and its bytes. Refusal: EVIDENCE_NOT_FOUND, UNAVAILABLE."""
        found = await self.find(household_id, evidence_id)
        if found is None or (found.expire_time is not None and found.expire_time <= self._clock.now()):
            raise Refusal("EVIDENCE_NOT_FOUND")
        return found, await self._bytes(evidence_key(household_id, evidence_id))

    async def page(self, household_id: UUID, reading_id: UUID, page: int) -> bytes:
        """The upright picture of a page of a reading, JPEG. Refusal: EVIDENCE_NOT_FOUND, UNAVAILABLE."""
        return await self._bytes(page_key(household_id, reading_id, page))

    async def delete(self, member: Member, evidence_id: UUID, request_id: UUID) -> None:
        """Forget it for ever, at once, with what was made of it and what was put aside of it to learn from. The same
        request again changes nothing.

        Refusal: EVIDENCE_NOT_FOUND, REQUEST_ID_REUSED when the request forgot another, PERMISSION_DENIED for who is
        neither its sender nor an editor, UNAVAILABLE.
        """
        household_id = member.membership.household_id
        async with self.scope(household_id) as conn:
            before = await store.forgotten(conn, household_id, request_id)
        if before is not None:
            if before != evidence_id:
                raise Refusal("REQUEST_ID_REUSED")
            return
        found = await self.find(household_id, evidence_id)
        if found is None:
            raise Refusal("EVIDENCE_NOT_FOUND")
        if found.created_by != member.person.user_id and member.membership.role < Role.ROLE_EDITOR:
            raise Refusal("PERMISSION_DENIED")
        async with self.scope(household_id) as conn:
            readings = await store.readings_of(conn, household_id, evidence_id)
        await self._forget_folders(
            training_folder(household_id, "voice", evidence_id),
            *(reading_folder(household_id, reading_id) for reading_id in readings),
            *(training_folder(household_id, "bills", reading_id) for reading_id in readings),
        )
        await self._forget(household_id, evidence_id, request_id)

    async def sweep(self) -> int:
        """Forget what has come to its end; how many."""
        swept = 0
        while True:
            async with self._pool.connection() as conn:
                ended = await store.ended(conn, self._clock.now(), MOST_SWEPT)
            for household_id, evidence_id in ended:
                await self._forget(household_id, evidence_id)
            swept += len(ended)
            if len(ended) < MOST_SWEPT:
                return swept

    async def sweep_for_ever(self) -> None:
        """Sweep now and every hour; a fault is told and tried again."""
        log = get_logger("evidence")
        while True:
            try:
                swept = await self.sweep()
            except (psycopg.Error, Refusal) as fault:
                log.warning("evidence.sweep_failed", error_type=type(fault).__name__)
            else:
                log.info("evidence.swept", count=swept)
            await asyncio.sleep(SWEEP_S)

    async def _forget_folders(self, *folders: str) -> None:
        try:
            for folder in folders:
                await self._objects.delete_all(folder)
        except (BaseError, OSError) as away:
            raise _unavailable(away) from away

    async def _forget(self, household_id: UUID, evidence_id: UUID, request_id: UUID | None = None) -> None:
        # The bytes go first: a row without bytes can be forgotten again, bytes without a row would stay for ever.
        try:
            await self._objects.delete(evidence_key(household_id, evidence_id))
        except (BaseError, OSError) as away:
            raise _unavailable(away) from away
        async with self.scope(household_id) as conn:
            await store.delete(conn, household_id, evidence_id)
            if request_id is not None:
                await store.note_forgotten(conn, household_id, request_id, evidence_id)

    async def _bytes(self, key: str) -> bytes:
        try:
            return await self._objects.get(key)
        except ObjectMissingError as missing:
            raise Refusal("EVIDENCE_NOT_FOUND") from missing
        except (BaseError, OSError) as away:
            raise _unavailable(away) from away


async def claim(conn: AsyncConnection[Any], household_id: UUID, new: Sequence[New], clock: Clock) -> None:
    """Note new evidence in the transaction at hand. Refusal REQUEST_ID_REUSED when an id has other bytes."""
    for item in new:
        await store.insert(conn, household_id, item, clock.now())
    known = await store.find_many(conn, household_id, [item.evidence_id for item in new])
    if any(known[item.evidence_id].sha256 != item.sha256 for item in new):
        raise Refusal("REQUEST_ID_REUSED")


def _unavailable(away: Exception) -> Refusal:
    get_logger("evidence").warning("objects.unavailable", error_type=type(away).__name__)
    return Refusal("UNAVAILABLE", retry_after_s=2)
