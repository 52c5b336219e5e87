"""Users and their tries in the database."""

from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import AsyncConnection
from psycopg.rows import namedtuple_row

INSERT = """
INSERT INTO bff.users (user_id, username, username_key, display_name, locale, password_hash, create_time)
VALUES (%s, %s, %s, %s, %s, %s, %s)
ON CONFLICT DO NOTHING
"""
BY_ID = "SELECT user_id, username, display_name, locale, password_hash FROM bff.users WHERE user_id = %s"
BY_KEY = "SELECT user_id, username, display_name, locale, password_hash FROM bff.users WHERE username_key = %s"
UPDATE = """
UPDATE bff.users SET display_name = coalesce(%s, display_name), locale = coalesce(%s, locale)
WHERE user_id = %s RETURNING user_id, username, display_name, locale, password_hash
"""
REPLACE_HASH = "UPDATE bff.users SET password_hash = %s WHERE user_id = %s"
TRY = """
INSERT INTO bff.attempts (key_hash, window_start, tries) VALUES (%s, %s, 1)
ON CONFLICT (key_hash, window_start) DO UPDATE SET tries = attempts.tries + 1
RETURNING tries
"""
FORGIVE = "UPDATE bff.attempts SET tries = greatest(tries - %s, 0) WHERE key_hash = %s AND window_start = %s"
DELETE_PAST = "DELETE FROM bff.attempts WHERE window_start < %s"


async def insert(
    conn: AsyncConnection[Any],
    user_id: UUID,
    username: str,
    username_key: str,
    display_name: str,
    locale: str,
    password_hash: str,
    now: datetime,
) -> bool:
    """Keep a new user; False when the id or the name is there already."""
    done = await conn.execute(INSERT, (user_id, username, username_key, display_name, locale, password_hash, now))
    return done.rowcount == 1


async def by_id(conn: AsyncConnection[Any], user_id: UUID) -> Any | None:
    """The user of that id, or None."""
    return await _one(conn, BY_ID, (user_id,))


async def by_key(conn: AsyncConnection[Any], username_key: str) -> Any | None:
    """The user of that folded name, or None."""
    return await _one(conn, BY_KEY, (username_key,))


async def update(conn: AsyncConnection[Any], user_id: UUID, display_name: str | None, locale: str | None) -> Any | None:
    """The user with what is not None changed."""
    return await _one(conn, UPDATE, (display_name, locale, user_id))


async def set_password(conn: AsyncConnection[Any], user_id: UUID, password_hash: str) -> None:
    """Replace a user's hash."""
    await conn.execute(REPLACE_HASH, (password_hash, user_id))


async def count_try(conn: AsyncConnection[Any], key_hash: bytes, window: datetime) -> int:
    """Count one try and say how many there are now in the window."""
    row = await _one(conn, TRY, (key_hash, window))
    return int(row.tries) if row is not None else 0


async def forgive(conn: AsyncConnection[Any], key_hash: bytes, window: datetime, tries: int) -> None:
    """Take tries back that were right after all."""
    await conn.execute(FORGIVE, (tries, key_hash, window))


async def delete_past(conn: AsyncConnection[Any], before: datetime) -> None:
    """Drop windows that have passed."""
    await conn.execute(DELETE_PAST, (before,))


async def _one(conn: AsyncConnection[Any], statement: Any, values: tuple[object, ...]) -> Any | None:
    async with conn.cursor(row_factory=namedtuple_row) as cursor:
        await cursor.execute(statement, values)
        return await cursor.fetchone()
