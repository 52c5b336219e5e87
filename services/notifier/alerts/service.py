"""Use cases of the inbox."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from uuid import UUID

import grpc

from services.mesh.clock import Clock
from services.mesh.errors import ServiceError
from services.mesh.postgres.pools import Pool
from services.mesh.postgres.rls import household_scope
from services.notifier.alerts import store
from services.notifier.alerts.bell import Bell
from services.notifier.alerts.model import Listed, ordinal_of, page_token

DEFAULT_PAGE = 50
SIGN_OF_LIFE_S = 20.0
MOST_NEWS = 200


@dataclass(frozen=True, slots=True)
class AlertPage:
    """A page of alerts, newest first, and how many are unread in all."""

    alerts: Sequence[Listed]
    next_page_token: str
    unread_count: int


@dataclass(frozen=True, slots=True)
class News:
    """A new alert, or None when only the count is worth saying."""

    alert: Listed | None
    unread_count: int


class Inbox:
    """The alerts of households, as their members see them."""

    def __init__(self, pool: Pool, bell: Bell, clock: Clock) -> None:
        """Keep them behind `pool`; `bell` rings when there are new ones."""
        self._pool = pool
        self._bell = bell
        self._clock = clock

    async def page(self, household_id: UUID, user_id: UUID, size: int, token: str, unread_only: bool) -> AlertPage:
        """A page. INVALID_ARGUMENT for a token that is none."""
        try:
            before = ordinal_of(token)
        except ValueError:
            raise ServiceError("INVALID_ARGUMENT", grpc.StatusCode.INVALID_ARGUMENT, "not a page token") from None
        most = size or DEFAULT_PAGE
        async with self._pool.connection() as conn, conn.transaction():
            await household_scope(conn, household_id, user_id)
            found = await store.listed(
                conn, household_id, user_id, most=most + 1, before=before, unread_only=unread_only
            )
            unread = await store.unread_count(conn, household_id, user_id)
        shown = found[:most]
        return AlertPage(shown, page_token(shown[-1].ordinal) if len(found) > most else "", unread)

    async def mark_read(self, household_id: UUID, user_id: UUID, alert_ids: Sequence[UUID]) -> int:
        """How many are unread once these are read. NOT_FOUND, and none is read, when one is not the household's."""
        wanted = set(alert_ids)
        async with self._pool.connection() as conn, conn.transaction():
            await household_scope(conn, household_id, user_id)
            if await store.known_count(conn, household_id, list(wanted)) != len(wanted):
                raise ServiceError("NOT_FOUND", grpc.StatusCode.NOT_FOUND, "no such alert in this household")
            await store.mark_read(conn, household_id, user_id, list(wanted), self._clock.now())
            await store.ring(conn, household_id)
            return await store.unread_count(conn, household_id, user_id)

    async def watch(self, household_id: UUID, user_id: UUID) -> AsyncIterator[News]:
        """The count as it is, then each new alert, each change of the count, and signs of life between. Never ends."""
        async with self._bell.watched(household_id) as heard:
            last, unread = await self._begin(household_id, user_id)
            yield News(None, unread)
            while True:
                rung = await _heard(heard, SIGN_OF_LIFE_S)
                news, now_unread = await self._news(household_id, user_id, last) if rung else ([], unread)
                for found in reversed(news):
                    last = found.ordinal
                    yield News(found, now_unread)
                if not rung or (not news and now_unread != unread):
                    yield News(None, now_unread)
                unread = now_unread

    async def _begin(self, household_id: UUID, user_id: UUID) -> tuple[int, int]:
        async with self._pool.connection() as conn, conn.transaction():
            await household_scope(conn, household_id, user_id)
            last = await store.last_ordinal(conn, household_id)
            return last, await store.unread_count(conn, household_id, user_id)

    async def _news(self, household_id: UUID, user_id: UUID, after: int) -> tuple[list[Listed], int]:
        async with self._pool.connection() as conn, conn.transaction():
            await household_scope(conn, household_id, user_id)
            found = await store.listed(conn, household_id, user_id, most=MOST_NEWS, after=after)
            return found, await store.unread_count(conn, household_id, user_id)


async def _heard(heard: asyncio.Event, longest_s: float) -> bool:
    """Wait for a ring and take note of it; False when there was none in time."""
    try:
        async with asyncio.timeout(longest_s):
            await heard.wait()
    except TimeoutError:
        return False
    heard.clear()
    return True
