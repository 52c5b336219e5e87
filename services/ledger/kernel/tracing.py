"""The post of a group as a span of the caller's trace.

A batch holds groups of many callers, so its statements belong to no single trace. What each caller waits for, from the
queue to the commit, does.
"""

from collections.abc import Sequence

from opentelemetry.trace import SpanKind, Tracer, get_current_span

from services.ledger.journal.model import PostingGroup
from services.ledger.journal.posting import GroupPoster
from services.ledger.kernel.answers import Answer

NAME = "INSERT ledger.entries"
_ATTRIBUTES = {"db.system.name": "postgresql", "db.query.summary": NAME, "db.operation.name": "INSERT"}


class TracedPoster:
    """Posts through another poster; in a trace that is recorded, under a span that lasts until the answer."""

    def __init__(self, poster: GroupPoster, tracer: Tracer) -> None:
        """Post through `poster` and record with `tracer`."""
        self._poster = poster
        self._tracer = tracer

    async def post(self, group: PostingGroup) -> Answer:
        """Post one group, all or nothing."""
        if not get_current_span().is_recording():
            return await self._poster.post(group)
        with self._tracer.start_as_current_span(NAME, kind=SpanKind.CLIENT, attributes=_ATTRIBUTES):
            return await self._poster.post(group)

    async def post_many(self, groups: Sequence[PostingGroup]) -> list[Answer]:
        """Post groups, each by itself, under one span."""
        if not get_current_span().is_recording():
            return await self._poster.post_many(groups)
        with self._tracer.start_as_current_span(NAME, kind=SpanKind.CLIENT, attributes=_ATTRIBUTES):
            return await self._poster.post_many(groups)
