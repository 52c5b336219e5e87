"""A server span and the RED metrics of each call, in the words of OpenTelemetry's semantic conventions for RPC."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import grpc
from opentelemetry import context as otel_context
from opentelemetry import trace
from opentelemetry.trace import SpanKind, Status, StatusCode

from services.mesh.interceptors.base import Around, Context, Interceptor, Method
from services.mesh.interceptors.translation import Translation
from services.mesh.telemetry.propagation import TRACEPARENT, remote_context
from services.mesh.telemetry.provider import Telemetry

_FAULTS = frozenset({"UNKNOWN", "DEADLINE_EXCEEDED", "UNIMPLEMENTED", "INTERNAL", "UNAVAILABLE", "DATA_LOSS"})
"""Codes that are the server's failure; the others are the caller's, and no error of the span."""

_NAMES = {code.value[0]: code.name for code in grpc.StatusCode}


class TelemetryInterceptor(Interceptor):
    """Continues the caller's trace, or begins one."""

    def __init__(
        self, telemetry: Telemetry, translation: Translation, unseen_services: frozenset[str] = frozenset()
    ) -> None:
        """Record into `telemetry`; `translation` tells the status that an exception will become.

        Calls of `unseen_services` are not recorded: a health watch lasts as long as its connection and says nothing.
        """
        super().__init__()
        self._unseen = unseen_services
        self._telemetry = telemetry
        self._translation = translation

    def around(self, method: Method) -> Around | None:
        """Surround each method of a service that is looked at."""
        if method.service in self._unseen:
            return None
        name = method.path[1:]
        observe = self._telemetry.metrics.server_method(name)
        tracer = self._telemetry.tracer
        attributes = {"rpc.system.name": "grpc", "rpc.method": name}

        @asynccontextmanager
        async def recording(context: Context) -> AsyncIterator[None]:
            parent = remote_context(_traceparent(context))
            span = tracer.start_span(name, parent, SpanKind.SERVER, attributes)
            # Never detached: the call has a task, and so a context, of its own; a closed stream may end in another one.
            otel_context.attach(trace.set_span_in_context(span, parent))
            begin, code = time.perf_counter(), "OK"
            try:
                yield
                code = _code_set(context)
            except BaseException as error:
                code = self._code_of(error, context)
                raise
            finally:
                observe(code, time.perf_counter() - begin)
                _finish(span, code)

        return recording

    def _code_of(self, error: BaseException, context: Context) -> str:
        if isinstance(error, grpc.aio.AbortError):
            return _code_set(context)
        if isinstance(error, asyncio.CancelledError | GeneratorExit) or not isinstance(error, Exception):
            return "CANCELLED"
        return self._translation(error).code.name


def _traceparent(context: Context) -> str | None:
    for key, value in context.invocation_metadata() or ():
        if key == TRACEPARENT:
            return value if isinstance(value, str) else None
    return None


def _code_set(context: Context) -> str:
    """The status that a handler set itself; gRPC keeps it as a number, 0 when it set none."""
    code: object = context.code()
    if isinstance(code, grpc.StatusCode):
        return code.name
    return _NAMES.get(code if isinstance(code, int) else 0, "UNKNOWN")


def _finish(span: trace.Span, code: str) -> None:
    if span.is_recording():
        span.set_attribute("rpc.response.status_code", code)
        if code in _FAULTS:
            span.set_attribute("error.type", code)
            span.set_status(Status(StatusCode.ERROR))
    span.end()
