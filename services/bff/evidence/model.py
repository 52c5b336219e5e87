"""What evidence is, what its bytes say it is, and how it may be shown. Pure."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import Any
from uuid import UUID

MOST_FILES = 10
MOST_FILE_BYTES = 20 * 1024 * 1024
"""A phone's largest photos have about 15 MiB."""
MOST_UPLOAD_BYTES = 64 * 1024 * 1024
"""All files of one reading with what surrounds them."""
MOST_CLIP_BYTES = 3 * 1024 * 1024
MOST_CLIP_UPLOAD_BYTES = MOST_CLIP_BYTES + 64 * 1024

SANDBOX = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'none'; frame-ancestors 'none'; sandbox"
"""The policy of somebody else's bytes: whatever they are, nothing in them runs."""


class Kind(IntEnum):
    """What it is evidence of."""

    PICTURE = 1
    CLIP = 2


@dataclass(frozen=True, slots=True)
class New:
    """Evidence to keep."""

    evidence_id: UUID
    kind: Kind
    media_type: str
    size: int
    sha256: bytes
    created_by: UUID
    transcript: dict[str, Any] | None = None
    expire_time: datetime | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Kept evidence; `size` in bytes."""

    evidence_id: UUID
    kind: Kind
    media_type: str
    size: int
    sha256: bytes
    transcript: dict[str, Any] | None
    created_by: UUID
    create_time: datetime
    expire_time: datetime | None


_EXTENSIONS = {
    "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "image/heic": "heic", "image/avif": "avif",
    "application/pdf": "pdf", "audio/wav": "wav", "audio/webm": "webm", "audio/ogg": "ogg", "audio/mp4": "m4a",
    "audio/mpeg": "mp3", "audio/flac": "flac", "audio/aac": "aac",
}  # fmt: skip
_RANGE = re.compile(r"bytes=([0-9]{0,15})-([0-9]{0,15})")
_HEIF = re.compile(rb"....ftyp(?:heic|heix|hevc|hevx|heim|heis|mif1|msf1)", re.DOTALL)
_PICTURES: Sequence[tuple[re.Pattern[bytes], str]] = (
    (re.compile(rb"\xff\xd8\xff"), "image/jpeg"),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "image/png"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), "image/webp"),
    (_HEIF, "image/heic"),
    (re.compile(rb"....ftypavi[fs]", re.DOTALL), "image/avif"),
    (re.compile(rb"%PDF-"), "application/pdf"),
)
_SOUNDS: Sequence[tuple[re.Pattern[bytes], str]] = (
    (re.compile(rb"RIFF....WAVE", re.DOTALL), "audio/wav"),
    (re.compile(rb"\x1a\x45\xdf\xa3"), "audio/webm"),
    (re.compile(rb"OggS"), "audio/ogg"),
    (re.compile(rb"....ftyp", re.DOTALL), "audio/mp4"),
    (re.compile(rb"fLaC"), "audio/flac"),
    (re.compile(rb"ID3"), "audio/mpeg"),
    (re.compile(rb"\xff[\xf0\xf1\xf8\xf9]"), "audio/aac"),
    (re.compile(rb"\xff[\xe2-\xfb]"), "audio/mpeg"),
)


def picture_type(head: bytes) -> str:
    """The media type of a picture or PDF by its first bytes; empty for anything else. Nothing is decoded."""
    return _first(_PICTURES, head)


def sound_type(head: bytes) -> str:
    """The media type of a recording by its first bytes; empty for anything else."""
    return _first(_SOUNDS, head)


def _first(known: Sequence[tuple[re.Pattern[bytes], str]], head: bytes) -> str:
    return next((name for pattern, name in known if pattern.match(head)), "")


def content_hash(hashes: Sequence[bytes]) -> bytes:
    """SHA-256 over the hashes of files in their order: the same files again have the same one."""
    return hashlib.sha256(b"".join(hashes)).digest()


def file_name(evidence: Evidence) -> str:
    """The name under which a browser saves it: ours, never the sender's."""
    return f"heo-{evidence.evidence_id}.{_EXTENSIONS.get(evidence.media_type, 'bin')}"


def span_of(header: str, size: int) -> tuple[int, int] | None:
    """The first byte and the one past the last that a Range header asks for; None to answer all of `size` bytes:
    without one, for several, and for one that makes no sense. Players on phones ask for pieces before they play at all.

    >>> span_of("bytes=0-1", 10), span_of("bytes=4-", 10), span_of("bytes=-3", 10), span_of("bytes=0-1,3-4", 10)
    ((0, 2), (4, 10), (7, 10), None)
    """
    asked = _RANGE.fullmatch(header.strip())
    if asked is None or not (asked[1] or asked[2]):
        return None
    if not asked[1]:
        begin, end = max(0, size - int(asked[2])), size
    else:
        begin, end = int(asked[1]), min(size, int(asked[2] or size - 1) + 1)
    return (begin, end) if begin < end else None


def headers_of(name: str) -> dict[str, str]:
    """How somebody else's bytes are answered: shown inside our own page, saved rather than opened, nothing runs."""
    return {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Content-Security-Policy": SANDBOX,
        "Accept-Ranges": "bytes",
        "Cache-Control": "private, max-age=3600, immutable",
        "X-Content-Type-Options": "nosniff",
    }
