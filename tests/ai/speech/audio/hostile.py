"""Files that nobody should send, made from a seed: over 300, each with a name that says what is wrong with it."""

import io
import random
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

import av
import numpy as np

from services.ai.speech.audio.wav import header
from tests.ai.speech.audio.clips import FRAGMENTS, RECORDED, encoded, recorded, sine

SEED = 20260923
TEN_HOURS_S = 36_000
MAGICS = {
    "wav": b"RIFF\x24\x00\x00\x00WAVEfmt ",
    "webm": b"\x1aE\xdf\xa3",
    "ogg": b"OggS\x00\x02",
    "mp4": b"\x00\x00\x00\x18ftypmp42",
    "flac": b"fLaC\x00\x00\x00\x22",
    "mp3": b"\xff\xfb\x90\x00",
    "id3": b"ID3\x04\x00\x00\x7f\x7f\x7f\x7f",
    "caf": b"caff\x00\x01\x00\x00",
    "aiff": b"FORM\x00\x00\x00\x2eAIFFCOMM",
    "amr": b"#!AMR\n",
}


@dataclass(frozen=True, slots=True)
class Hostile:
    """One file."""

    name: str
    content: bytes


def files(seed: int = SEED) -> list[Hostile]:
    """All of them, the same for the same seed."""
    draw = random.Random(seed)  # noqa: S311 - files, not secrets
    whole = {how: recorded(sine(0.8), how) for how in RECORDED}
    made = [
        *_cut(whole),
        *_flipped(whole, draw),
        *_lying_wavs(),
        *_long(),
        *_tiny(),
        *_others(),
        *_noise(draw),
        *_deep(),
    ]
    return list({hostile.name: hostile for hostile in made}.values())


