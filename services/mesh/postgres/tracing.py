"""SQL spans, without the SQL: operation and table, no parameter and no literal."""

import re
from typing import Any

from opentelemetry import trace
from opentelemetry.trace import SpanKind, Tracer
from psycopg import AsyncCursor
from psycopg.sql import Composable

_COMMENT = re.compile(r"--[^\n]*\n")
_OPERATION = re.compile(r"\s*([A-Za-z]+)")
_TABLE = re.compile(r"\b(?:FROM|INTO|UPDATE)\s+([A-Za-z_][\w.]*)", re.IGNORECASE)
_WITH_TABLE = frozenset({"SELECT", "INSERT", "UPDATE", "DELETE", "WITH"})


def summary_of(query: object) -> str:
    """Operation and first table of `query`, e.g. "INSERT ledger.entry"; "" for an empty one, such as a pool's check."""
    text = query.decode("utf-8", "replace") if isinstance(query, bytes) else query
    if isinstance(text, Composable):
        text = text.as_string(None)
    text = _COMMENT.sub("", text[:2000]) if isinstance(text, str) else ""
    begun = _OPERATION.match(text)
    if begun is None:
        return ""
    operation = begun[1].upper()
    table = _TABLE.search(text) if operation in _WITH_TABLE else None
    return f"{operation} {table[1]}" if table else operation


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
