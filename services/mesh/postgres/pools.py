"""Connection pools: psycopg 3, async, with limits on every statement."""

from dataclasses import dataclass

from opentelemetry.trace import Tracer
from psycopg import AsyncConnection
from psycopg_pool import AsyncConnectionPool

from services.mesh.postgres.tracing import traced_cursor

Pool = AsyncConnectionPool[AsyncConnection[tuple[object, ...]]]


@dataclass(frozen=True, slots=True)
class PoolLimits:
    """What a pool's connections may do; times in milliseconds, 0 = PostgreSQL's "no limit"."""

    min_size: int = 1
    max_size: int = 8
    acquire_timeout_s: float = 5
    max_waiting: int = 256
    statement_timeout_ms: int = 5_000
    lock_timeout_ms: int = 2_000
    idle_in_transaction_timeout_ms: int = 10_000


async def open_pool(
    dsn: str,
    *,
    application: str,
    limits: PoolLimits = PoolLimits(),
    options: dict[str, str] | None = None,
    tracer: Tracer | None = None,
) -> Pool:
    """An open pool whose first connection works; psycopg_pool.PoolTimeout when the database cannot be reached in time.

    `application` shows in pg_stat_activity; `options` are further server settings of its connections, e.g. {"jit":
    "off"}. With `tracer`, statements inside of a recorded trace become spans.
    """
    server_settings = {
        "statement_timeout": str(limits.statement_timeout_ms),
        "lock_timeout": str(limits.lock_timeout_ms),
        "idle_in_transaction_session_timeout": str(limits.idle_in_transaction_timeout_ms),
        "timezone": "UTC",
        **(options or {}),
    }
    kwargs: dict[str, object] = {
        "application_name": application,
        "options": " ".join(f"-c {key}={value}" for key, value in server_settings.items()),
        "prepare_threshold": 2,
        "connect_timeout": 5,
    }
    if tracer is not None:
        kwargs["cursor_factory"] = traced_cursor(tracer)
    pool: Pool = AsyncConnectionPool(
        dsn,
        kwargs=kwargs,
        min_size=limits.min_size,
        max_size=limits.max_size,
        timeout=limits.acquire_timeout_s,
        max_waiting=limits.max_waiting,
        check=AsyncConnectionPool.check_connection,
        name=application,
        open=False,
    )
    try:
        await pool.open(wait=True, timeout=limits.acquire_timeout_s)
    except BaseException:
        await pool.close()
        raise
    return pool
