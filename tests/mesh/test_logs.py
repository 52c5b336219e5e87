import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from opentelemetry import trace

from services.mesh import logs
from services.mesh.telemetry import Telemetry


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """Where this process's logs go for one test; logging is set back afterwards."""
    root = logging.getLogger()
    before = (root.handlers[:], root.level)
    out = io.StringIO()
    logs.configure("ledger", "info", extra_fields=["batch_size"], stream=out)
    yield out
    structlog.reset_defaults()
    root.handlers[:], root.level = before[0], before[1]


def lines(written: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written.getvalue().splitlines()]


def test_a_line_is_json_with_its_constant_event_and_fields(written: io.StringIO) -> None:
    logs.get_logger("journal").info("entry.posted", legs=4, batch_size=2)
    (line,) = lines(written)
    assert line.pop("timestamp").endswith("Z")
    assert line == {
        "event": "entry.posted",
        "level": "info",
        "service": "ledger",
        "component": "journal",
        "legs": 4,
        "batch_size": 2,
    }


def test_a_line_inside_of_a_trace_names_it(written: io.StringIO) -> None:
    with Telemetry("ledger").tracer.start_as_current_span("x"):
        context = trace.get_current_span().get_span_context()
        logs.get_logger("journal").info("entry.posted")
    (line,) = lines(written)
    assert line["trace_id"] == f"{context.trace_id:032x}"
    assert line["span_id"] == f"{context.span_id:016x}"


def test_an_exception_leaves_its_type_and_frames_but_not_its_words(written: io.StringIO) -> None:
    try:
        raise ValueError("Lan owes 45.000")
    except ValueError:
        logs.get_logger("journal").exception("entry.failed")
    (line,) = lines(written)
    assert line["error_type"] == "ValueError"
    assert line["frames"][-1].endswith("test_an_exception_leaves_its_type_and_frames_but_not_its_words")
    assert "Lan" not in written.getvalue()


def test_a_librarys_message_keeps_its_origin_alone(written: io.StringIO) -> None:
    logging.getLogger("some.library").warning("row (Lan, %d) is bad", 45_000)
    logging.getLogger("some.library").info("chatter")
    (line,) = lines(written)
    assert (line["event"], line["logger"]) == ("library.message", "some.library")
    assert line["file"].startswith("test_logs.py:")
    assert "Lan" not in written.getvalue()


def test_lines_below_the_level_are_not_written(written: io.StringIO) -> None:
    logs.get_logger("journal").debug("entry.seen")
    assert written.getvalue() == ""
