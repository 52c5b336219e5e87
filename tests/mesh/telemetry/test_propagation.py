import pytest
from opentelemetry import trace

from services.mesh.telemetry import Telemetry, current_trace_id, current_traceparent, remote_context

TRACE, SPAN = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"


@pytest.mark.parametrize("flags", ["00", "01"])
def test_what_is_read_is_written_again(flags: str) -> None:
    text = f"00-{TRACE}-{SPAN}-{flags}"
    span = trace.get_current_span(remote_context(text))
    assert span.get_span_context().is_remote
    assert current_traceparent(span) == text


def test_a_later_version_is_read_by_its_first_four_fields() -> None:
    span = trace.get_current_span(remote_context(f"cc-{TRACE}-{SPAN}-01-what-the-future-holds"))
    assert current_traceparent(span) == f"00-{TRACE}-{SPAN}-01"


@pytest.mark.parametrize(
    "text",
    [
        None, "", "x", f"ff-{TRACE}-{SPAN}-01", f"00-{'0' * 32}-{SPAN}-01", f"00-{TRACE}-{'0' * 16}-01",
        f"00-{TRACE.upper()}-{SPAN}-01", f"00-{TRACE}-{SPAN}", f"00-{TRACE}-{SPAN}-01x",
    ],
)  # fmt: skip
def test_anything_else_begins_a_new_trace(text: str | None) -> None:
    assert not trace.get_current_span(remote_context(text)).get_span_context().is_valid


def test_outside_of_a_trace_there_is_no_id() -> None:
    assert (current_trace_id(), current_traceparent()) == ("", "")


def test_inside_of_one_there_is_even_when_nothing_is_recorded() -> None:
    with Telemetry("bff").tracer.start_as_current_span("GET /") as span:
        assert not span.is_recording()
        assert len(current_trace_id()) == 32
        assert current_traceparent().startswith(f"00-{current_trace_id()}-")
        assert current_traceparent().endswith("-00")
