"""Every call ends: one without a deadline is refused, but for protocols whose clients send none; those get the
server's limit.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

import grpc

from services.mesh.deadline import set_budget
from services.mesh.errors import ServiceError
from services.mesh.interceptors.base import Around, Context, Interceptor, Method


class DeadlineInterceptor(Interceptor):
    """Refuses calls without a deadline and publishes the budget of the others to `services.mesh.deadline`."""

    def __init__(self, longest_s: float, limits_s: Mapping[str, float]) -> None:
        """No call runs longer than `longest_s`, a connection's life. `limits_s`: service → limit where no deadline is
        needed.
        """
        super().__init__()
        self._longest_s = longest_s
        self._limits_s = limits_s

    def around(self, method: Method) -> Around:
        """Surround any method."""
        limit_s = self._limits_s.get(method.service)
        longest_s = self._longest_s if limit_s is None else min(limit_s, self._longest_s)

        @asynccontextmanager
        async def limited(context: Context) -> AsyncIterator[None]:
            left_s: float | None = context.time_remaining()
            if left_s is None:
                if limit_s is None:
                    raise ServiceError(
                        "DEADLINE_REQUIRED", grpc.StatusCode.INVALID_ARGUMENT, "set a deadline on the call"
                    )
                left_s = longest_s
            elif left_s <= longest_s:
                set_budget(left_s)
                yield  # gRPC itself cancels the call when its deadline passes
                return
            async with _cut_after(longest_s):
                yield

        return limited


@asynccontextmanager
async def _cut_after(limit_s: float) -> AsyncIterator[None]:
    set_budget(limit_s)
    limit = asyncio.timeout(limit_s)
    try:
        async with limit:
            yield
    except TimeoutError:
        if not limit.expired():
            raise
        code = grpc.StatusCode.DEADLINE_EXCEEDED
        raise ServiceError("UNAVAILABLE", code, "the server's limit for one call; resume with a new one") from None
