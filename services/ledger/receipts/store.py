"""Receipts and the household's lock, as the keeper role has them."""

from datetime import datetime
from uuid import UUID

from services.ledger.reading import Connection
from services.ledger.receipts.model import Receipt

LOCK = "SELECT 1 FROM ledger.heads WHERE household_id = %(household_id)s FOR UPDATE"
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


async def lock(conn: Connection, household_id: UUID) -> bool:
    """Take the household's one lock until the transaction ends; False when there is no such household."""
    row = await (await conn.execute(LOCK, {"household_id": household_id})).fetchone()
    return row is not None


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
