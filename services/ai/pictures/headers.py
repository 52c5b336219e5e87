"""The first look: what a file is and how large it claims to be, read from its own bytes without decoding.

The name and the media type that an uploader gives are not asked. Whatever is not plainly one of five formats is no
picture.
"""

import struct

from services.ai.pictures.model import (
    BROKEN,
    HEIC,
    JPEG,
    NOT_A_PICTURE,
    PDF,
    PNG,
    TOO_LARGE,
    WEBP,
    Header,
    Limits,
    PictureError,
)

HEIF_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"})
FRAMES = frozenset({0xC0, 0xC1, 0xC2})
"""JPEG frames that cameras make: baseline, extended and progressive Huffman."""
ODD_FRAMES = frozenset({0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF})
MOST_MARKERS = 2000
MOST_BOXES = 400


def look(data: bytes, limits: Limits) -> Header:
    """The header of an acceptable file. PictureError NOT_A_PICTURE, TOO_LARGE or BROKEN otherwise."""
    if len(data) > limits.most_bytes:
        raise PictureError(TOO_LARGE, "bytes")
    header = _header(data)
    if header.media_type == PDF:
        return header
    if header.width < 1 or header.height < 1:
        raise PictureError(BROKEN, "a side of no pixels")
    most = limits.most_pixels if header.media_type == JPEG else limits.most_decoded_pixels
    if max(header.width, header.height) > limits.most_side or header.width * header.height > most:
        raise PictureError(TOO_LARGE, "pixels")
    return header


def _header(data: bytes) -> Header:
    try:
        if data.startswith(b"\xff\xd8\xff"):
            return Header(JPEG, *_jpeg_size(data))
        if data.startswith(b"\x89PNG\r\n\x1a\n"):
            return Header(PNG, *_png_size(data))
        if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            return Header(WEBP, *_webp_size(data))
        if data[4:8] == b"ftyp":
            return Header(HEIC, *_heif_size(data))
    except (struct.error, IndexError) as error:
        raise PictureError(BROKEN, "the header ends too early") from error
    if data.startswith(b"%PDF-"):
        return Header(PDF)
    raise PictureError(NOT_A_PICTURE, "none of the formats")


def _jpeg_size(data: bytes) -> tuple[int, int]:
    position = 2
    for _ in range(MOST_MARKERS):
        while data[position] != 0xFF:
            position += 1
        while data[position] == 0xFF:
            position += 1
        marker = data[position]
        position += 1
        if marker == 0x01 or 0xD0 <= marker <= 0xD8:
            continue
        if marker in (0xD9, 0xDA) or marker in ODD_FRAMES:
            raise PictureError(BROKEN, "no frame that can be decoded")
        (length,) = struct.unpack_from(">H", data, position)
        if marker in FRAMES:
            height, width = struct.unpack_from(">HH", data, position + 3)
            return width, height
        position += max(length, 2)
    raise PictureError(BROKEN, "too many markers")


def _png_size(data: bytes) -> tuple[int, int]:
    length, kind, width, height = struct.unpack_from(">I4sII", data, 8)
    if kind != b"IHDR" or length != 13:
        raise PictureError(BROKEN, "no IHDR")
    return width, height


def _webp_size(data: bytes) -> tuple[int, int]:
    kind = data[12:16]
    if kind == b"VP8X":
        width = int.from_bytes(data[24:27], "little") + 1
        return width, int.from_bytes(data[27:30], "little") + 1
    if kind == b"VP8L":
        (bits,) = struct.unpack_from("<I", data, 21)
        return (bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1
    if kind == b"VP8 ":
        width, height = struct.unpack_from("<HH", data, 26)
        return width & 0x3FFF, height & 0x3FFF
    raise PictureError(BROKEN, "no picture in the container")


def _heif_size(data: bytes) -> tuple[int, int]:
    """The largest of the announced sizes: tiles and thumbnails have their own."""
    (length,) = struct.unpack_from(">I", data, 0)
    brands = {data[8:12]} | {data[at : at + 4] for at in range(16, min(length, 256), 4)}
    if not brands & HEIF_BRANDS:
        raise PictureError(NOT_A_PICTURE, "a film or something else in boxes")
    best, position = (0, 0), 0
    for _ in range(MOST_BOXES):
        position = data.find(b"ispe", position)
        if position < 0:
            break
        width, height = struct.unpack_from(">II", data, position + 8)
        best = max(best, (width, height), key=lambda size: size[0] * size[1])
        position += 4
    if best == (0, 0):
        raise PictureError(BROKEN, "no size announced")
    return best
