"""Structured logs: a constant event name and fields; JSON for machines, a console for people; redacted by
construction.
"""

import logging
import sys
from collections.abc import Iterable
from typing import Any, TextIO

import structlog
from opentelemetry import trace
from structlog.typing import EventDict, FilteringBoundLogger, Processor, WrappedLogger

from services.mesh.frames import frames_of
from services.mesh.redaction import redacted


def configure(
    service: str, level: str = "info", extra_fields: Iterable[str] = (), stream: TextIO | None = None
) -> None:
    """Set up the process's logging, the libraries' included; called once, by `__main__`.

    `extra_fields` are keys that this service may write beside the common ones. A terminal gets colours, anything else
    JSON.
    """
    out = stream or sys.stderr
    shared = _processors(service, frozenset(extra_fields))
    last: Processor = structlog.dev.ConsoleRenderer() if out.isatty() else structlog.processors.JSONRenderer()
    threshold = logging.getLevelNamesMapping()[level.upper()]
    structlog.configure(
        processors=[*shared, last],
        wrapper_class=structlog.make_filtering_bound_logger(threshold),
        logger_factory=structlog.PrintLoggerFactory(out),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(out)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(foreign_pre_chain=[_origin_only, *shared], processors=[last])
    )
    logging.basicConfig(handlers=[handler], level=max(threshold, logging.WARNING), force=True)


def get_logger(component: str) -> FilteringBoundLogger:
    """A logger whose lines say which part wrote them."""
    logger: FilteringBoundLogger = structlog.get_logger(component=component)
    return logger


def _processors(service: str, extra: frozenset[str]) -> list[Processor]:
    def named(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
        event["service"] = service
        return event

    def safe(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
        return redacted(event, extra)

    return [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        named,
        _add_trace,
        _exceptions_as_frames,
        safe,
    ]


def _add_trace(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    span = trace.get_current_span().get_span_context()
    if span.is_valid:
        event["trace_id"] = trace.format_trace_id(span.trace_id)
        event["span_id"] = trace.format_span_id(span.span_id)
    return event


def _exceptions_as_frames(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """An exception becomes its type and frames; its message may quote people's data."""
    info: Any = event.pop("exc_info", None)
    error = sys.exc_info()[1] if info is True else info[1] if isinstance(info, tuple) else info
    if isinstance(error, BaseException):
        event["error_type"] = type(error).__name__
        event["frames"] = frames_of(error)
    return event


def _origin_only(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """A library's message keeps its origin alone: its words are not under our control."""
    record: logging.LogRecord = event["_record"]
    return {
        "event": "library.message",
        "logger": record.name,
        "file": f"{record.filename}:{record.lineno}",
        "exc_info": record.exc_info,
    }
