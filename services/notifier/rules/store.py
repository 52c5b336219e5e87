"""What stands, in the database. Every statement runs inside of a household's scope."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from psycopg import AsyncConnection

from services.notifier.rules.model import JarStanding, Level, PlanStanding

PLANS = """
SELECT plan_id, month, level, near_count, reached_count FROM notifier.plan_standings
WHERE household_id = %s AND month = ANY(%s)
"""
KEEP_PLAN = """
INSERT INTO notifier.plan_standings (household_id, plan_id, month, level, near_count, reached_count)
VALUES (%s, %s, %s, %s, %s, %s)
ON CONFLICT (household_id, plan_id, month) DO UPDATE
SET level = excluded.level, near_count = excluded.near_count, reached_count = excluded.reached_count
"""
JARS = """
SELECT jar_id, had_money, is_announced, empty_count FROM notifier.jar_standings WHERE household_id = %s
"""
KEEP_JAR = """
INSERT INTO notifier.jar_standings (household_id, jar_id, had_money, is_announced, empty_count)
VALUES (%s, %s, %s, %s, %s)
ON CONFLICT (household_id, jar_id) DO UPDATE
SET had_money = excluded.had_money, is_announced = excluded.is_announced, empty_count = excluded.empty_count
"""
LAST_SEQUENCE = "SELECT last_sequence FROM notifier.households WHERE household_id = %s AND epoch = %s"
KEEP_SEQUENCE = """
INSERT INTO notifier.households (household_id, epoch, last_sequence) VALUES (%s, %s, %s)
ON CONFLICT (household_id) DO UPDATE SET epoch = excluded.epoch, last_sequence = excluded.last_sequence
"""


async def plan_standings(
    conn: AsyncConnection[Any], household_id: UUID, months: list[str]
) -> dict[tuple[UUID, str], PlanStanding]:
    """(plan, month) → what has been said about it."""
    found = await conn.execute(PLANS, (household_id, months))
    return {
        (plan_id, month): PlanStanding(Level(level), near_count, reached_count)
        for plan_id, month, level, near_count, reached_count in await found.fetchall()
    }


async def keep_plans(
    conn: AsyncConnection[Any], household_id: UUID, standings: Mapping[tuple[UUID, str], PlanStanding]
) -> None:
    """Replace what stands about plans."""
    rows = [
        (household_id, plan_id, month, standing.level, standing.near_count, standing.reached_count)
        for (plan_id, month), standing in standings.items()
    ]
    if rows:
        async with conn.cursor() as cursor:
            await cursor.executemany(KEEP_PLAN, rows)


async def jar_standings(conn: AsyncConnection[Any], household_id: UUID) -> dict[UUID, JarStanding]:
    """Jar → what has been said about it."""
    found = await conn.execute(JARS, (household_id,))
    return {jar_id: JarStanding(*rest) for jar_id, *rest in await found.fetchall()}


async def keep_jars(conn: AsyncConnection[Any], household_id: UUID, standings: Mapping[UUID, JarStanding]) -> None:
    """Replace what stands about jars."""
    rows = [
        (household_id, jar_id, standing.had_money, standing.is_announced, standing.empty_count)
        for jar_id, standing in standings.items()
    ]
    if rows:
        async with conn.cursor() as cursor:
            await cursor.executemany(KEEP_JAR, rows)


async def last_sequence(conn: AsyncConnection[Any], household_id: UUID, epoch: int) -> int:
    """The sequence of the household's last event that took effect in `epoch`; 0 when there was none."""
    row = await (await conn.execute(LAST_SEQUENCE, (household_id, epoch))).fetchone()
    return row[0] if row is not None else 0


async def keep_sequence(conn: AsyncConnection[Any], household_id: UUID, epoch: int, sequence: int) -> None:
    """Say that the household's events up to `sequence` took effect."""
    await conn.execute(KEEP_SEQUENCE, (household_id, epoch, sequence))
