"""Several hundred hostile files: bombs, cuts, lies, mixtures, and bits that fell over."""

import random
import struct
import zlib
from collections.abc import Iterator
from functools import partial

from PIL import Image

from tests.ai.pictures.files import (
    HOSTILE,
    Maker,
    jpeg,
    jpeg_claiming,
    pdf_of,
    pdf_with_text,
    picture,
    png_claiming,
    saved,
)

SEED = 20260923
FORMS = ("JPEG", "PNG", "WEBP", "HEIF", "PDF")


def every() -> list[tuple[str, Maker]]:
    """Name and maker of each file, the same ones every time."""
    found: list[tuple[str, Maker]] = [(name, make) for name, (make, _) in HOSTILE.items()]
    for part in (_cuts, _lies, _flips, _mixtures, _bombs, _documents):
        found += list(part())
    return found


def _honest(form: str) -> bytes:
    if form == "HEIF":
        import pillow_heif

        pillow_heif.register_heif_opener()
    return saved(picture(400, 300), form)


def _slice(data: bytes, first: int, last: int | None) -> bytes:
    return data[first:last]


def _joined(*parts: bytes) -> bytes:
    return b"".join(parts)


def _zeros(side: int) -> bytes:
    return png_claiming(side, side, bytes(side * (3 * side + 1)))


def _blank(mode: str, side: int, form: str) -> bytes:
    return saved(Image.new(mode, (side, side)), form)


