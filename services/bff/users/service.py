"""Use cases of users."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from services.bff.problems.problem import FieldProblem, Refusal
from services.bff.users import store
from services.bff.users.model import (
    Account,
    Limit,
    Limits,
    address_key,
    folded,
    is_weak,
    name_key,
    seconds_left,
    window_start,
)
from services.bff.users.passwords import Passwords
from services.mesh.clock import Clock
from services.mesh.postgres.pools import Pool

ALL_TRIES = 2**31 - 1
KEPT_WINDOWS = timedelta(days=1)


class Users:
    """Makes, finds and changes the people who can sign in."""

    def __init__(self, pool: Pool, clock: Clock, passwords: Passwords, limits: Limits, common: frozenset[str]) -> None:
        """Keep them behind `pool`; `common` are well-known passwords, folded."""
        self._pool = pool
        self._clock = clock
        self._passwords = passwords
        self._limits = limits
        self._common = common

    async def sign_up(
        self, user_id: UUID, username: str, password: str, display_name: str, locale: str, address: str
    ) -> Account:
        """A new person; the same request again is the same person.

        Refusal: TOO_MANY_TRIES, PASSWORD_WEAK, USERNAME_TAKEN, REQUEST_ID_REUSED, TOO_BUSY.
        """
        await self._count(address_key("sign up", address), self._limits.sign_up_per_address)
        self._check_strength(password, username, "password")
        kept = await self._passwords.hash(password)
        async with self._pool.connection() as conn:
            inserted = await store.insert(
                conn, user_id, username, folded(username), display_name, locale, kept, self._clock.now()
            )
            row = await store.by_id(conn, user_id)
        if inserted:
            return Account(user_id, username, display_name, locale)
        if row is None:
            raise Refusal("USERNAME_TAKEN")
        if folded(row.username) != folded(username) or not await self._passwords.verify(row.password_hash, password):
            raise Refusal("REQUEST_ID_REUSED")
        return _account(row)

    async def sign_in(self, username: str, password: str, address: str) -> Account:
        """The person of that name and password. Refusal: SIGN_IN_REFUSED, TOO_MANY_TRIES, TOO_BUSY.

        A try is counted before it is judged, so that many at once are not judged for free; a right one is forgiven. An
        unknown name takes the same path and the same time as a known one.
        """
        by_name, by_address = name_key(username), address_key("sign in", address)
        await self._count(by_address, self._limits.sign_in_per_address)
        await self._count(by_name, self._limits.sign_in_per_name)
        async with self._pool.connection() as conn:
            row = await store.by_key(conn, folded(username))
        if not await self._passwords.verify(row.password_hash if row else None, password) or row is None:
            raise Refusal("SIGN_IN_REFUSED")
        renewed = await self._passwords.hash(password) if self._passwords.is_outdated(row.password_hash) else None
        await self._forgive(by_name, self._limits.sign_in_per_name, ALL_TRIES)
        await self._forgive(by_address, self._limits.sign_in_per_address, 1)
        if renewed is not None:
            async with self._pool.connection() as conn:
                await store.set_password(conn, row.user_id, renewed)
        return _account(row)

    async def change(self, user_id: UUID, display_name: str | None, locale: str | None) -> Account:
        """The person with what is not None changed. Refusal UNAUTHENTICATED when there is no such person any more."""
        async with self._pool.connection() as conn:
            row = await store.update(conn, user_id, display_name, locale)
        if row is None:
            raise Refusal("UNAUTHENTICATED")
        return _account(row)

    async def change_password(self, user_id: UUID, old: str, new: str) -> None:
        """Replace the password. Refusal: TOO_MANY_TRIES, PASSWORD_WRONG, PASSWORD_WEAK, TOO_BUSY."""
        async with self._pool.connection() as conn:
            row = await store.by_id(conn, user_id)
        if row is None:
            raise Refusal("UNAUTHENTICATED")
        key = name_key(row.username)
        await self._count(key, self._limits.sign_in_per_name)
        if not await self._passwords.verify(row.password_hash, old):
            raise Refusal("PASSWORD_WRONG")
        await self._forgive(key, self._limits.sign_in_per_name, ALL_TRIES)
        self._check_strength(new, row.username, "new_password")
        kept = await self._passwords.hash(new)
        async with self._pool.connection() as conn:
            await store.set_password(conn, user_id, kept)

    def _check_strength(self, password: str, username: str, field: str) -> None:
        if is_weak(password, username, self._common):
            raise Refusal("PASSWORD_WEAK", [FieldProblem(field=field, message="too easy to guess")])

    async def _count(self, key: bytes, limit: Limit) -> None:
        now = self._clock.now()
        async with self._pool.connection() as conn:
            await store.delete_past(conn, now - KEPT_WINDOWS)
            tries = await store.count_try(conn, key, window_start(now, limit.window))
        if tries > limit.tries:
            raise Refusal("TOO_MANY_TRIES", retry_after_s=seconds_left(now, limit.window))

    async def _forgive(self, key: bytes, limit: Limit, tries: int) -> None:
        async with self._pool.connection() as conn:
            await store.forgive(conn, key, window_start(self._clock.now(), limit.window), tries)


def _account(row: Any) -> Account:
    return Account(row.user_id, row.username, row.display_name, row.locale)
