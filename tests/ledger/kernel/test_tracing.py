"""The post of a group stands in the caller's trace when that is recorded, and costs nothing when it is not."""

from collections.abc import Sequence

from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind

from services.ledger.journal.model import PostingGroup
from services.ledger.journal.refusal import Reason
from services.ledger.kernel.answers import Answer, Refused
from services.ledger.kernel.tracing import TracedPoster
from services.mesh.ids import new_id
from services.mesh.telemetry import Telemetry


class Refusing:
    """Refuses all."""

    async def post(self, group: PostingGroup) -> Answer:
        return Refused(Reason.QUEUE_FULL)

    async def post_many(self, groups: Sequence[PostingGroup]) -> list[Answer]:
        return [Refused(Reason.QUEUE_FULL) for _ in groups]


async def spans_of_a_post(ratio: float) -> list[tuple[str, SpanKind, bool]]:
    exported = InMemorySpanExporter()
    telemetry = Telemetry("ledger", trace_ratio=ratio, processors=[SimpleSpanProcessor(exported)])
    poster = TracedPoster(Refusing(), telemetry.tracer)
    with telemetry.tracer.start_as_current_span("caller"):
        answer = await poster.post(PostingGroup(new_id(), new_id(), new_id(), ()))
    assert answer == Refused(Reason.QUEUE_FULL)
    return [(span.name, span.kind, span.parent is not None) for span in exported.get_finished_spans()]


async def test_a_post_in_a_recorded_trace_is_a_span_of_it() -> None:
    assert await spans_of_a_post(1) == [
        ("INSERT ledger.entries", SpanKind.CLIENT, True),
        ("caller", SpanKind.INTERNAL, False),
    ]


async def test_a_post_outside_of_one_is_none() -> None:
    assert await spans_of_a_post(0) == []
