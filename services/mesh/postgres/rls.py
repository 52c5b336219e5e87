"""Row-level security: a transaction says for which household and user it runs, and sees no other's rows."""

from typing import Any
from uuid import UUID

from psycopg import AsyncConnection, sql
from psycopg.pq import TransactionStatus


async def household_scope(conn: AsyncConnection[Any], household_id: UUID, user_id: UUID | None = None) -> None:
    """Bind the transaction that runs on `conn` to one household, until it ends; RuntimeError outside of a transaction.

    `SET LOCAL` and not `set_config()`: Citus hands only the former on to its workers. Policies read
    `nullif(current_setting('heo.household_id', true), '')`. Without `user_id` the user's setting is emptied.
    """
    status = conn.info.transaction_status
    if status == TransactionStatus.IDLE:
        raise RuntimeError("household_scope outside of a transaction would bind nothing")
    user = "" if user_id is None else str(user_id)
    await conn.execute(
        sql.SQL("SET LOCAL heo.household_id = {}; SET LOCAL heo.user_id = {}").format(
            sql.Literal(str(household_id)), sql.Literal(user)
        )
    )
