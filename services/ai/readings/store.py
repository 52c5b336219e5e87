"""Readings in PostgreSQL. But for `claim`, every statement runs inside a transaction that is bound to the household."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from psycopg import AsyncConnection

from services.ai.readings.model import Reading, ReadingPage, Stage

CLAIM = "SELECT household_id, reading_id FROM ai.claim_reading(%s)"
INSERT = """
INSERT INTO ai.readings (household_id, reading_id, stage, progress, evidence_ids, media_types, context, failure,
  attempts, create_time)
VALUES (%s, %s, 1, 0, %s, %s, %s, '', 0, %s) ON CONFLICT DO NOTHING
"""
COUNT_WAITING = "SELECT count(*) FROM ai.readings WHERE household_id = %s AND stage IN (1, 2)"
COLUMNS = """
SELECT household_id, reading_id, stage, progress, evidence_ids, media_types, create_time, place,
  CASE WHEN stage IN (1, 2) THEN (
    SELECT count(*) FROM ai.readings AS earlier
    WHERE earlier.household_id = r.household_id AND earlier.stage IN (1, 2) AND earlier.place < r.place
  ) ELSE 0 END,
  failure, attempts
"""
FIND = COLUMNS + ", context, found, result FROM ai.readings AS r WHERE household_id = %s AND reading_id = %s"
PAGE = (
    COLUMNS
    + """
FROM ai.readings AS r WHERE household_id = %s AND place < %s AND (
  NOT %s OR stage IN (1, 2) OR (stage = 4 AND NOT EXISTS (
    SELECT FROM ai.readings AS again
    WHERE again.household_id = r.household_id AND again.place > r.place AND again.evidence_ids = r.evidence_ids
  ))
) ORDER BY place DESC LIMIT %s
"""
)
BEAT = """
UPDATE ai.readings SET claimed_until = clock_timestamp() + %s, progress = greatest(progress, %s)
WHERE household_id = %s AND reading_id = %s AND stage = 2
"""
KEEP_RESULT = """
UPDATE ai.readings SET found = %s, result = %s, progress = 95
WHERE household_id = %s AND reading_id = %s AND stage = 2
"""
END = """
UPDATE ai.readings SET stage = %s, progress = 100, failure = %s, context = NULL, result = NULL, claimed_until = NULL
WHERE household_id = %s AND reading_id = %s AND stage = 2
"""
PUT_BACK = """
UPDATE ai.readings SET stage = CASE WHEN %s THEN 1 ELSE 2 END::smallint, claimed_until = clock_timestamp() + %s,
  attempts = greatest(0, attempts - %s)
WHERE household_id = %s AND reading_id = %s AND stage = 2
"""


async def claim(conn: AsyncConnection[Any], lease: timedelta) -> tuple[UUID, UUID] | None:
    """The household and the id of the oldest reading that waits, now this worker's for `lease`."""
    row = await (await conn.execute(CLAIM, (lease,))).fetchone()
    return None if row is None else (row[0], row[1])


async def insert(
    conn: AsyncConnection[Any], household_id: UUID, reading_id: UUID, pages: Sequence[ReadingPage], context: bytes,
    now: datetime,
) -> bool:  # fmt: skip
    """Queues a reading; False when its id is known."""
    ids, types = [page.evidence_id for page in pages], [page.media_type for page in pages]
    return (await conn.execute(INSERT, (household_id, reading_id, ids, types, context, now))).rowcount == 1


async def count_waiting(conn: AsyncConnection[Any], household_id: UUID) -> int:
    """How many readings have not ended."""
    row = await (await conn.execute(COUNT_WAITING, (household_id,))).fetchone()
    return 0 if row is None else int(row[0])


async def find(conn: AsyncConnection[Any], household_id: UUID, reading_id: UUID) -> Reading | None:
    """The reading with all that is kept of it."""
    row = await (await conn.execute(FIND, (household_id, reading_id))).fetchone()
    return None if row is None else _reading(row)


async def page(
    conn: AsyncConnection[Any], household_id: UUID, before: int, unfinished_only: bool, size: int
) -> list[Reading]:
    """Readings that came before a place, newest first, without what was found. Unfinished are those that wait, are
    read, or failed and were not begun again with the same files.
    """
    rows = await (await conn.execute(PAGE, (household_id, before, unfinished_only, size))).fetchall()
    return [_reading(row) for row in rows]


async def beat(
    conn: AsyncConnection[Any], household_id: UUID, reading_id: UUID, progress: int, lease: timedelta
) -> None:
    """Says how far the reading is, and that its worker lives."""
    await conn.execute(BEAT, (lease, progress, household_id, reading_id))


async def keep_result(
    conn: AsyncConnection[Any], household_id: UUID, reading_id: UUID, found: bytes | None,
    result: bytes,
) -> None:  # fmt: skip
    """Keeps what was found and what the ledger will be told, before it is told."""
    await conn.execute(KEEP_RESULT, (found, result, household_id, reading_id))


async def end(conn: AsyncConnection[Any], household_id: UUID, reading_id: UUID, failure: str) -> None:
    """DONE, or FAILED with the reason."""
    stage = Stage.FAILED if failure else Stage.DONE
    await conn.execute(END, (int(stage), failure, household_id, reading_id))


async def put_back(
    conn: AsyncConnection[Any], household_id: UUID, reading_id: UUID, after: timedelta, *, unbegun: bool
) -> None:
    """Lets the reading be claimed again after a while; `unbegun` as if it had not been begun."""
    await conn.execute(PUT_BACK, (unbegun, after, int(unbegun), household_id, reading_id))


def _reading(row: Sequence[Any]) -> Reading:
    pages = tuple(ReadingPage(evidence_id, media) for evidence_id, media in zip(row[4], row[5], strict=True))
    kept = [None if value is None else bytes(value) for value in row[11:14]] or [None, None, None]
    return Reading(
        household_id=row[0], reading_id=row[1], stage=Stage(row[2]), progress=row[3], pages=pages, create_time=row[6],
        place=row[7], ahead=row[8], failure=row[9], attempts=row[10], context=kept[0], found=kept[1], result=kept[2],
    )  # fmt: skip
