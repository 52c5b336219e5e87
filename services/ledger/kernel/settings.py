"""Limits of the kernel."""

from dataclasses import dataclass
from types import MappingProxyType

from services.mesh.postgres.pools import Pool, PoolLimits, open_pool


@dataclass(frozen=True, slots=True)
class KernelSettings:
    """Limits, each with its unit.

    `queue_capacity`: groups that may wait; beyond it a caller is refused at once (QUEUE_FULL). 4096 are about half
    a second of work. `batch_limit`: groups in one transaction; more gains nothing and makes the first of them wait.
    `cached_households`: whose accounts and rules are kept, some 30 KB each. `lock_wait_ms`: how long a busy household
    is waited for before the rest of the queue goes on.
    """

    queue_capacity: int = 4096
    batch_limit: int = 256
    cached_households: int = 1024
    lock_wait_ms: int = 500


SESSION = MappingProxyType({"enable_seqscan": "off", "enable_hashjoin": "off", "enable_mergejoin": "off", "jit": "off"})
"""Server settings of the poster's sessions: plans that were cached while tables were empty must not stay bad."""


async def open_poster_pool(dsn: str, settings: KernelSettings) -> Pool:
    """The poster's pool; `dsn` acts as ledger_poster. One connection writes, a second is there when it broke."""
    limits = PoolLimits(min_size=1, max_size=2, lock_timeout_ms=settings.lock_wait_ms)
    return await open_pool(dsn, application="ledger-poster", limits=limits, options=dict(SESSION))
