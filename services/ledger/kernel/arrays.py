"""PostgreSQL arrays in their binary form, built by whole columns.

psycopg dumps a list element by element; a batch has thousands. Here a column is joined or packed in one call, which
was the largest single gain of the write path. An array is: dimensions, has-nulls flag, element type, length, lower
bound, then each element as a 4-byte length (-1 for NULL) and its bytes, all big-endian.
"""

import struct
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any, ClassVar
from uuid import UUID

from psycopg import AsyncConnection
from psycopg.abc import Buffer
from psycopg.adapt import Dumper
from psycopg.pq import Format

_HEADER = struct.Struct(">iiIii")
_NULL = b"\xff\xff\xff\xff"
_DATE_EPOCH = date(2000, 1, 1).toordinal()
_MICROSECOND = timedelta(microseconds=1)


class PgArray:
    """A dumped column; its subclasses say of what type."""

    __slots__ = ("data",)
    element_oid: ClassVar[int]
    array_oid: ClassVar[int]

    def __init__(self, data: bytes) -> None:
        """Hold the binary form."""
        self.data = data


class Int2Array(PgArray):
    """smallint[]."""

    element_oid, array_oid = 21, 1005


class Int4Array(PgArray):
    """integer[]."""

    element_oid, array_oid = 23, 1007


class Int8Array(PgArray):
    """bigint[]."""

    element_oid, array_oid = 20, 1016


class UuidArray(PgArray):
    """uuid[]."""

    element_oid, array_oid = 2950, 2951


class TextArray(PgArray):
    """text[]."""

    element_oid, array_oid = 25, 1009


class ByteaArray(PgArray):
    """bytea[]."""

    element_oid, array_oid = 17, 1001


class DateArray(PgArray):
    """date[]."""

    element_oid, array_oid = 1082, 1182


class TimeArray(PgArray):
    """timestamptz[]."""

    element_oid, array_oid = 1184, 1185


class BoolArray(PgArray):
    """boolean[]."""

    element_oid, array_oid = 16, 1000


_INTEGER_FORM: dict[type[PgArray], tuple[str, int]] = {
    Int2Array: ("ih", 2), Int4Array: ("ii", 4), Int8Array: ("iq", 8), DateArray: ("ii", 4), TimeArray: ("iq", 8),
}  # fmt: skip


def integers(kind: type[PgArray], values: Sequence[int]) -> PgArray:
    """A column of integers without NULL; for dates and times see `day` and `instant`."""
    form, size = _INTEGER_FORM[kind]
    flat = [size] * (2 * len(values))
    flat[1::2] = values
    return kind(_header(kind, len(values), False) + struct.pack(">" + form * len(values), *flat))


def optional_integers(kind: type[PgArray], values: Sequence[int | None]) -> PgArray:
    """A column of integers with NULLs."""
    one = struct.Struct(">" + _INTEGER_FORM[kind][0])
    size = _INTEGER_FORM[kind][1]
    body = b"".join(_NULL if value is None else one.pack(size, value) for value in values)
    return kind(_header(kind, len(values), True) + body)


def fixed(kind: type[PgArray], values: Sequence[bytes], size: int) -> PgArray:
    """A column of values that all have `size` bytes: ids (16), hashes (32), booleans (1)."""
    prefix = size.to_bytes(4, "big")
    body = prefix + prefix.join(values) if values else b""
    return kind(_header(kind, len(values), False) + body)


def varying(kind: type[PgArray], values: Iterable[bytes | None]) -> PgArray:
    """A column of texts (UTF-8) or bytes, with NULLs."""
    parts = list(values)
    body = b"".join([_NULL if part is None else len(part).to_bytes(4, "big") + part for part in parts])
    return kind(_header(kind, len(parts), True) + body)


def uuids(values: Iterable[UUID]) -> PgArray:
    """A column of ids."""
    return fixed(UuidArray, [value.bytes for value in values], 16)


def day(value: date) -> int:
    """A civil date as PostgreSQL counts it: days since 2000-01-01."""
    return value.toordinal() - _DATE_EPOCH


def instant(value: datetime) -> int:
    """An aware time as PostgreSQL counts it: microseconds since 2000-01-01 UTC."""
    return (value - datetime(2000, 1, 1, tzinfo=value.tzinfo)) // _MICROSECOND


def _header(kind: type[PgArray], length: int, nulls: bool) -> bytes:
    if not length:
        return struct.pack(">iiI", 0, 0, kind.element_oid)
    return _HEADER.pack(1, int(nulls), kind.element_oid, length, 1)


def _dumper(kind: type[PgArray]) -> type[Dumper]:
    class ArrayDumper(Dumper):
        format = Format.BINARY
        oid = kind.array_oid

        def dump(self, obj: Any) -> Buffer | None:
            data: bytes = obj.data
            return data

    return ArrayDumper


def register(conn: AsyncConnection[Any]) -> None:
    """Teach one connection to send these arrays."""
    for kind in (*_INTEGER_FORM, UuidArray, TextArray, ByteaArray, BoolArray):
        conn.adapters.register_dumper(kind, _dumper(kind))
