"""An alert's work stands in the trace of the transaction that caused it."""

from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind

from services.mesh.ids import new_id
from services.mesh.telemetry import Telemetry
from tests.notifier.conftest import StartNotifier
from tests.notifier.ledger_fake import FakeLedger

TRACE_ID, SPAN_ID = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"


async def test_the_consumer_goes_on_in_the_trace_of_the_event(ledger: FakeLedger, start: StartNotifier) -> None:
    exported = InMemorySpanExporter()
    telemetry = Telemetry("notifier", trace_ratio=1, processors=[SimpleSpanProcessor(exported)])
    notifier, stop = await start(telemetry)
    household_id, category_id, user_id = new_id(), new_id(), new_id()
    ledger.set_plan(household_id, "2026-11", category_id, 85, 100)
    await ledger.spend(household_id, "2026-11-18", category_id, new_id(), f"00-{TRACE_ID}-{SPAN_ID}-01")
    await notifier.until(household_id, user_id, 1)
    await stop()
    spans = exported.get_finished_spans()
    (consumed,) = [span for span in spans if span.kind is SpanKind.CONSUMER]
    assert consumed.parent is not None
    assert (f"{consumed.context.trace_id:032x}", f"{consumed.parent.span_id:016x}") == (TRACE_ID, SPAN_ID)
    below = {span.name for span in spans if span.parent and span.parent.span_id == consumed.context.span_id}
    assert "heo.ledger.v1.PlanService/ListPlans" in below
    assert any("INSERT" in name for name in below), below
