"""What a receipt remembers of a write that moved no money."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import Field, dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import IntEnum
from types import MappingProxyType
from typing import Any, TypeAlias
from uuid import UUID

FORM = "heo-ledger-request/1"
"""Version of the canonical form below. A change of the form needs a new one, or old requests would look like new ones.
"""

LATER: Mapping[str, bool] = MappingProxyType({"later": True})
"""Metadata of a dataclass field that the first form did not have: at its default it stays out of the form, so that a
request from before still hashes to what its receipt holds.
"""

Plain: TypeAlias = "bool | int | str | list[Plain] | dict[str, Plain] | None"


@dataclass(frozen=True, slots=True)
class Receipt:
    """A write that took effect: its method, the hash of what was asked, and the answer that it got."""

    method: str
    request_hash: bytes
    answer: bytes

    def answers(self, method: str, request_hash: bytes) -> bool:
        """Whether the same thing is asked again; otherwise the id was reused."""
        return self.method == method and self.request_hash == request_hash


def request_hash(method: str, request: object) -> bytes:
    """SHA-256 over the canonical form of a request in domain terms (a dataclass), never over wire bytes."""
    form = json.dumps([FORM, method, plain(request)], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(form.encode()).digest()


def plain(value: object) -> Plain:
    """`value` in JSON's terms; TypeError for anything that has no one canonical form, such as a set."""
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, IntEnum | int):
        return int(value)
    if isinstance(value, float):
        return value.hex()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, tuple | list):
        return [plain(part) for part in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(part) for field, part in _said(value)}
    raise TypeError(f"no canonical form for {type(value).__name__}")


def _said(value: Any) -> Iterator[tuple[Field[Any], object]]:
    """The fields that belong to the form: all but those of LATER that are at their default."""
    for field in fields(value):
        part = getattr(value, field.name)
        if "later" not in field.metadata or part != field.default:
            yield field, part
