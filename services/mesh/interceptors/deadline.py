"""Every call ends: one without a deadline is refused, but for protocols whose clients send none.

Those get the server's limit. No call outlives a connection, and a stream does not outlive the server's drain.
"""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

import grpc

from services.mesh.cutting import Cutter
from services.mesh.deadline import set_budget
from services.mesh.errors import ServiceError
from services.mesh.interceptors.base import Around, Context, Interceptor, Method


class DeadlineInterceptor(Interceptor):
    """Refuses calls without a deadline and publishes the budget of the others to `services.mesh.deadline`."""

    def __init__(self, longest_s: float, limits_s: Mapping[str, float], cutter: Cutter | None = None) -> None:
        """No call runs longer than `longest_s`, the life of a connection.

        `limits_s`: service → limit where no deadline is needed. `cutter` ends streams early, at a drain.
        """
        super().__init__()
        self._longest_s = longest_s
        self._limits_s = limits_s
        self._cutter = cutter or Cutter()

    def around(self, method: Method) -> Around:
        """Surround any method."""
        limit_s = self._limits_s.get(method.service)
        longest_s = self._longest_s if limit_s is None else min(limit_s, self._longest_s)

        @asynccontextmanager
        async def limited(context: Context) -> AsyncIterator[None]:
            left_s: float | None = context.time_remaining()
            if left_s is None and limit_s is None:
                code = grpc.StatusCode.INVALID_ARGUMENT
                raise ServiceError("DEADLINE_REQUIRED", code, "set a deadline on the call")
            budget_s = longest_s if left_s is None else min(left_s, longest_s)
            set_budget(budget_s)
            if budget_s == left_s and not method.streams_responses:
                yield  # gRPC itself cancels the call when its deadline passes
                return
            # A client's own deadline is gRPC's to tell: ours comes a little later.
            async with self._cutter.within(budget_s if budget_s != left_s else budget_s + 1):
                yield

        return limited
