"""W3C trace context as one string: in gRPC metadata, in HTTP headers, and in the outbox row."""

from opentelemetry import trace
from opentelemetry.context import Context
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

TRACEPARENT = "traceparent"
_PROPAGATOR = TraceContextTextMapPropagator()


def current_traceparent(span: trace.Span | None = None) -> str:
    """The traceparent of `span` or of the current span; "" when there is none."""
    context = (span or trace.get_current_span()).get_span_context()
    if not context.is_valid:
        return ""
    return f"00-{context.trace_id:032x}-{context.span_id:016x}-{int(context.trace_flags):02x}"


def remote_context(traceparent: str | None) -> Context:
    """An OpenTelemetry context whose parent is `traceparent`; without a parent when it is empty or malformed."""
    if not traceparent:
        return Context()
    return _PROPAGATOR.extract({TRACEPARENT: traceparent}, Context())


def current_trace_id() -> str:
    """The current trace id in 32 hexadecimal digits; "" outside of a trace."""
    context = trace.get_current_span().get_span_context()
    return trace.format_trace_id(context.trace_id) if context.is_valid else ""
