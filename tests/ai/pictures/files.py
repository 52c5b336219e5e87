"""Files for tests: honest ones, and those that strangers make."""

import io
import struct
import zlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PIL import Image, ImageDraw

Maker = Callable[[], bytes]


def picture(width: int, height: int) -> Image.Image:
    """Black bars on white."""
    made = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(made)
    for left in range(5, width, 20):
        draw.rectangle((left, 5, left + 8, height - 5), fill="black")
    return made


def saved(made: Image.Image, form: str, **options: Any) -> bytes:
    """The picture as a file."""
    buffer = io.BytesIO()
    made.save(buffer, form, **options)
    return buffer.getvalue()


def jpeg(width: int, height: int) -> bytes:
    return saved(picture(width, height), "JPEG")


def pdf_with_text(lines: Sequence[str], pages: int = 1) -> bytes:
    """A PDF whose pages each print the lines (ASCII) with Helvetica."""
    shown = " ".join(f"BT /F1 12 Tf 60 {760 - 24 * i} Td ({line}) Tj ET" for i, line in enumerate(lines))
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(pages))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for i in range(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * i} 0 R "
            f"/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(f"<< /Length {len(shown)} >>\nstream\n{shown}\nendstream".encode())
    return pdf_of(objects)


def pdf_of(objects: Sequence[bytes]) -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def png_claiming(width: int, height: int, body: bytes = b"") -> bytes:
    """A PNG whose header claims a size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(body)) + chunk(b"IEND", b"")


def jpeg_claiming(width: int, height: int) -> bytes:
    """A JPEG whose frame claims another size than it has."""
    data = bytearray(jpeg(64, 64))
    at = data.index(b"\xff\xc0")
    struct.pack_into(">HH", data, at + 5, height, width)
    return bytes(data)


HOSTILE: Mapping[str, tuple[Maker, frozenset[str]]] = {
    "nothing": (lambda: b"", frozenset({"NOT_A_PICTURE"})),
    "svg": (lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>", frozenset({"NOT_A_PICTURE"})),
    "html": (lambda: b"<html><script>alert(1)</script>", frozenset({"NOT_A_PICTURE"})),
    "gif": (lambda: saved(picture(20, 20), "GIF"), frozenset({"NOT_A_PICTURE"})),
    "tiff": (lambda: saved(picture(20, 20), "TIFF"), frozenset({"NOT_A_PICTURE"})),
    "zip": (lambda: b"PK\x03\x04" + bytes(100), frozenset({"NOT_A_PICTURE"})),
    "a film": (lambda: b"\x00\x00\x00\x18ftypisom\x00\x00\x00\x00isomiso2", frozenset({"NOT_A_PICTURE"})),
    "10^9 pixels of png": (lambda: png_claiming(32_000, 32_000), frozenset({"TOO_LARGE"})),
    "10^9 pixels of jpeg": (lambda: jpeg_claiming(40_000, 25_000), frozenset({"TOO_LARGE"})),
    "a png bomb": (
        lambda: png_claiming(9_000, 9_000, bytes(64)),
        frozenset({"TOO_LARGE"}),
    ),
    "no pixels": (lambda: png_claiming(0, 10), frozenset({"BROKEN"})),
    "a lying png": (lambda: png_claiming(500, 500, bytes(90)), frozenset({"BROKEN"})),
    "half a png": (lambda: saved(picture(300, 300), "PNG")[:300], frozenset({"BROKEN"})),
    "half a jpeg": (lambda: jpeg(300, 300)[:400], frozenset({"BROKEN"})),
    "a jpeg's first bytes": (lambda: b"\xff\xd8\xff", frozenset({"BROKEN"})),
    "half a webp": (lambda: saved(picture(300, 300), "WEBP")[:60], frozenset({"BROKEN"})),
    "no pdf": (lambda: b"%PDF-1.7\nnothing", frozenset({"BROKEN"})),
    "a pdf of 1000 pages": (lambda: pdf_with_text(["x"], pages=1000), frozenset({"TOO_LARGE"})),
    "too many bytes": (lambda: jpeg(64, 64) + bytes(17 * 1024 * 1024), frozenset({"TOO_LARGE"})),
}
"""Name → the file and the reasons that are right answers."""
