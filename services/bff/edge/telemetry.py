"""Outermost: a span and a metric for each request, under OpenTelemetry's names for HTTP."""

import time

from opentelemetry.trace import SpanKind, Status, StatusCode, use_span
from prometheus_client import Histogram
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.bff.wire.paths import BASE
from services.mesh.telemetry import Telemetry, remote_context
from services.mesh.telemetry.metrics import DURATION_BUCKETS_S

PAGE = "/{file}"
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class RequestTelemetry:
    """Traces and counts requests by route, never by path: a path carries ids and whatever somebody types."""

    def __init__(self, app: ASGIApp, telemetry: Telemetry) -> None:
        """Surround `app`; the metric is registered with `telemetry`."""
        self._app = app
        self._tracer = telemetry.tracer
        self._durations = Histogram(
            "http_server_request_duration_seconds",
            "Duration of requests",
            ("http_request_method", "http_route", "http_response_status_code"),
            buckets=DURATION_BUCKETS_S,
            registry=telemetry.metrics.registry,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request, or pass on what is none."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status = 500
        method = scope["method"] if scope["method"] in _METHODS else "_OTHER"

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        parent = remote_context(Headers(scope=scope).get("traceparent"))
        span = self._tracer.start_span(method, context=parent, kind=SpanKind.SERVER)
        begin = time.perf_counter()
        try:
            with use_span(span, end_on_exit=False, record_exception=False):
                await self._app(scope, receive, watched)
        finally:
            route = _route(scope)
            self._durations.labels(method, route, str(status)).observe(time.perf_counter() - begin)
            if span.is_recording():
                span.update_name(f"{method} {route}")
                span.set_attributes(
                    {"http.request.method": method, "http.route": route, "http.response.status_code": status}
                )
                if status >= 500:
                    span.set_status(Status(StatusCode.ERROR))
            span.end()


def _route(scope: Scope) -> str:
    """The route's template; the router knows it without the prefix under which it was included."""
    path = getattr(scope.get("route"), "path_format", None)
    if path is None:
        return PAGE
    return f"{BASE}{path}" if scope["path"].startswith(BASE) and not path.startswith(BASE) else str(path)
