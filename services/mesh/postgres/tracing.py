"""SQL spans, without the SQL: operation and table, no parameter and no literal."""

import re
from typing import Any

from opentelemetry import trace
from opentelemetry.trace import SpanKind, Tracer
from psycopg import AsyncCursor
from psycopg.sql import Composable

_SUMMARY = re.compile(
    r"(?:--[^\n]*\n|\s)*(?P<operation>[A-Za-z]+)(?:.*?\b(?:FROM|INTO|UPDATE|TABLE)\s+(?P<table>[\w.\"]+))?",
    re.IGNORECASE | re.DOTALL,
)


def summary_of(query: object) -> str:
    """Operation and first table of `query`, e.g. "INSERT ledger.entry"; "" for an empty one, such as a pool's check."""
    text = query.decode("utf-8", "replace") if isinstance(query, bytes) else query
    if isinstance(text, Composable):
        text = text.as_string(None)
    found = _SUMMARY.match(text[:2000]) if isinstance(text, str) else None
    if found is None:
        return ""
    operation = found["operation"].upper()
    table = found["table"] if operation in {"SELECT", "INSERT", "UPDATE", "DELETE", "WITH"} else None
    return f"{operation} {table}" if table else operation


def traced_cursor(tracer: Tracer) -> type[AsyncCursor[Any]]:
    """A cursor class that puts a client span around each statement of a trace that is recorded; others cost one
    test.
    """

    class TracedCursor(AsyncCursor[Any]):
        async def execute(self, query: Any, *args: Any, **kwargs: Any) -> Any:
            if not trace.get_current_span().is_recording() or not query:
                return await super().execute(query, *args, **kwargs)
            with _span(tracer, query):
                return await super().execute(query, *args, **kwargs)

        async def executemany(self, query: Any, *args: Any, **kwargs: Any) -> None:
            if not trace.get_current_span().is_recording() or not query:
                return await super().executemany(query, *args, **kwargs)
            with _span(tracer, query):
                return await super().executemany(query, *args, **kwargs)

    return TracedCursor


def _span(tracer: Tracer, query: object) -> Any:
    summary = summary_of(query)
    attributes = {
        "db.system.name": "postgresql",
        "db.query.summary": summary,
        "db.operation.name": summary.partition(" ")[0],
    }
    return tracer.start_as_current_span(summary, kind=SpanKind.CLIENT, attributes=attributes)
