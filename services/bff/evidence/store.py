"""Evidence in the database. Every statement runs in the scope of one household, but the question what has ended."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import AsyncConnection
from psycopg.rows import args_row
from psycopg.types.json import Jsonb

from services.bff.evidence.model import Evidence, Kind, New

INSERT = """
INSERT INTO bff.evidence (household_id, evidence_id, kind, media_type, bytes, sha256, transcript, created_by,
  create_time, expire_time)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
ON CONFLICT DO NOTHING
"""
MANY = """
SELECT evidence_id, kind, media_type, bytes, sha256, transcript, created_by, create_time, expire_time
FROM bff.evidence WHERE household_id = %s AND evidence_id = ANY(%s)
"""
DELETE = "DELETE FROM bff.evidence WHERE household_id = %s AND evidence_id = %s"
FORGOTTEN = "SELECT evidence_id FROM bff.forgotten WHERE household_id = %s AND request_id = %s"
NOTE_FORGOTTEN = """
INSERT INTO bff.forgotten (household_id, request_id, evidence_id) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING
"""
READINGS = "SELECT reading_id FROM bff.readings WHERE household_id = %s AND %s = ANY(evidence_ids)"
READ_ANEW = """
UPDATE bff.readings SET content_hash = NULL WHERE household_id = %s AND %s = ANY(evidence_ids)
"""
CLIPS_END = """
UPDATE bff.evidence SET expire_time = create_time + make_interval(days => %s) WHERE household_id = %s AND kind = 2
"""
ENDED = "SELECT household_id, evidence_id FROM bff.ended_evidence(%s, %s)"


async def insert(conn: AsyncConnection[Any], household_id: UUID, new: New, now: datetime) -> None:
    """Note new evidence; what has the id already stays as it is."""
    transcript = None if new.transcript is None else Jsonb(new.transcript)
    await conn.execute(
        INSERT,
        (household_id, new.evidence_id, int(new.kind), new.media_type, new.size, new.sha256, transcript,
         new.created_by, now, new.expire_time),
    )  # fmt: skip


async def find_many(
    conn: AsyncConnection[Any], household_id: UUID, evidence_ids: Sequence[UUID]
) -> dict[UUID, Evidence]:
    """Those that the household has, by id."""
    async with conn.cursor(row_factory=args_row(_evidence)) as cursor:
        await cursor.execute(MANY, (household_id, list(evidence_ids)))
        return {found.evidence_id: found for found in await cursor.fetchall()}


async def delete(conn: AsyncConnection[Any], household_id: UUID, evidence_id: UUID) -> bool:
    """Forget it; a reading of it may be made anew. Whether it was there."""
    await conn.execute(READ_ANEW, (household_id, evidence_id))
    return (await conn.execute(DELETE, (household_id, evidence_id))).rowcount == 1


async def forgotten(conn: AsyncConnection[Any], household_id: UUID, request_id: UUID) -> UUID | None:
    """The evidence that the request forgot when it came first; None when it is new."""
    row = await (await conn.execute(FORGOTTEN, (household_id, request_id))).fetchone()
    return None if row is None else UUID(str(row[0]))


async def note_forgotten(conn: AsyncConnection[Any], household_id: UUID, request_id: UUID, evidence_id: UUID) -> None:
    """Keeps that the request forgot it."""
    await conn.execute(NOTE_FORGOTTEN, (household_id, request_id, evidence_id))


async def readings_of(conn: AsyncConnection[Any], household_id: UUID, evidence_id: UUID) -> list[UUID]:
    """The readings that it is a page of."""
    rows = await (await conn.execute(READINGS, (household_id, evidence_id))).fetchall()
    return [row[0] for row in rows]


async def end_clips(conn: AsyncConnection[Any], household_id: UUID, days: int) -> None:
    """Every clip of the household now ends so many days after it was kept."""
    await conn.execute(CLIPS_END, (days, household_id))


async def ended(conn: AsyncConnection[Any], now: datetime, most: int) -> list[tuple[UUID, UUID]]:
    """(household, evidence) of what has come to its end, whosever it is."""
    return await (await conn.execute(ENDED, (now, most))).fetchall()


def _evidence(evidence_id: UUID, kind: int, media_type: str, size: int, sha256: Any, *rest: Any) -> Evidence:
    return Evidence(evidence_id, Kind(kind), media_type, size, bytes(sha256), *rest)
