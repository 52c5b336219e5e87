"""PostgreSQL arrays in their binary form, built by whole columns.

psycopg dumps a list element by element; a batch has thousands. Here a column is joined or packed in one call, which
was the largest single gain of the write path. An array is: dimensions, has-nulls flag, element type, length, lower
bound, then each element as a 4-byte length (-1 for NULL) and its bytes, all big-endian.
"""

import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from services.ledger.kernel.pipeline import Value

_HEADER = struct.Struct(">iiIii")
_NULL = b"\xff\xff\xff\xff"
_DATE_EPOCH = date(2000, 1, 1).toordinal()
_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Element:
    """The type of a column's elements: its number, that of its arrays, and how an integer of it is packed."""

    oid: int
    array_oid: int
    form: str = ""
    size: int = 0


INT2 = Element(21, 1005, "ih", 2)
INT4 = Element(23, 1007, "ii", 4)
INT8 = Element(20, 1016, "iq", 8)
DATE = Element(1082, 1182, "ii", 4)
TIME = Element(1184, 1185, "iq", 8)
UUID_ = Element(2950, 2951)
TEXT = Element(25, 1009)
BYTEA = Element(17, 1001)
BOOL = Element(16, 1000)


def integers(kind: Element, values: Sequence[int]) -> Value:
    """A column of integers without NULL; for dates and times see `day` and `instant`."""
    flat = [kind.size] * (2 * len(values))
    flat[1::2] = values
    return _array(kind, len(values), struct.pack(">" + kind.form * len(values), *flat))


def optional_integers(kind: Element, values: Sequence[int | None]) -> Value:
    """A column of integers with NULLs."""
    one = struct.Struct(">" + kind.form)
    body = b"".join([_NULL if value is None else one.pack(kind.size, value) for value in values])
    return _array(kind, len(values), body, nulls=True)


def fixed(kind: Element, values: Sequence[bytes], size: int) -> Value:
    """A column of values that all have `size` bytes: ids (16), hashes (32), booleans (1)."""
    prefix = size.to_bytes(4, "big")
    body = prefix + prefix.join(values) if values else b""
    return _array(kind, len(values), body)


def varying(kind: Element, values: Iterable[bytes | None]) -> Value:
    """A column of texts (UTF-8) or bytes, with NULLs."""
    parts = list(values)
    body = b"".join([_NULL if part is None else len(part).to_bytes(4, "big") + part for part in parts])
    return _array(kind, len(parts), body, nulls=True)


def uuids(values: Iterable[UUID]) -> Value:
    """A column of ids."""
    return fixed(UUID_, [value.bytes for value in values], 16)


def day(value: date) -> int:
    """A civil date as PostgreSQL counts it: days since 2000-01-01."""
    return value.toordinal() - _DATE_EPOCH


def instant(value: datetime) -> int:
    """An aware time as PostgreSQL counts it: microseconds since 2000-01-01 UTC."""
    return (value - datetime(2000, 1, 1, tzinfo=value.tzinfo)) // _MICROSECOND


def _array(kind: Element, length: int, body: bytes, *, nulls: bool = False) -> Value:
    header = _HEADER.pack(1, nulls, kind.oid, length, 1) if length else struct.pack(">iiI", 0, 0, kind.oid)
    return Value(header + body, kind.array_oid)


def one_id(value: UUID) -> Value:
    """A single id."""
    return Value(value.bytes, UUID_.oid)


def one_text(value: str) -> Value:
    """A single text."""
    return Value(value.encode(), TEXT.oid)


def one_bytes(value: bytes) -> Value:
    """A single run of bytes."""
    return Value(value, BYTEA.oid)


def one_integer(kind: Element, value: int) -> Value:
    """A single integer; for a time see `instant`."""
    return Value(struct.pack(">" + kind.form[1:], value), kind.oid)
