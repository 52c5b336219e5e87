"""A span for each household of a batch, in the trace of what caused its last event and linked to the others."""

from collections.abc import Awaitable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar
from uuid import UUID

from opentelemetry.trace import Link, Span, SpanKind, Tracer, get_current_span, use_span

from services.mesh.telemetry import remote_context
from services.notifier.events.model import Look

T = TypeVar("T")
NAME = "process heo.ledger.v1.EventService"
MOST_LINKS = 32


class Spans:
    """The open spans of one batch."""

    def __init__(self, by_household: dict[UUID, Span]) -> None:
        """Know them by household."""
        self._by_household = by_household

    async def inside(self, look: Look, work: Awaitable[T]) -> T:
        """Do `work` inside of the household's span."""
        with use_span(self._by_household[look.household_id], end_on_exit=False):
            return await work


class Traces:
    """Opens the spans of batches."""

    def __init__(self, tracer: Tracer) -> None:
        """Open them with `tracer`."""
        self._tracer = tracer

    @contextmanager
    def of(self, looks: Iterable[Look]) -> Iterator[Spans]:
        """Spans for `looks`, ended with the block."""
        spans = {look.household_id: self._start(look) for look in looks}
        try:
            yield Spans(spans)
        finally:
            for span in spans.values():
                span.end()

    def _start(self, look: Look) -> Span:
        *others, cause = look.traceparents[-MOST_LINKS:] or [""]
        links = [Link(get_current_span(remote_context(other)).get_span_context()) for other in others]
        return self._tracer.start_span(NAME, context=remote_context(cause), kind=SpanKind.CONSUMER, links=links)
