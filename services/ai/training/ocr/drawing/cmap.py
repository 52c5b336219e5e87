"""Which characters a font file has: the `cmap` table of TrueType and OpenType, formats 4 and 12."""

import struct
from functools import cache
from pathlib import Path

UNICODE_TABLES = {(3, 1), (3, 10), (0, 3), (0, 4), (0, 6)}


@cache
def characters(path: Path) -> frozenset[int]:
    """Code points with a glyph; empty when the file has no Unicode table."""
    data = path.read_bytes()
    start = struct.unpack_from(">I", data, 12)[0] if data[:4] == b"ttcf" else 0
    table = _table(data, start)
    if table is None:
        return frozenset()
    found: set[int] = set()
    (count,) = struct.unpack_from(">H", data, table + 2)
    for index in range(count):
        platform, encoding, offset = struct.unpack_from(">HHI", data, table + 4 + 8 * index)
        if (platform, encoding) in UNICODE_TABLES:
            found |= _subtable(data, table + offset)
    return frozenset(found)


def _table(data: bytes, start: int) -> int | None:
    (count,) = struct.unpack_from(">H", data, start + 4)
    for index in range(count):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, start + 12 + 16 * index)
        if tag == b"cmap":
            return int(offset)
    return None


def _subtable(data: bytes, start: int) -> set[int]:
    (form,) = struct.unpack_from(">H", data, start)
    if form == 4:
        count = struct.unpack_from(">H", data, start + 6)[0] // 2
        lasts = struct.unpack_from(f">{count}H", data, start + 14)
        firsts = struct.unpack_from(f">{count}H", data, start + 16 + 2 * count)
        ranges = [(first, last) for first, last in zip(firsts, lasts, strict=True) if last < 0xFFFF]
    elif form == 12:
        (count,) = struct.unpack_from(">I", data, start + 12)
        ranges = [struct.unpack_from(">II", data, start + 16 + 12 * index) for index in range(count)]
    else:
        ranges = []
    return {code for first, last in ranges for code in range(first, last + 1)}
