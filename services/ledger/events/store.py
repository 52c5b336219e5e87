"""The outbox in PostgreSQL: written with what happened, read in an order in which nothing can appear late."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias
from uuid import UUID

from psycopg import AsyncConnection

from services.ledger.events.model import FACT_EVENTS, Body, StoredEvent
from services.ledger.events.payloads import payload_of
from services.ledger.events.position import Position
from services.ledger.journal.hashing import chain, event_item

Connection: TypeAlias = AsyncConnection[Any]

LOCK_HEAD = """
SELECT event_sequence, event_hash, facts_version FROM ledger.heads WHERE household_id = %(household_id)s FOR UPDATE
"""
INSERT = """
INSERT INTO ledger.outbox (household_id, sequence, kind, payload, traceparent, created_at, event_hash)
VALUES (%(household_id)s, %(sequence)s, %(kind)s, %(payload)s, %(traceparent)s, %(created_at)s, %(event_hash)s)
"""
MOVE_HEAD = """
UPDATE ledger.heads SET event_sequence = %(sequence)s, event_hash = %(event_hash)s, facts_version = %(facts_version)s
WHERE household_id = %(household_id)s
"""
PLACEMENT = "SELECT placement, incarnation FROM ledger.placements"
AFTER_POSITION = """
SELECT household_id, sequence, kind, payload, traceparent, created_at, writer::text, position
FROM ledger.outbox
WHERE (writer, position) > (%(writer)s::text::xid8, %(position)s) AND writer < pg_snapshot_xmin(pg_current_snapshot())
ORDER BY writer, position LIMIT %(limit)s
"""
HEARD_OF = """
SELECT household_id, writer::text, position
FROM ledger.outbox
WHERE (writer, position) > (%(writer)s::text::xid8, %(position)s) AND writer < pg_snapshot_xmin(pg_current_snapshot())
ORDER BY writer, position LIMIT %(limit)s
"""
AFTER_SEQUENCE = """
SELECT household_id, sequence, kind, payload, traceparent, created_at FROM ledger.outbox
WHERE household_id = %(household_id)s AND sequence > %(sequence)s ORDER BY sequence LIMIT %(limit)s
"""
MOST_POSITION = 2**63 - 1
END = """
SELECT (pg_snapshot_xmin(pg_current_snapshot())::text::numeric - 1)::text
"""
LAST_SEQUENCE = "SELECT coalesce(max(sequence), 0) FROM ledger.outbox WHERE household_id = %(household_id)s"


@dataclass(frozen=True, slots=True)
class Placement:
    """Which PostgreSQL is read, and since when its positions count."""

    placement: str
    incarnation: UUID


async def append(
    conn: Connection, household_id: UUID, bodies: Sequence[Body], at: datetime, traceparent: str = ""
) -> int:
    """Add events to a transaction of the keeper that is bound to the household; the last one's sequence.

    It locks the household's head until the transaction ends, so append as the last step.
    """
    row = await (await conn.execute(LOCK_HEAD, {"household_id": household_id})).fetchone()
    if row is None:
        raise LookupError("the household has no head, or the transaction is not bound to it")
    sequence, event_hash, facts_version = row
    for body in bodies:
        kind, payload = payload_of(body)
        sequence += 1
        item = event_item(household_id, sequence, kind, at.isoformat(), traceparent, payload)
        event_hash = chain(event_hash, item)
        facts_version = sequence if kind in FACT_EVENTS else facts_version
        event = {"kind": int(kind), "payload": payload, "traceparent": traceparent, "created_at": at}
        key = {"household_id": household_id, "sequence": sequence, "event_hash": event_hash}
        await conn.execute(INSERT, {**key, **event})
    head = {"household_id": household_id, "sequence": sequence, "event_hash": event_hash}
    await conn.execute(MOVE_HEAD, {**head, "facts_version": facts_version})
    return int(sequence)


async def placement(conn: Connection) -> Placement:
    """The database's placement."""
    row = await (await conn.execute(PLACEMENT)).fetchone()
    if row is None:
        raise LookupError("the database has no placement")
    return Placement(*row)


async def after_position(conn: Connection, since: Position, limit: int) -> tuple[list[StoredEvent], Position]:
    """Events of all households after `since`, oldest first, and the position of the last; acts as the courier."""
    asked = {"writer": str(since.writer), "position": since.position, "limit": limit}
    rows = await (await conn.execute(AFTER_POSITION, asked)).fetchall()
    if not rows:
        return [], since
    return [StoredEvent(*row[:6]) for row in rows], Position(since.incarnation, int(rows[-1][6]), rows[-1][7])


async def heard_of(conn: Connection, since: Position, limit: int) -> tuple[list[UUID], Position]:
    """The household of each event after `since`, and the position of the last."""
    asked = {"writer": str(since.writer), "position": since.position, "limit": limit}
    rows = await (await conn.execute(HEARD_OF, asked)).fetchall()
    last = Position(since.incarnation, int(rows[-1][1]), rows[-1][2]) if rows else since
    return [row[0] for row in rows], last


async def end(conn: Connection, incarnation: UUID) -> Position:
    """The position after which only events of transactions that have not ended yet can come."""
    row = await (await conn.execute(END)).fetchone()
    return Position(incarnation, int(row[0]) if row else 0, MOST_POSITION)


async def after_sequence(conn: Connection, household_id: UUID, sequence: int, limit: int) -> list[StoredEvent]:
    """A household's events after `sequence`, oldest first: its own order has no gaps that could fill later."""
    asked = {"household_id": household_id, "sequence": sequence, "limit": limit}
    return [StoredEvent(*row) for row in await (await conn.execute(AFTER_SEQUENCE, asked)).fetchall()]


async def last_sequence(conn: Connection, household_id: UUID) -> int:
    """The sequence of a household's last event, 0 for none."""
    row = await (await conn.execute(LAST_SEQUENCE, {"household_id": household_id})).fetchone()
    return int(row[0]) if row else 0
