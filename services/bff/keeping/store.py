"""What a household keeps, in the database; every statement runs in its scope."""

from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import AsyncConnection

from services.bff.keeping.model import DEFAULTS, Kept

FIND = "SELECT voice_days, voice_training, bill_training FROM bff.keeping WHERE household_id = %s"
PUT = """
INSERT INTO bff.keeping (household_id, voice_days, voice_training, bill_training, change_time)
VALUES (%s, %s, %s, %s, %s)
ON CONFLICT (household_id) DO UPDATE SET voice_days = excluded.voice_days, voice_training = excluded.voice_training,
  bill_training = excluded.bill_training, change_time = excluded.change_time
"""


async def find(conn: AsyncConnection[Any], household_id: UUID) -> Kept:
    """What was chosen, or the defaults."""
    row = await (await conn.execute(FIND, (household_id,))).fetchone()
    return Kept(*row) if row is not None else DEFAULTS


async def put(conn: AsyncConnection[Any], household_id: UUID, kept: Kept, now: datetime) -> None:
    """Choose."""
    await conn.execute(PUT, (household_id, kept.voice_days, kept.voice_training, kept.bill_training, now))