def _cuts() -> Iterator[tuple[str, Maker]]:
    for form in FORMS:
        data = _honest(form)
        for percent in (1, 3, 10, 25, 50, 75, 90, 97, 99):
            yield f"{form} cut at {percent} %", partial(_slice, data, 0, len(data) * percent // 100)
        yield f"{form} without a beginning", partial(_slice, data, 20, None)
        yield f"{form} twice", partial(_joined, data, data)


def _lies() -> Iterator[tuple[str, Maker]]:
    for width, height in (
        (1, 60_000),
        (60_000, 1),
        (65_535, 65_535),
        (50_000, 20_000),
        (29_999, 4_000),
        (3, 3),
        (0, 0),
    ):
        yield f"jpeg claiming {width}x{height}", partial(jpeg_claiming, width, height)
    for width, height in ((2**31 - 1, 2**31 - 1), (10**9, 1), (1, 10**9), (31_623, 31_623), (29_999, 1700), (7, 0)):
        yield f"png claiming {width}x{height}", partial(png_claiming, width, height, bytes(64))
    for depth in (0, 3, 5, 16, 255):
        for colour in (0, 1, 2, 3, 6, 99):
            yield f"png of depth {depth} and colour {colour}", partial(_odd_png, depth, colour)
    for name, data in (
        ("svg", b"<svg><script>x</script></svg>"),
        ("html", b"<!doctype html><img src=x>"),
        ("elf", b"\x7fELF"),
    ):
        for head in (
            b"",
            b"\xff\xd8\xff",
            b"\x89PNG\r\n\x1a\n",
            b"RIFF\0\0\0\0WEBP",
            b"%PDF-1.7\n",
            b"\0\0\0\x18ftypheic",
        ):
            yield f"{name} behind {head[:4]!r}", partial(_joined, head, data * 40)


def _odd_png(depth: int, colour: int) -> bytes:
    data = bytearray(png_claiming(64, 64, bytes(64 * 64 * 4)))
    data[24], data[25] = depth, colour
    struct.pack_into(">I", data, 29, zlib.crc32(bytes(data[12:29])))
    return bytes(data)


def _flips() -> Iterator[tuple[str, Maker]]:
    draw = random.Random(SEED)  # noqa: S311 - files, not secrets
    for form in FORMS:
        data = _honest(form)
        for number in range(22):
            places = [(draw.randrange(len(data)), draw.randrange(256)) for _ in range(draw.choice((1, 4, 40)))]
            yield f"{form} with bits that fell over {number}", partial(_flipped, data, places)


def _flipped(data: bytes, places: list[tuple[int, int]]) -> bytes:
    changed = bytearray(data)
    for at, value in places:
        changed[at] = value
    return bytes(changed)


def _mixtures() -> Iterator[tuple[str, Maker]]:
    for form in FORMS:
        for other in FORMS:
            if form != other:
                yield f"{form} that ends as {other}", partial(_joined, _honest(form)[:150], _honest(other))
    for form in FORMS:
        yield f"{form} with a zip behind it", partial(_joined, _honest(form), b"PK\x03\x04" + bytes(5000))
        yield f"{form} with a script behind it", partial(_joined, _honest(form), b"<script>alert(1)</script>" * 500)


def _bombs() -> Iterator[tuple[str, Maker]]:
    for side in (2000, 4000, 7000):
        yield f"a png of zeros, {side}", partial(_zeros, side)
        yield f"a palette of {side}", partial(_blank, "P", side, "PNG")
        yield f"a webp of {side}", partial(_blank, "RGB", side, "WEBP")
        yield f"a grey 16 bit {side}", partial(_blank, "I;16", side, "PNG")
    yield "a jpeg of many scans", lambda: saved(picture(3000, 3000), "JPEG", progressive=True)
    yield "a jpeg of many markers", lambda: b"\xff\xd8" + b"\xff\xe1\x00\x02" * 200_000 + jpeg(64, 64)[2:]
    yield "a jpeg of stuffing", lambda: b"\xff\xd8" + b"\xff" * 3_000_000
    yield "a png of text", lambda: _png_with(b"zTXt", b"a\0\0" + zlib.compress(bytes(90_000_000)))
    yield "a png of profile", lambda: _png_with(b"iCCP", b"a\0\0" + zlib.compress(bytes(90_000_000)))
    yield (
        "a jpeg of exif",
        lambda: jpeg(64, 64)[:2] + b"\xff\xe1\xff\xffExif\0\0" + b"II*\0" + bytes(65_000) + jpeg(64, 64),
    )
    yield (
        "an animation",
        lambda: saved(picture(300, 300), "WEBP", save_all=True, append_images=[picture(300, 300)] * 60),
    )


def _png_with(kind: bytes, body: bytes) -> bytes:
    chunk = struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    honest = saved(picture(64, 64), "PNG")
    return honest[:33] + chunk + honest[33:]


def _documents() -> Iterator[tuple[str, Maker]]:
    for pages in (11, 200, 3000):
        yield f"a pdf of {pages} pages", partial(pdf_with_text, ["x"], pages)
    for box in ("0 0 1e9 1e9", "0 0 0 0", "0 0 -5 7", "0 0 14400 14400", "0 0 1 100000", "a b c d"):
        yield f"a pdf as large as {box}", partial(_pdf_page, box.encode(), b"q Q")
    for name, content in (
        ("deep nesting", b"q " * 200_000),
        ("long paths", b"0 0 m " + b"9 9 l 3 4 l " * 200_000 + b"S"),
        ("many letters", b"BT /F1 9 Tf " + b"(aaaa) Tj " * 60_000 + b"ET"),
        ("many curves", b"1 1 m " + b"1 2 3 4 5 6 c " * 200_000 + b"B"),
    ):
        yield f"a pdf of {name}", partial(_pdf_page, b"0 0 595 842", content)
    yield (
        "a pdf that is its own parent",
        lambda: pdf_of([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R] /Count 9 >>"]),
    )
    yield (
        "a pdf that lies about its pages",
        lambda: pdf_of([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 7 >>"]),
    )
    yield "a pdf with a script", lambda: pdf_of([
        b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>",
        b"<< /Type /Pages /Kids [] /Count 0 >>",
    ])  # fmt: skip
    yield "a pdf bomb", lambda: _pdf_stream(zlib.compress(bytes(300_000_000), 9))
    yield (
        "a pdf bomb in a bomb",
        lambda: _pdf_stream(zlib.compress(zlib.compress(bytes(200_000_000), 9), 9), b"[/FlateDecode /FlateDecode]"),
    )
    yield "a pdf with a huge picture", _pdf_with_huge_picture
    yield (
        "a locked pdf",
        lambda: pdf_with_text(["x"]).replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt << /Filter /Standard /V 9 >>"),
    )


def _pdf_page(box: bytes, content: bytes) -> bytes:
    return pdf_of([
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [" + box + b"] /Contents 5 0 R "
        b"/Resources << /Font << /F1 3 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n" % len(content) + content + b"\nendstream",
    ])  # fmt: skip


def _pdf_stream(body: bytes, filters: bytes = b"/FlateDecode") -> bytes:
    return pdf_of([
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
        b"<< /Filter " + filters + b" /Length %d >>\nstream\n" % len(body) + body + b"\nendstream",
    ])  # fmt: skip


def _pdf_with_huge_picture() -> bytes:
    body = zlib.compress(bytes(1_000_000))
    return pdf_of([
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /XObject << /I 5 0 R >> >> >>"),
        b"<< /Length 29 >>\nstream\nq 595 0 0 842 0 0 cm /I Do Q\nendstream",
        b"<< /Type /XObject /Subtype /Image /Width 100000 /Height 100000 /BitsPerComponent 8 /ColorSpace /DeviceRGB "
        b"/Filter /FlateDecode /Length %d >>\nstream\n" % len(body) + body + b"\nendstream",
    ])  # fmt: skip
