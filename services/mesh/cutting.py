"""Calls that last until somebody ends them: a server's limit, or its drain, cuts them and says so."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import grpc

from services.mesh.errors import ServiceError


class Cutter:
    """Knows the calls that may be cut. A drain would otherwise wait for every open subscription to the last second."""

    def __init__(self) -> None:
        """No call is known, and nothing drains."""
        self._limits: set[asyncio.Timeout] = set()
        self._draining = False

    def cut(self) -> None:
        """End all calls that are known now or will be: clients resume elsewhere."""
        self._draining = True
        now_s = asyncio.get_running_loop().time()
        for limit in self._limits:
            if not limit.expired():
                limit.reschedule(now_s)

    @asynccontextmanager
    async def within(self, limit_s: float) -> AsyncIterator[None]:
        """Let the surrounded call run for `limit_s` at most, and only until `cut`.

        ServiceError UNAVAILABLE, with the status DEADLINE_EXCEEDED for the limit and UNAVAILABLE for a cut.
        """
        limit = asyncio.timeout(0 if self._draining else limit_s)
        self._limits.add(limit)
        try:
            async with limit:
                yield
        except TimeoutError:
            if not limit.expired():
                raise
            raise self._reason() from None
        finally:
            self._limits.discard(limit)

    def _reason(self) -> ServiceError:
        if self._draining:
            return ServiceError(
                "UNAVAILABLE", grpc.StatusCode.UNAVAILABLE, "the server is stopping; resume with another"
            )
        code = grpc.StatusCode.DEADLINE_EXCEEDED
        return ServiceError("UNAVAILABLE", code, "the server's limit for one call; resume with a new one")
