"""Outermost: what a handler raises becomes a google.rpc.Status; what nobody foresaw says nothing about its inside."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import grpc

from services.mesh.errors import STATUS_DETAILS_KEY, to_status
from services.mesh.interceptors.base import Around, Context, Interceptor, Method
from services.mesh.interceptors.translation import Translation
from services.mesh.logs import get_logger


class ErrorsInterceptor(Interceptor):
    """Answers exceptions. Cancellation passes through: nobody is left to be answered."""

    def __init__(self, service: str, translation: Translation) -> None:
        """Answer in the name of `service`: the domain of its errors is "<service>.heo"."""
        super().__init__()
        self._domain = f"{service}.heo"
        self._translation = translation
        self._log = get_logger("errors")

    def around(self, method: Method) -> Around:
        """Catch whatever any method raises."""

        @asynccontextmanager
        async def answering(context: Context) -> AsyncIterator[None]:
            try:
                yield
            except grpc.aio.AbortError:
                raise
            except Exception as error:  # noqa: BLE001  the process ends here: every failure must become a status
                await self._abort(method, context, error)

        return answering

    async def _abort(self, method: Method, context: Context, error: Exception) -> None:
        known = self._translation(error)
        if known.code is grpc.StatusCode.INTERNAL:
            self._log.error("rpc.failed", rpc_method=method.path, exc_info=error)
        elif known is not error:
            self._log.warning("rpc.unavailable", rpc_method=method.path, error_type=type(error).__name__)
        status = to_status(known, self._domain)
        await context.abort(known.code, status.message, ((STATUS_DETAILS_KEY, status.SerializeToString()),))
