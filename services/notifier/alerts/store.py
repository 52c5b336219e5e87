"""Alerts in the database. Every statement runs inside of a household's scope."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import AsyncConnection

from services.notifier.alerts.model import Alert, Listed
from services.notifier.rules.model import AlertKind

CHANNEL = "heo_notifier_inbox"
INSERT = """
INSERT INTO notifier.alerts (household_id, alert_id, kind, cause_id, occurrence, subject_id, subject_is_jar, month,
                             commodity, spent, limit_amount, transaction_id, create_time)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (household_id, cause_id, month, kind, occurrence) DO NOTHING
"""
LIST = """
SELECT a.ordinal, a.alert_id, a.kind, a.cause_id, a.occurrence, a.subject_id, a.subject_is_jar, a.month, a.commodity,
       a.spent, a.limit_amount, a.transaction_id, a.create_time, r.user_id IS NOT NULL AS read
FROM notifier.alerts a
LEFT JOIN notifier.alert_reads r
  ON r.household_id = a.household_id AND r.alert_id = a.alert_id AND r.user_id = %(user_id)s
WHERE a.household_id = %(household_id)s AND a.ordinal < %(before)s AND a.ordinal > %(after)s
  AND (r.user_id IS NULL OR NOT %(unread_only)s)
ORDER BY a.ordinal DESC LIMIT %(most)s
"""
LAST = "SELECT coalesce(max(ordinal), 0) FROM notifier.alerts WHERE household_id = %s"
UNREAD = """
SELECT count(*) FROM notifier.alerts a WHERE a.household_id = %(household_id)s AND NOT EXISTS (
  SELECT FROM notifier.alert_reads r
  WHERE r.household_id = a.household_id AND r.alert_id = a.alert_id AND r.user_id = %(user_id)s)
"""
KNOWN = "SELECT count(*) FROM notifier.alerts WHERE household_id = %s AND alert_id = ANY(%s)"
MARK = """
INSERT INTO notifier.alert_reads (household_id, alert_id, user_id, read_time)
SELECT %s, alert_id, %s, %s FROM unnest(%s::uuid[]) AS alert_id
ON CONFLICT DO NOTHING
"""
RING = "SELECT pg_notify(%s, %s)"
NEWEST = 2**63 - 1


async def insert(conn: AsyncConnection[Any], household_id: UUID, alerts: Sequence[Alert]) -> None:
    """Keep new alerts; one that is there already stays as it is."""
    rows = [
        (
            household_id,
            a.alert_id,
            a.kind,
            a.cause_id,
            a.occurrence,
            a.subject_id,
            a.subject_is_jar,
            a.month,
            a.commodity,
            a.spent,
            a.limit,
            a.transaction_id,
            a.create_time,
        )
        for a in alerts
    ]
    async with conn.cursor() as cursor:
        await cursor.executemany(INSERT, rows)


async def listed(
    conn: AsyncConnection[Any],
    household_id: UUID,
    user_id: UUID,
    *,
    most: int,
    before: int | None = None,
    after: int = 0,
    unread_only: bool = False,
) -> list[Listed]:
    """At most `most` alerts with after < ordinal < before, newest first, as `user_id` sees them."""
    values = {
        "household_id": household_id,
        "user_id": user_id,
        "before": NEWEST if before is None else before,
        "after": after,
        "unread_only": unread_only,
        "most": most,
    }
    found = await conn.execute(LIST, values)
    return [_listed(row) for row in await found.fetchall()]


async def last_ordinal(conn: AsyncConnection[Any], household_id: UUID) -> int:
    """The newest alert's ordinal, or 0."""
    row = await (await conn.execute(LAST, (household_id,))).fetchone()
    return int(row[0]) if row is not None else 0


async def unread_count(conn: AsyncConnection[Any], household_id: UUID, user_id: UUID) -> int:
    """How many alerts `user_id` has not read."""
    row = await (await conn.execute(UNREAD, {"household_id": household_id, "user_id": user_id})).fetchone()
    return int(row[0]) if row is not None else 0


async def known_count(conn: AsyncConnection[Any], household_id: UUID, alert_ids: Sequence[UUID]) -> int:
    """How many of `alert_ids` are alerts of the household."""
    row = await (await conn.execute(KNOWN, (household_id, list(alert_ids)))).fetchone()
    return int(row[0]) if row is not None else 0


async def mark_read(
    conn: AsyncConnection[Any], household_id: UUID, user_id: UUID, alert_ids: Sequence[UUID], now: datetime
) -> None:
    """Say that `user_id` has read them; what was read stays read since then."""
    await conn.execute(MARK, (household_id, user_id, now, list(alert_ids)))


async def ring(conn: AsyncConnection[Any], household_id: UUID) -> None:
    """Wake those who watch the household, in every replica, once this transaction commits."""
    await conn.execute(RING, (CHANNEL, str(household_id)))


def _listed(row: tuple[Any, ...]) -> Listed:
    ordinal, alert_id, kind, *facts, read = row
    cause_id, occurrence, subject_id, is_jar, month, commodity, spent, limit, transaction_id, create_time = facts
    alert = Alert(
        alert_id=alert_id,
        kind=AlertKind(kind),
        cause_id=cause_id,
        occurrence=occurrence,
        subject_id=subject_id,
        subject_is_jar=is_jar,
        month=month,
        commodity=commodity,
        spent=spent,
        limit=limit,
        transaction_id=transaction_id,
        create_time=create_time,
    )
    return Listed(ordinal, alert, read)
