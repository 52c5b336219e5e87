"""The kernel put together, for `__main__` and for tests."""

import os
from collections.abc import Callable

from services.ledger.events.payloads import payload_of
from services.ledger.kernel.facts_cache import FactsCache
from services.ledger.kernel.kernel import Kernel
from services.ledger.kernel.posting import Poster
from services.ledger.kernel.preparing import Preparer
from services.ledger.kernel.settings import KernelSettings
from services.ledger.kernel.statements import Statements
from services.ledger.kernel.store import KernelStore
from services.mesh.clock import Clock
from services.mesh.postgres.pools import Pool


def build_poster(clock: Clock, settings: KernelSettings) -> Poster:
    """A poster with its own facts cache and the system's randomness for salts."""
    cache = FactsCache(settings.cached_households)
    return Poster(KernelStore(Statements.load()), cache, clock, Preparer(cache, clock, payload_of, os.urandom))


def build_kernel(
    pool: Pool, clock: Clock, settings: KernelSettings, committed: Callable[[], None] = lambda: None
) -> Kernel:
    """A kernel that posts through `pool` (see `open_poster_pool`); start it before use.

    `committed` is called after each commit, e.g. EventFeed.hint.
    """
    return Kernel(pool, build_poster(clock, settings), settings, committed)
