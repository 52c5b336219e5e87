"""Rate, errors and duration in Prometheus form, under the names of OpenTelemetry's semantic conventions for RPC."""

from collections.abc import Callable
from wsgiref.simple_server import WSGIServer

from prometheus_client import (
    CollectorRegistry,
    GCCollector,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    start_http_server,
)

DURATION_BUCKETS_S = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
_LABELS = ("rpc_system_name", "rpc_method", "rpc_response_status_code")
Observe = Callable[[str, float], None]


class Metrics:
    """The metrics of one process, in a registry of its own."""

    def __init__(self) -> None:
        """Register the process's, the interpreter's and the RPC instruments."""
        self.registry = CollectorRegistry()
        for collector in (ProcessCollector, PlatformCollector, GCCollector):
            collector(registry=self.registry)
        self._server = self._duration("rpc_server_call_duration_seconds", "Duration of incoming calls")
        self._client = self._duration("rpc_client_call_duration_seconds", "Duration of outgoing calls")

    def _duration(self, metric: str, documentation: str) -> Histogram:
        return Histogram(metric, documentation, _LABELS, buckets=DURATION_BUCKETS_S, registry=self.registry)

    def server_method(self, method: str) -> Observe:
        """How to count a finished incoming call of `method` ("package.Service/Method"): (status code name, seconds)."""
        return _observer(self._server, method)

    def client_method(self, method: str) -> Observe:
        """How to count a finished outgoing call of `method`: (status code name, seconds)."""
        return _observer(self._client, method)


def _observer(histogram: Histogram, method: str) -> Observe:
    by_code: dict[str, Histogram] = {}

    def observe(code: str, seconds: float) -> None:
        child = by_code.get(code)
        if child is None:  # looking up labels costs more than counting
            child = by_code.setdefault(code, histogram.labels("grpc", method, code))
        child.observe(seconds)

    return observe


def serve_metrics(metrics: Metrics, listen: str) -> tuple[int, Callable[[], None]]:
    """Serve /metrics on host:port in a thread; (the port taken, how to stop it). OSError when the port is taken."""
    host, _, port = listen.rpartition(":")
    started: tuple[WSGIServer, object] = start_http_server(int(port), host.strip("[]"), registry=metrics.registry)
    server = started[0]

    def stop() -> None:
        server.shutdown()
        server.server_close()

    return server.server_port, stop
