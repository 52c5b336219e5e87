"""How far the events were consumed, and who consumes them."""

from dataclasses import dataclass
from typing import Any

from psycopg import AsyncConnection

READ = """
INSERT INTO notifier.positions (consumer, partition, position, epoch) VALUES (%s, %s, '', 1)
ON CONFLICT (consumer, partition) DO UPDATE SET position = positions.position
RETURNING position, epoch
"""
MOVE = """
UPDATE notifier.positions SET position = %s
WHERE consumer = %s AND partition = %s AND position = %s AND epoch = %s
"""
BEGIN_ANEW = "UPDATE notifier.positions SET position = '', epoch = epoch + 1 WHERE consumer = %s AND partition = %s"
LEASE = "SELECT pg_advisory_lock(hashtext(%s), %s)"


@dataclass(frozen=True, slots=True)
class Position:
    """Where to resume. `token` is the ledger's and opaque, "" is the beginning; `epoch` counts beginnings."""

    token: str
    epoch: int


async def read_position(conn: AsyncConnection[Any], consumer: str, partition: int) -> Position:
    """Where to resume."""
    row = await (await conn.execute(READ, (consumer, partition))).fetchone()
    return Position("", 1) if row is None else Position(*row)


async def move_position(
    conn: AsyncConnection[Any], consumer: str, partition: int, before: Position, after: str
) -> bool:
    """Move on from `before` to the token `after`; False when somebody else has moved it."""
    values = (after, consumer, partition, before.token, before.epoch)
    return (await conn.execute(MOVE, values)).rowcount == 1


async def begin_anew(conn: AsyncConnection[Any], consumer: str, partition: int) -> None:
    """Forget the position and, by a new epoch, which sequences took effect: another incarnation counts its own."""
    await conn.execute(BEGIN_ANEW, (consumer, partition))


async def take_lease(conn: AsyncConnection[Any], consumer: str, partition: int) -> None:
    """Wait until this connection may consume the partition: from then until it closes, however its process ends."""
    await conn.execute(LEASE, (consumer, partition))
