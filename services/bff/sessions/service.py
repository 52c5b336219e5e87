"""Use cases of sessions."""

from uuid import UUID

from services.bff.sessions import store
from services.bff.sessions.model import LIFE, SignedIn, csrf_of, hash_of, new_token, renewed_end
from services.mesh.clock import Clock
from services.mesh.postgres.pools import Pool


class Sessions:
    """Opens, finds and ends sessions."""

    def __init__(self, pool: Pool, clock: Clock) -> None:
        """Keep them behind `pool`."""
        self._pool = pool
        self._clock = clock

    async def open(self, user_id: UUID, instead_of: str | None = None) -> str:
        """The token of a new session of `user_id`; the only time that it is known here.

        The session of the token that the browser had, `instead_of`, ends: nobody would ever sign out of it.
        """
        token, now = new_token(), self._clock.now()
        before = hash_of(instead_of) if instead_of else None
        async with self._pool.connection() as conn:
            await store.delete_ended(conn, now)
            if before is not None:
                await store.delete(conn, before)
            await store.insert(conn, hash_of(token) or b"", user_id, now, now + LIFE)
        return token

    async def find(self, token: str | None) -> SignedIn | None:
        """Whose session `token` is, its end moved on; None when it is no living one's."""
        token_hash = hash_of(token) if token else None
        if token is None or token_hash is None:
            return None
        now = self._clock.now()
        async with self._pool.connection() as conn:
            row = await store.find(conn, token_hash, now)
            if row is None:
                return None
            end = renewed_end(row.create_time, row.expire_time, now)
            if end is not None:
                await store.renew(conn, token_hash, end)
        return SignedIn(row.user_id, row.username, row.display_name, row.locale, csrf_of(token), token_hash)

    async def lives(self, token_hash: bytes) -> bool:
        """Whether the session is still open; for streams, which outlive the request that began them."""
        async with self._pool.connection() as conn:
            return await store.find(conn, token_hash, self._clock.now()) is not None

    async def close(self, token_hash: bytes) -> None:
        """End one session."""
        async with self._pool.connection() as conn:
            await store.delete(conn, token_hash)

    async def close_others(self, person: SignedIn) -> None:
        """End all sessions of a person but the one at hand."""
        async with self._pool.connection() as conn:
            await store.delete_others(conn, person.user_id, person.token_hash)