def _cut(whole: dict[str, bytes]) -> Iterator[Hostile]:
    for how, content in whole.items():
        for percent in (1, 5, 10, 25, 40, 50, 60, 75, 90, 97, 99):
            yield Hostile(f"cut {how} after {percent} %", content[: len(content) * percent // 100])
        yield Hostile(f"beginning lost {how}", content[len(content) // 3 :])
        yield Hostile(f"middle lost {how}", content[: len(content) // 3] + content[len(content) * 2 // 3 :])
        yield Hostile(f"twice {how}", content + content)


def _flipped(whole: dict[str, bytes], draw: random.Random) -> Iterator[Hostile]:
    for how, content in whole.items():
        for share in (0.0005, 0.005, 0.05, 0.3):
            for region in ("head", "anywhere"):
                changed = bytearray(content)
                end = min(len(changed), 256) if region == "head" else len(changed)
                for _ in range(max(1, int(end * share))):
                    changed[draw.randrange(end)] = draw.randrange(256)
                yield Hostile(f"bytes changed {how} {share} {region}", bytes(changed))


def _lying_wavs() -> Iterator[Hostile]:
    data = (sine(0.5) * 32767).astype("<i2").tobytes()
    honest = header(16_000, len(data))

    def lie(name: str, offset: int, form: str, value: int) -> Hostile:
        changed = bytearray(honest)
        struct.pack_into(form, changed, offset, value)
        return Hostile(f"wav says {name} {value}", bytes(changed) + data)

    for rate in (0, 1, 3999, 192_001, 2**31 - 1, 2**32 - 1):
        yield lie("rate", 24, "<I", rate)
    for channels in (0, 9, 255, 65_535):
        yield lie("channels", 22, "<H", channels)
    for bits in (0, 1, 7, 64, 65_535):
        yield lie("bits", 34, "<H", bits)
    for block in (0, 1, 65_535):
        yield lie("block", 32, "<H", block)
    for tag in (0, 3, 6, 85, 0x161, 0xFFFE, 0xFFFF):
        yield lie("codec", 20, "<H", tag)
    for size in (0, 1, 2**31 - 1, 2**32 - 1, TEN_HOURS_S * 32_000):
        yield lie("data bytes", 40, "<I", size)
        yield lie("file bytes", 4, "<I", size)
    for size in (0, 1, 15, 2**31, 2**32 - 1):
        yield lie("fmt bytes", 16, "<I", size)
    floats = np.full(8000, np.nan, "<f4").tobytes()
    form = struct.pack("<HHIIHH", 3, 1, 16_000, 64_000, 4, 32)
    body = b"data" + struct.pack("<I", len(floats)) + floats
    yield Hostile("wav of no numbers", header(16_000, len(floats))[:20] + form + body)


def _long() -> Iterator[Hostile]:
    yield Hostile("wav claims ten hours", header(16_000, TEN_HOURS_S * 32_000) + bytes(32_000))
    for container, codec, options in (("mp4", "aac", {}), ("webm", "libopus", {}), ("mp4", "aac", FRAGMENTS)):
        content = encoded(sine(0.5), container, codec, 48_000, options=options)
        for place in _durations(content):
            changed = bytearray(content)
            changed[place : place + 4] = struct.pack(">I", 0x7FFFFFFF)
            yield Hostile(f"{container} claims ages at {place} {len(options)}", bytes(changed))
    quiet = np.zeros(20 * 60 * 8000, np.float32)
    yield Hostile("flac of twenty minutes", encoded(quiet, "flac", "flac", 8000, rate=8000))
    yield Hostile("opus of twenty minutes", encoded(quiet, "ogg", "libopus", 8000, rate=8000))
    yield Hostile("wav of three megabytes at 4 kHz", header(4000, 3_000_000) + bytes(3_000_000))
    yield Hostile("more bytes than are taken", header(192_000, 4_000_000) + bytes(4_000_000))


def _durations(content: bytes) -> Iterator[int]:
    """Where boxes of MP4 and elements of Matroska keep durations."""
    for mark, offset in ((b"mvhd", 20), (b"mdhd", 20), (b"tkhd", 24), (b"stts", 12), (b"stsz", 12), (b"\x44\x89", 3)):
        place = content.find(mark)
        if place >= 0:
            yield place + offset


def _tiny() -> Iterator[Hostile]:
    yield Hostile("nothing", b"")
    for name, magic in MAGICS.items():
        for size in sorted({1, 4, len(magic)}):
            yield Hostile(f"only the first {size} bytes of {name}", magic[:size])


def _others() -> Iterator[Hostile]:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("bomb", bytes(2_000_000))
    yield Hostile("a zip", archive.getvalue())
    yield Hostile("a film without sound", _film())
    for name, content in {
        "text": "phở bốn mươi lăm nghìn\n".encode() * 50,
        "json": b'{"audio": [1, 2, 3]}',
        "a page": b"<!doctype html><audio src=file:///etc/passwd>",
        "a playlist of the disk": b"#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n",
        "a playlist of the network": b"#EXTM3U\n#EXTINF:5,\nhttp://127.0.0.1:9/a.ts\n",
        "a list of files": b"ffconcat version 1.0\nfile /etc/passwd\n",
        "a session": b"v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio 9 RTP/AVP 0\n",
        "subtitles": b"1\n00:00:00,000 --> 10:00:00,000\nhello\n",
        "a program": b"\x7fELF\x02\x01\x01" + bytes(500),
        "a picture": b"\x89PNG\r\n\x1a\n" + bytes(300),
        "a document": b"%PDF-1.7\n" + bytes(300),
        "an index of images": b"GIF89a" + bytes(300),
        "a torrent": b"d8:announce4:http4:infod6:lengthi99e4:name1:aee",
    }.items():
        yield Hostile(name, content)


def _film() -> bytes:
    out = io.BytesIO()
    with av.open(out, "w", format="mp4") as file:
        stream = file.add_stream("mpeg4", rate=5)
        stream.width = stream.height = 32
        stream.pix_fmt = "yuv420p"
        for _ in range(5):
            file.mux(stream.encode(av.VideoFrame.from_ndarray(np.zeros((32, 32, 3), np.uint8), format="rgb24")))
        file.mux(stream.encode(None))
    return out.getvalue()


def _noise(draw: random.Random) -> Iterator[Hostile]:
    for name, magic in {"": b"", **MAGICS}.items():
        for size in (10, 1000, 60_000):
            yield Hostile(f"{size} random bytes {f'behind {name}' if name else ''}", magic + draw.randbytes(size))
    yield Hostile("a megabyte of ones", b"\xff" * 1_000_000)
    yield Hostile("three megabytes of nothing", bytes(3_000_000))


def _deep() -> Iterator[Hostile]:
    for depth in (10, 1000, 50_000):
        boxes = b""
        for _ in range(min(depth, 5000)):
            boxes = struct.pack(">I4s", 8 + len(boxes), b"moov") + boxes
        yield Hostile(f"mp4 boxes {depth} deep", MAGICS["mp4"] + bytes(8) + boxes)
        segment = b"\x18\x53\x80\x67\x01" + b"\xff" * 7
        yield Hostile(f"mkv elements {depth} deep", MAGICS["webm"] + b"\x80" + segment * depth)
        yield Hostile(f"riff lists {depth} deep", b"RIFF\xff\xff\xff\x7fWAVE" + b"LIST\xff\xff\xff\x7fINFO" * depth)
        yield Hostile(f"ogg of {depth} streams", b"".join(_page(number) for number in range(min(depth, 20_000))))
        yield Hostile(f"id3 tags {depth}", b"ID3\x04\x00\x00\x00\x00\x00\x00" * depth)
        yield Hostile(f"mp4 of {depth} tracks", MAGICS["mp4"] + bytes(8) + _tracks(min(depth, 20_000)))


def _page(number: int) -> bytes:
    body = b"OpusHead\x01\x02\x00\x00\x80\xbb\x00\x00\x00\x00\x00"
    return struct.pack("<4sBBqIIIB", b"OggS", 0, 2, 0, number, 0, 0, 1) + bytes([len(body)]) + body


def _tracks(count: int) -> bytes:
    track = struct.pack(">I4s", 8, b"trak")
    return struct.pack(">I4s", 8 + count * len(track), b"moov") + track * count
