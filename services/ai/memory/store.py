"""Memories in PostgreSQL. Every statement runs inside a transaction that is bound to the household."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import AsyncConnection

from services.mesh.ids import new_id

MEANINGS = """
SELECT words, category_id, jar_id, times, corrected FROM ai.memories
WHERE household_id = %s AND words = ANY(%s) AND unit_value = 0
"""
SLANG = "SELECT words, unit_value FROM ai.memories WHERE household_id = %s AND unit_value > 0"
LEARN = """
INSERT INTO ai.memories (household_id, memory_id, words, category_id, jar_id, unit_value, times, corrected, last_used)
SELECT %s, m.memory_id, m.words, %s, %s, 0, 1, %s, %s FROM unnest(%s::uuid[], %s::text[]) AS m (memory_id, words)
ON CONFLICT (household_id, words, category_id, jar_id) DO UPDATE
SET times = memories.times + 1, corrected = memories.corrected + excluded.corrected, last_used = excluded.last_used
"""
FORGET_LEAST = """
DELETE FROM ai.memories WHERE household_id = %s AND memory_id IN (
  SELECT memory_id FROM ai.memories WHERE household_id = %s AND unit_value = 0
  ORDER BY times DESC, last_used DESC OFFSET %s
)
"""
NOTE_LESSON = "INSERT INTO ai.lessons (household_id, draft_id, learn_time) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING"
ANSWER = """
INSERT INTO ai.memories (household_id, memory_id, words, category_id, jar_id, unit_value, times, corrected, last_used)
VALUES (%s, %s, %s, '', '', %s, 1, 0, %s)
ON CONFLICT (household_id, words, category_id, jar_id) DO UPDATE
SET unit_value = excluded.unit_value, last_used = excluded.last_used
RETURNING memory_id, words, category_id, jar_id, unit_value, times
"""
PAGE = """
SELECT memory_id, words, category_id, jar_id, unit_value, times FROM ai.memories
WHERE household_id = %s AND (times, memory_id) < (%s, %s)
ORDER BY times DESC, memory_id DESC LIMIT %s
"""
WAS_ANSWERED = "SELECT memory_id, words, unit_value FROM ai.answered WHERE household_id = %s AND request_id = %s"
NOTE_ANSWER = """
INSERT INTO ai.answered (household_id, request_id, memory_id, words, unit_value) VALUES (%s, %s, %s, %s, %s)
ON CONFLICT (household_id, request_id) DO NOTHING
"""
WAS_FORGOTTEN = "SELECT memory_id FROM ai.forgotten WHERE household_id = %s AND request_id = %s"
FORGET = """
WITH gone AS (
  DELETE FROM ai.memories WHERE household_id = %s AND memory_id = %s RETURNING household_id, words
), unnamed AS (
  DELETE FROM ai.merchants USING gone
  WHERE merchants.household_id = gone.household_id AND position(' ' || words || ' ' IN ' ' || folded || ' ') > 0
)
SELECT words FROM gone
"""
"""With words go the merchants that are called by them."""
NOTE_FORGOTTEN = "INSERT INTO ai.forgotten (household_id, request_id, memory_id) VALUES (%s, %s, %s)"
MERCHANTS = "SELECT name FROM ai.merchants WHERE household_id = %s ORDER BY times DESC, last_used DESC LIMIT %s"
LEARN_MERCHANT = """
INSERT INTO ai.merchants (household_id, folded, name, times, last_used) VALUES (%s, %s, %s, 1, %s)
ON CONFLICT (household_id, folded) DO UPDATE
SET name = excluded.name, times = merchants.times + 1, last_used = excluded.last_used
"""
FORGET_MERCHANTS = """
DELETE FROM ai.merchants WHERE household_id = %s AND folded IN (
  SELECT folded FROM ai.merchants WHERE household_id = %s ORDER BY last_used DESC OFFSET %s
)
"""


@dataclass(frozen=True, slots=True)
class Memory:
    """One association as it is kept; unit_value is 0 for meanings, category and jar are empty for slang."""

    memory_id: UUID
    words: str
    category_id: str
    jar_id: str
    unit_value: int
    times: int


async def meanings(
    conn: AsyncConnection[Any], household_id: UUID, phrases: Sequence[str]
) -> list[tuple[str, str, str, int, int]]:
    """What these phrases meant: (words, category, jar, times, corrected)."""
    return await (await conn.execute(MEANINGS, (household_id, list(phrases)))).fetchall()


async def slang(conn: AsyncConnection[Any], household_id: UUID) -> dict[str, int]:
    """Folded word → what one of it is worth, in minor units."""
    return dict(await (await conn.execute(SLANG, (household_id,))).fetchall())


async def note_lesson(conn: AsyncConnection[Any], household_id: UUID, draft_id: UUID, now: datetime) -> bool:
    """False when this draft has taught already."""
    return (await conn.execute(NOTE_LESSON, (household_id, draft_id, now))).rowcount == 1


async def learn(
    conn: AsyncConnection[Any],
    household_id: UUID,
    phrases: Sequence[str],
    category_id: str,
    jar_id: str,
    corrected: bool,
    now: datetime,
    most: int,
) -> None:
    """Counts the meaning once for each phrase, and forgets the least used beyond `most`."""
    ids = [new_id() for _ in phrases]
    await conn.execute(LEARN, (household_id, category_id, jar_id, int(corrected), now, ids, list(phrases)))
    await conn.execute(FORGET_LEAST, (household_id, household_id, most))


async def merchants(conn: AsyncConnection[Any], household_id: UUID, most: int) -> list[str]:
    """The names of the merchants that the household knows, most used first."""
    return [name for (name,) in await (await conn.execute(MERCHANTS, (household_id, most))).fetchall()]


async def learn_merchant(
    conn: AsyncConnection[Any], household_id: UUID, folded: str, name: str, now: datetime, most: int
) -> None:
    """Counts one more bill of the merchant, in its newest spelling, and forgets the oldest beyond `most`."""
    await conn.execute(LEARN_MERCHANT, (household_id, folded, name, now))
    await conn.execute(FORGET_MERCHANTS, (household_id, household_id, most))


async def answer(conn: AsyncConnection[Any], household_id: UUID, word: str, unit_value: int, now: datetime) -> Memory:
    """Keeps what a word of slang is worth; a later answer replaces an earlier one."""
    row = await (await conn.execute(ANSWER, (household_id, new_id(), word, unit_value, now))).fetchone()
    if row is None:
        raise LookupError("an upsert returns its row")
    return Memory(*row)


async def answered(conn: AsyncConnection[Any], household_id: UUID, request_id: UUID) -> Memory | None:
    """What the request taught when it came first, as it was then; None when it is new."""
    row = await (await conn.execute(WAS_ANSWERED, (household_id, request_id))).fetchone()
    return Memory(row[0], row[1], "", "", row[2], 1) if row is not None else None


async def note_answer(conn: AsyncConnection[Any], household_id: UUID, request_id: UUID, memory: Memory) -> bool:
    """Keeps what the request taught; False when the same request was kept meanwhile."""
    kept = await conn.execute(
        NOTE_ANSWER, (household_id, request_id, memory.memory_id, memory.words, memory.unit_value)
    )
    return kept.rowcount == 1


async def page(conn: AsyncConnection[Any], household_id: UUID, before: tuple[int, UUID], size: int) -> list[Memory]:
    """The most used memories after a place in that order."""
    rows = await (await conn.execute(PAGE, (household_id, *before, size))).fetchall()
    return [Memory(*row) for row in rows]


async def forget(conn: AsyncConnection[Any], household_id: UUID, request_id: UUID, memory_id: UUID) -> bool:
    """Forgets one memory, and merchants by that name; True also when the same request did so before."""
    done = await (await conn.execute(WAS_FORGOTTEN, (household_id, request_id))).fetchone()
    if done is not None:
        return bool(done[0] == memory_id)
    if await (await conn.execute(FORGET, (household_id, memory_id))).fetchone() is None:
        return False
    await conn.execute(NOTE_FORGOTTEN, (household_id, request_id, memory_id))
    return True
