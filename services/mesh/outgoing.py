"""What each outgoing call gets: a timeout out of the running call's budget, the trace, a client span and a metric.

A channel around a channel rather than gRPC's client interceptors: those start a task and an extra queue for every
call, which costs more than all that is done here.
"""

import time
from collections.abc import Callable
from types import TracebackType
from typing import Any

import grpc
from opentelemetry.trace import SpanKind, Status, StatusCode

from services.mesh.deadline import handed_down_s
from services.mesh.telemetry import Telemetry, current_traceparent
from services.mesh.telemetry.propagation import TRACEPARENT

_Call = Callable[..., Any]


class OutgoingChannel(grpc.aio.Channel):
    """A channel whose calls carry deadline and trace."""

    def __init__(self, channel: grpc.aio.Channel, telemetry: Telemetry | None) -> None:
        """Call through `channel`; without `telemetry` the trace is handed on, but no span is added."""
        self._channel = channel
        self._telemetry = telemetry

    def unary_unary(self, method: str, *args: Any, **kwargs: Any) -> Any:
        """See grpc.aio.Channel."""
        return self._outgoing(method, self._channel.unary_unary(method, *args, **kwargs))

    def unary_stream(self, method: str, *args: Any, **kwargs: Any) -> Any:
        """See grpc.aio.Channel."""
        return self._outgoing(method, self._channel.unary_stream(method, *args, **kwargs))

    def stream_unary(self, method: str, *args: Any, **kwargs: Any) -> Any:
        """See grpc.aio.Channel."""
        return self._outgoing(method, self._channel.stream_unary(method, *args, **kwargs))

    def stream_stream(self, method: str, *args: Any, **kwargs: Any) -> Any:
        """See grpc.aio.Channel."""
        return self._outgoing(method, self._channel.stream_stream(method, *args, **kwargs))

    def _outgoing(self, method: str, call: _Call) -> _Call:
        return _handing_down(call) if self._telemetry is None else _traced(method[1:], call, self._telemetry)

    async def close(self, grace: float | None = None) -> None:
        """Close; running calls get `grace` seconds."""
        await self._channel.close(grace)

    def get_state(self, try_to_connect: bool = False) -> grpc.ChannelConnectivity:
        """See grpc.aio.Channel."""
        return self._channel.get_state(try_to_connect)

    async def wait_for_state_change(self, last_observed_state: grpc.ChannelConnectivity) -> None:
        """See grpc.aio.Channel."""
        await self._channel.wait_for_state_change(last_observed_state)

    async def channel_ready(self) -> None:
        """Return when a healthy backend is connected."""
        await self._channel.channel_ready()

    async def __aenter__(self) -> "OutgoingChannel":
        """Use the channel as a context."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the channel."""
        await self.close()


def _handing_down(call: _Call) -> _Call:
    def outgoing(request: Any = None, *, timeout: float | None = None, metadata: Any = None, **kwargs: Any) -> Any:
        sent = _with_trace(metadata, current_traceparent())
        return call(request, timeout=handed_down_s(timeout), metadata=sent, **kwargs)

    return outgoing


def _traced(name: str, call: _Call, telemetry: Telemetry) -> _Call:
    observe = telemetry.metrics.client_method(name)
    tracer = telemetry.tracer
    attributes = {"rpc.system.name": "grpc", "rpc.method": name}

    def outgoing(request: Any = None, *, timeout: float | None = None, metadata: Any = None, **kwargs: Any) -> Any:
        span = tracer.start_span(name, kind=SpanKind.CLIENT, attributes=attributes)
        begin = time.perf_counter()
        sent = _with_trace(metadata, current_traceparent(span))
        running = call(request, timeout=handed_down_s(timeout), metadata=sent, **kwargs)

        def done(finished: Any) -> None:
            code = _code_of(finished)
            observe(code, time.perf_counter() - begin)
            if span.is_recording():
                span.set_attribute("rpc.response.status_code", code)
                if code != "OK":
                    span.set_attribute("error.type", code)
                    span.set_status(Status(StatusCode.ERROR))
            span.end()

        running.add_done_callback(done)
        return running

    return outgoing


def _with_trace(metadata: Any, traceparent: str) -> Any:
    return (*(metadata or ()), (TRACEPARENT, traceparent)) if traceparent else metadata


def _code_of(finished: Any) -> str:
    """The code of a call that has ended: its coroutine then has nothing to wait for and returns at the first step."""
    if finished.cancelled():
        return "CANCELLED"
    code = finished.code()
    try:
        code.send(None)
    except StopIteration as returned:
        known: grpc.StatusCode = returned.value
        return known.name
    code.close()
    return "UNKNOWN"
