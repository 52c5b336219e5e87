"""Receipts, the household's lock and its outbox, as the keeper role writes them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.ledger.reading import Connection
from services.ledger.receipts.model import Receipt

LOCK = """
SELECT event_sequence, event_hash, facts_version FROM ledger.heads WHERE household_id = %(household_id)s FOR UPDATE
"""
FIND = """
SELECT method, request_hash, answer FROM ledger.receipts
WHERE household_id = %(household_id)s AND request_id = %(request_id)s
"""
POSTED = """
SELECT EXISTS (SELECT FROM ledger.requests WHERE household_id = %(household_id)s AND request_id = %(request_id)s)
"""
PUT = """
INSERT INTO ledger.receipts (household_id, request_id, method, request_hash, answer, made_at)
VALUES (%(household_id)s, %(request_id)s, %(method)s, %(request_hash)s, %(answer)s, %(now)s)
"""
TELL = """
INSERT INTO ledger.outbox (household_id, sequence, kind, payload, traceparent, created_at, event_hash)
VALUES (%(household_id)s, %(sequence)s, %(kind)s, %(payload)s, %(traceparent)s, %(now)s, %(event_hash)s)
"""
ADVANCE = """
UPDATE ledger.heads SET event_sequence = %(sequence)s, event_hash = %(event_hash)s, facts_version = %(facts_version)s
WHERE household_id = %(household_id)s
"""


@dataclass(frozen=True, slots=True)
class EventHead:
    """The end of a household's event chain; `facts_version` is the last event that changed facts."""

    sequence: int
    event_hash: bytes
    facts_version: int


@dataclass(frozen=True, slots=True)
class NewEvent:
    """An event about to be written."""

    sequence: int
    kind: int
    payload: bytes
    traceparent: str
    event_hash: bytes


async def lock(conn: Connection, household_id: UUID) -> EventHead | None:
    """Take the household's one lock until the transaction ends; None when there is no such household."""
    row = await (await conn.execute(LOCK, {"household_id": household_id})).fetchone()
    return EventHead(*row) if row else None


async def find(conn: Connection, household_id: UUID, request_id: UUID) -> Receipt | None:
    """The receipt of a request that was answered before."""
    values = {"household_id": household_id, "request_id": request_id}
    row = await (await conn.execute(FIND, values)).fetchone()
    return Receipt(*row) if row else None


async def is_posted(conn: Connection, household_id: UUID, request_id: UUID) -> bool:
    """Whether the id was used for a write that moved money."""
    row = await (await conn.execute(POSTED, {"household_id": household_id, "request_id": request_id})).fetchone()
    return bool(row and row[0])


async def put(conn: Connection, household_id: UUID, request_id: UUID, receipt: Receipt, now: datetime) -> None:
    """Keep the receipt for ever."""
    values = {"method": receipt.method, "request_hash": receipt.request_hash, "answer": receipt.answer, "now": now}
    await conn.execute(PUT, {"household_id": household_id, "request_id": request_id, **values})


async def tell(conn: Connection, household_id: UUID, event: NewEvent, now: datetime) -> None:
    """Write an event into the outbox."""
    values = {"sequence": event.sequence, "kind": event.kind, "payload": event.payload, "event_hash": event.event_hash}
    await conn.execute(TELL, {"household_id": household_id, **values, "traceparent": event.traceparent, "now": now})


async def advance(conn: Connection, household_id: UUID, head: EventHead) -> None:
    """Move the end of the event chain."""
    values = {"sequence": head.sequence, "event_hash": head.event_hash, "facts_version": head.facts_version}
    await conn.execute(ADVANCE, {"household_id": household_id, **values})
