"""What takes effect stands in the trace of what caused it."""

import psycopg
import pytest
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind

from services.mesh.events import Batch
from services.mesh.events.tracing import MOST_LINKS, NAME
from services.mesh.ids import new_id
from services.mesh.telemetry import Telemetry
from tests.mesh.events.playground import Playground, planned

HOME, OTHER = new_id(), new_id()
SECRET = "phở Gánh Hàng Rong"


def cause(number: int) -> str:
    return f"00-{number:032x}-{number:016x}-01"


@pytest.fixture
def exported() -> InMemorySpanExporter:
    return InMemorySpanExporter()


@pytest.fixture
def telemetry(exported: InMemorySpanExporter) -> Telemetry:
    return Telemetry("player", trace_ratio=1, processors=[SimpleSpanProcessor(exported)])


async def apply(play: Playground, telemetry: Telemetry) -> None:
    await play.consumer(telemetry.tracer).apply(await play.position(), Batch(play.source.events, "p1"))


async def test_a_household_s_part_goes_on_in_the_trace_of_its_last_event_and_names_the_others(
    play: Playground, telemetry: Telemetry, exported: InMemorySpanExporter
) -> None:
    for home, number in ((HOME, 1), (OTHER, 2), (HOME, 3), (HOME, 4)):
        await play.source.happen(home, planned(cause(number)))
    await apply(play, telemetry)
    told = {
        span.parent.span_id: ({link.context.span_id for link in span.links}, span.kind, span.name)
        for span in exported.get_finished_spans()
        if span.parent is not None
    }
    assert told == {4: ({1, 3}, SpanKind.CONSUMER, NAME), 2: (set(), SpanKind.CONSUMER, NAME)}


async def test_a_large_batch_names_some_of_its_causes(
    play: Playground, telemetry: Telemetry, exported: InMemorySpanExporter
) -> None:
    for number in range(1, MOST_LINKS + 20):
        await play.source.happen(HOME, planned(cause(number)))
    await apply(play, telemetry)
    (span,) = exported.get_finished_spans()
    assert len(span.links) == MOST_LINKS - 1


async def test_an_event_without_a_cause_begins_a_trace(
    play: Playground, telemetry: Telemetry, exported: InMemorySpanExporter
) -> None:
    await play.source.happen(HOME, planned())
    await apply(play, telemetry)
    (span,) = exported.get_finished_spans()
    assert (span.parent, len(span.links)) == (None, 0)


async def test_a_span_ends_with_a_failure_and_does_not_repeat_what_it_said(
    play: Playground, telemetry: Telemetry, exported: InMemorySpanExporter
) -> None:
    await play.source.happen(HOME, planned(cause(1)))
    play.notes.faults_of_take.append(psycopg.DataError(SECRET))
    with pytest.raises(psycopg.DataError):
        await apply(play, telemetry)
    (span,) = exported.get_finished_spans()
    assert (len(span.events), span.status.description) == (0, None)
