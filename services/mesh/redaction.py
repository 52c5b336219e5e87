"""What a log line or a span may carry: known keys with small values. Everything else is dropped, by construction."""

import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

ALLOWED_KEYS = frozenset(
    {
        "action", "attempt", "attempts", "batch", "child", "code", "command", "component", "consumer", "count",
        "dropped_fields", "entries", "error_type", "event", "exit_status", "file", "frames", "groups", "kind", "legs",
        "level", "listen", "logger", "method", "migration", "model", "operation", "path", "peer", "phase", "pid",
        "placement", "port", "position", "reason", "restarts", "revision", "role", "rows", "rpc_method", "rule",
        "schema", "sequence", "service", "signal", "source", "state", "status", "step", "target", "task", "timestamp",
        "trace_id", "span_id", "traceparent", "url", "version",
    }
)  # fmt: skip
"""Keys that any service may write."""

ALLOWED_SUFFIXES = ("_id", "_ids", "_ms", "_s", "_us", "_count", "_bytes", "_kind", "_version", "_reason", "_state")
"""Endings of further keys that may be written: ids, measures and enumerations."""

FORBIDDEN_WORDS = frozenset(
    {
        "amount", "authorization", "balance", "cookie", "description", "display", "email", "memo", "message", "money",
        "name", "note", "password", "payee", "payload", "phone", "secret", "sentence", "text", "title", "token",
        "words",
    }
)  # fmt: skip
"""Words that no part of a key may be, whatever it ends in."""

LONGEST_TEXT = 300
MALFORMED_EVENT = "event.malformed"
_EVENT = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*")


def is_allowed(key: str, extra: frozenset[str] = frozenset()) -> bool:
    """Whether a field called `key` may leave the process; a forbidden word wins over every permission."""
    if not FORBIDDEN_WORDS.isdisjoint(key.split("_")):
        return False
    return key in ALLOWED_KEYS or key in extra or key.endswith(ALLOWED_SUFFIXES)


def redacted(fields: Mapping[str, Any], extra: frozenset[str] = frozenset()) -> dict[str, Any]:
    """`fields` without those that may not leave; the names of the dropped ones stay, so that the loss is noticed.

    An event that is not a plain dotted name is replaced by MALFORMED_EVENT.
    """
    kept = {key: _small(value) for key, value in fields.items() if is_allowed(key, extra)}
    if not _EVENT.fullmatch(str(kept.get("event", ""))):
        kept["event"] = MALFORMED_EVENT  # an event is a constant, "entry.posted"; a sentence may hold somebody's data
    dropped = sorted(fields.keys() - kept.keys())
    return {**kept, "dropped_fields": dropped} if dropped else kept


def _small(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str):
        return value[:LONGEST_TEXT]
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, list | tuple | set | frozenset):
        return [_small(item) for item in list(value)[:32]]
    return type(value).__name__
