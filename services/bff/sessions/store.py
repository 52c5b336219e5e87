"""Sessions in the database."""

from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import AsyncConnection
from psycopg.rows import namedtuple_row

INSERT = "INSERT INTO bff.sessions (token_hash, user_id, create_time, expire_time) VALUES (%s, %s, %s, %s)"
FIND = """
SELECT s.user_id, s.create_time, s.expire_time, u.username, u.display_name, u.locale
FROM bff.sessions s JOIN bff.users u USING (user_id)
WHERE s.token_hash = %s AND s.expire_time > %s
"""
RENEW = "UPDATE bff.sessions SET expire_time = %s WHERE token_hash = %s"
DELETE = "DELETE FROM bff.sessions WHERE token_hash = %s"
DELETE_OTHERS = "DELETE FROM bff.sessions WHERE user_id = %s AND token_hash <> %s"
DELETE_ENDED = "DELETE FROM bff.sessions WHERE expire_time <= %s"


async def insert(conn: AsyncConnection[Any], token_hash: bytes, user_id: UUID, begin: datetime, end: datetime) -> None:
    """Keep a new session."""
    await conn.execute(INSERT, (token_hash, user_id, begin, end))


async def find(conn: AsyncConnection[Any], token_hash: bytes, now: datetime) -> Any | None:
    """The living session with its user, or None."""
    async with conn.cursor(row_factory=namedtuple_row) as cursor:
        await cursor.execute(FIND, (token_hash, now))
        return await cursor.fetchone()


async def renew(conn: AsyncConnection[Any], token_hash: bytes, end: datetime) -> None:
    """Move a session's end."""
    await conn.execute(RENEW, (end, token_hash))


async def delete(conn: AsyncConnection[Any], token_hash: bytes) -> None:
    """End one session."""
    await conn.execute(DELETE, (token_hash,))


async def delete_others(conn: AsyncConnection[Any], user_id: UUID, token_hash: bytes) -> None:
    """End all sessions of a user but one."""
    await conn.execute(DELETE_OTHERS, (user_id, token_hash))


async def delete_ended(conn: AsyncConnection[Any], now: datetime) -> None:
    """Drop what has expired."""
    await conn.execute(DELETE_ENDED, (now,))
