"""Readings in the database; every statement runs in the scope of one household."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import AsyncConnection
from psycopg.rows import args_row

from services.bff.readings.model import Kept

INSERT = """
INSERT INTO bff.readings (household_id, reading_id, evidence_ids, content_hash, created_by, create_time)
VALUES (%s, %s, %s, %s, %s, %s)
ON CONFLICT DO NOTHING
"""
FIND = """
SELECT reading_id, evidence_ids, content_hash, is_started, create_time
FROM bff.readings WHERE household_id = %s AND reading_id = %s
"""
BY_CONTENT = """
SELECT reading_id, evidence_ids, content_hash, is_started, create_time
FROM bff.readings WHERE household_id = %s AND content_hash = %s
"""
UNSTARTED = """
SELECT reading_id, evidence_ids, content_hash, is_started, create_time
FROM bff.readings WHERE household_id = %s AND NOT is_started ORDER BY create_time LIMIT %s
"""
START = "UPDATE bff.readings SET is_started = true WHERE household_id = %s AND reading_id = %s"
READ_ANEW = "UPDATE bff.readings SET content_hash = NULL WHERE household_id = %s AND reading_id = %s"
DELETE = "DELETE FROM bff.readings WHERE household_id = %s AND reading_id = %s"


async def insert(
    conn: AsyncConnection[Any],
    household_id: UUID,
    reading_id: UUID,
    evidence_ids: Sequence[UUID],
    content_hash: bytes | None,
    by: UUID,
    now: datetime,
) -> bool:
    """Note a new reading; False when its id or its content is there already."""
    values = (household_id, reading_id, list(evidence_ids), content_hash, by, now)
    return (await conn.execute(INSERT, values)).rowcount == 1


async def find(conn: AsyncConnection[Any], household_id: UUID, reading_id: UUID) -> Kept | None:
    """The reading, or None."""
    found = await _some(conn, FIND, household_id, reading_id)
    return found[0] if found else None


async def by_content(conn: AsyncConnection[Any], household_id: UUID, content_hash: bytes) -> Kept | None:
    """The reading of the same files, or None."""
    found = await _some(conn, BY_CONTENT, household_id, content_hash)
    return found[0] if found else None


async def unstarted(conn: AsyncConnection[Any], household_id: UUID, most: int) -> list[Kept]:
    """Readings that ai has not taken over, oldest first."""
    return await _some(conn, UNSTARTED, household_id, most)


async def start(conn: AsyncConnection[Any], household_id: UUID, reading_id: UUID) -> None:
    """Note that ai has it."""
    await conn.execute(START, (household_id, reading_id))


async def read_anew(conn: AsyncConnection[Any], household_id: UUID, reading_id: UUID) -> None:
    """The same files may become another reading."""
    await conn.execute(READ_ANEW, (household_id, reading_id))


async def delete(conn: AsyncConnection[Any], household_id: UUID, reading_id: UUID) -> None:
    """Forget it: its files were deleted before it was ever read."""
    await conn.execute(DELETE, (household_id, reading_id))


async def _some(conn: AsyncConnection[Any], statement: str, *values: object) -> list[Kept]:
    async with conn.cursor(row_factory=args_row(_kept)) as cursor:
        await cursor.execute(statement.encode(), values)
        return await cursor.fetchall()


def _kept(reading_id: UUID, evidence_ids: Any, content_hash: Any, is_started: bool, create_time: datetime) -> Kept:
    content = None if content_hash is None else bytes(content_hash)
    return Kept(reading_id, tuple(evidence_ids), content, is_started, create_time)
