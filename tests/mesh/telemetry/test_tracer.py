import pytest
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from services.mesh.telemetry import Telemetry, remote_context

PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-"


def recorded(ratio: float, parent: str | None) -> int:
    """How many of ten spans under `parent` are exported."""
    exporter = InMemorySpanExporter()
    telemetry = Telemetry("bff", trace_ratio=ratio, processors=[SimpleSpanProcessor(exporter)])
    for _ in range(10):
        telemetry.tracer.start_span("x", remote_context(parent)).end()
    telemetry.shutdown()
    return len(exporter.get_finished_spans())


@pytest.mark.parametrize(
    ("ratio", "parent", "spans"),
    [(1, None, 10), (0, None, 0), (0, f"{PARENT}01", 10), (1, f"{PARENT}00", 0)],
)
def test_the_beginner_of_a_trace_decides_whether_it_is_recorded(ratio: float, parent: str | None, spans: int) -> None:
    assert recorded(ratio, parent) == spans


def test_a_span_that_is_not_recorded_keeps_the_trace_id() -> None:
    span = Telemetry("bff").tracer.start_span("x", remote_context(f"{PARENT}00"))
    assert f"{span.get_span_context().trace_id:032x}" in PARENT
    assert f"{span.get_span_context().span_id:016x}" not in PARENT


def test_an_exceptions_words_are_never_recorded() -> None:
    exporter = InMemorySpanExporter()
    telemetry = Telemetry("bff", trace_ratio=1, processors=[SimpleSpanProcessor(exporter)])
    with pytest.raises(ValueError, match="Lan"), telemetry.tracer.start_as_current_span("x"):
        raise ValueError("Lan owes 45.000")
    telemetry.shutdown()
    (span,) = exporter.get_finished_spans()
    assert "Lan" not in span.to_json()
