"""A request's trace goes on in the services behind."""

from pathlib import Path

from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind

from services.mesh.clock import FixedClock
from services.mesh.telemetry import Telemetry
from services.mesh.testing.identity import Identities
from services.mesh.testing.plugin import MakeDatabase
from tests.bff.conftest import NOON
from tests.bff.world import PACKAGES, world

TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


def named(spans: tuple[ReadableSpan, ...], name: str) -> ReadableSpan:
    (found,) = [span for span in spans if span.name == name]
    return found


async def test_a_request_is_the_root_of_what_it_causes(make_database: MakeDatabase, tmp_path: Path) -> None:
    clock, exported = FixedClock(NOON), InMemorySpanExporter()
    telemetry = Telemetry("bff", trace_ratio=1, processors=[SimpleSpanProcessor(exported)])
    async with world(make_database(PACKAGES), Identities(clock), clock, tmp_path, telemetry=telemetry) as started:
        lan = started.browser()
        await lan.sign_up()
        await lan.found()
        exported.clear()
        await lan.ok("GET", lan.home("/jars"), headers={"traceparent": TRACEPARENT})
        answer = await lan.send("GET", "/nothing", headers={"traceparent": TRACEPARENT})
        await lan.close()
    spans = exported.get_finished_spans()
    request = named(spans, "GET /api/v1/households/{household_id}/jars")
    called = named(spans, "heo.ledger.v1.JarService/ListJars")
    assert (request.kind, called.kind) == (SpanKind.SERVER, SpanKind.CLIENT)
    assert request.parent is not None
    assert f"{request.parent.span_id:016x}" == "b7ad6b7169203331"
    assert called.parent is not None
    assert called.parent.span_id == request.context.span_id
    assert answer.json()["trace_id"] == "0af7651916cd43dd8448eb211c80319c"
    assert lan.household_id not in str([(span.name, dict(span.attributes or {})) for span in spans])
