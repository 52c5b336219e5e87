"""Traces, metrics and their propagation. One `Telemetry` per process, built in `__main__` and passed to the parts."""

from services.mesh.telemetry.metrics import Metrics, serve_metrics
from services.mesh.telemetry.propagation import current_trace_id, current_traceparent, remote_context
from services.mesh.telemetry.provider import Telemetry

__all__ = ["Metrics", "Telemetry", "current_trace_id", "current_traceparent", "remote_context", "serve_metrics"]
