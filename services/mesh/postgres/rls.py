"""Row-level security: a transaction says for which household and user it runs, and sees no other's rows."""

from typing import Any
from uuid import UUID

from psycopg import AsyncConnection, sql
from psycopg.pq import PipelineStatus, TransactionStatus


async def household_scope(conn: AsyncConnection[Any], household_id: UUID, user_id: UUID | None = None) -> None:
    """Bind the transaction that runs on `conn` to one household, until it ends; RuntimeError outside of a transaction.

    `SET LOCAL` and not `set_config()`: Citus hands only the former on to its workers. Policies read
    `nullif(current_setting('heo.household_id', true), '')`. Without `user_id` the user's setting is emptied.
    """
    if conn.info.transaction_status == TransactionStatus.IDLE:
        raise RuntimeError("household_scope outside of a transaction would bind nothing")
    household = sql.SQL("SET LOCAL heo.household_id = {}").format(sql.Literal(str(household_id)))
    user = sql.SQL("SET LOCAL heo.user_id = {}").format(sql.Literal("" if user_id is None else str(user_id)))
    if conn.pgconn.pipeline_status == PipelineStatus.OFF:
        await conn.execute(sql.SQL("; ").join([household, user]), prepare=False)  # one round trip
    else:  # a pipeline takes one statement at a time, and waits for none
        await conn.execute(household, prepare=False)
        await conn.execute(user, prepare=False)
