"""Whether the process can do its work."""

import psycopg
import psycopg_pool

from services.mesh.postgres.pools import Pool

PATIENCE_S = 1.0


class Health:
    """Asks the database, on which all that is signed in depends. A service behind that is down has its own problems."""

    def __init__(self, pool: Pool) -> None:
        """Ask through `pool`."""
        self._pool = pool
        self._draining = False

    def drain(self) -> None:
        """Say from now on that no new requests are wanted."""
        self._draining = True

    async def is_serving(self) -> bool:
        """Whether requests are wanted and the database answers."""
        if self._draining:
            return False
        try:
            async with self._pool.connection(timeout=PATIENCE_S) as conn:
                await conn.execute("SELECT 1")
        except (psycopg.Error, psycopg_pool.PoolTimeout, psycopg_pool.TooManyRequests, psycopg_pool.PoolClosed):
            return False
        return True
