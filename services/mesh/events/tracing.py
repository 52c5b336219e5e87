"""A span for each household of a batch, in the trace of what caused its last event and linked to the others."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from uuid import UUID

from heo.events.v1.event_pb2 import Event
from opentelemetry.trace import Link, Span, SpanKind, Tracer, get_current_span, use_span

from services.mesh.telemetry import remote_context

NAME = "process heo.ledger.v1.EventService"
MOST_LINKS = 32


class Spans:
    """The open spans of one batch."""

    def __init__(self, by_household: Mapping[UUID, Span]) -> None:
        """Know them by household."""
        self._by_household = by_household

    def of(self, household_id: UUID) -> AbstractContextManager[Span]:
        """Work inside of the household's span; what an exception says is never recorded, it may quote people's data."""
        span = self._by_household[household_id]
        return use_span(span, end_on_exit=False, record_exception=False, set_status_on_exception=False)


@contextmanager
def open_spans(tracer: Tracer, parts: Mapping[UUID, Sequence[Event]]) -> Iterator[Spans]:
    """Spans for the events of each household, ended with the block."""
    spans = {household_id: _start(tracer, events) for household_id, events in parts.items()}
    try:
        yield Spans(spans)
    finally:
        for span in spans.values():
            span.end()


def _start(tracer: Tracer, events: Sequence[Event]) -> Span:
    traceparents = [event.traceparent for event in events if event.traceparent]
    *others, cause = traceparents[-MOST_LINKS:] or [""]
    links = [Link(get_current_span(remote_context(other)).get_span_context()) for other in others]
    return tracer.start_span(NAME, context=remote_context(cause), kind=SpanKind.CONSUMER, links=links)
