"""Innermost: bytes that are no message, and the contract's field rules (buf.validate), on every request message."""

from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from typing import Any

import grpc
from google.protobuf.message import DecodeError, Message
from google.rpc.error_details_pb2 import BadRequest
from protovalidate import Validator, Violation

from services.mesh.errors import ServiceError
from services.mesh.interceptors.base import Around, Check, Context, Handler, Interceptor, Method, Undecodable, wrap

MOST_VIOLATIONS = 20
"""Told to the caller at most; the rest would be told after these are mended."""


class ValidationInterceptor(Interceptor):
    """Refuses messages that break their rules."""

    def __init__(self, unruled_services: frozenset[str] = frozenset()) -> None:
        """Look at the requests of all services but `unruled_services` (health, reflection: protocols that are not
        ours).
        """
        super().__init__()
        self._unruled = unruled_services
        self._check = request_check(Validator())

    def around(self, method: Method) -> Around | None:
        """Surround each method of a ruled service."""
        if method.service in self._unruled:
            return None
        check = self._check

        @asynccontextmanager
        async def validated(_context: Context) -> AsyncIterator[Check]:
            yield check

        return validated

    def wrapped(self, handler: Handler, around: Around) -> Handler:
        """Let in bytes that are no message too: gRPC itself would answer them with a bare UNKNOWN."""
        return wrap(handler, around, decode=forgiving(handler.request_deserializer))


def forgiving(decode: Callable[[bytes], Any]) -> Callable[[bytes], Any]:
    """`decode`, which answers Undecodable where it would fail."""

    def decoded(data: bytes) -> Any:
        try:
            return decode(data)
        except DecodeError:
            return Undecodable()

    return decoded


def request_check(validator: Validator) -> Check:
    """A check that raises INVALID_ARGUMENT with one field violation per broken rule: path and rule, never the value."""

    def check(request: Message | Undecodable) -> None:
        if isinstance(request, Undecodable):
            raise ServiceError("INVALID_ARGUMENT", grpc.StatusCode.INVALID_ARGUMENT, "the bytes are no such message")
        violations = validator.collect_violations(request)
        if violations:
            raise _refusal(violations[:MOST_VIOLATIONS])

    return check


def _refusal(violations: Iterable[Violation]) -> ServiceError:
    bad = BadRequest()
    for violation in violations:
        proto = violation.proto
        bad.field_violations.add(
            field=_path(violation),
            description=proto.message or proto.rule_id,
            reason=proto.rule_id.upper().replace(".", "_"),
        )
    code = grpc.StatusCode.INVALID_ARGUMENT
    return ServiceError("INVALID_ARGUMENT", code, "fields break their rules; the violations name them", details=(bad,))


def _path(violation: Violation) -> str:
    """The field's path, "lines[2].note"; a map's key is somebody's data and is left out."""
    path = violation.proto.field
    parts = []
    for element in path.elements if path is not None else ():
        subscript = element.subscript
        index = f"[{subscript.value}]" if subscript is not None and subscript.field == "index" else ""
        parts.append(f"{element.field_name}{index}")
    return ".".join(parts)
