"""Limits of the voice line, how it is closed, how bare samples become a file, which names are likelier here. Pure."""

import struct
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from services.bff.evidence.model import MOST_CLIP_BYTES, sound_type
from services.bff.wire.enums import AudioEncoding

MOST_SECONDS = 60
MOST_PIECE_BYTES = 64 * 1024
IDLE_S = 10.0
"""A line on which nothing comes for so long is closed: a microphone sends ten pieces a second."""
LONGEST_S = 90.0
"""From opening to drafts, whatever happens."""
MOST_WAITING_PIECES = 32
"""Pieces that wait for ai; when they are full the browser is not read from, and its network holds it back."""

MOST_PHRASES = 500
LONGEST_PHRASE = 120

CLOSE_CODES: Mapping[str, int] = MappingProxyType(
    {
        "INVALID_ARGUMENT": 4422, "UNAUTHENTICATED": 4401, "PERMISSION_DENIED": 4403, "HOUSEHOLD_NOT_FOUND": 4404,
        "VOICE_IDLE": 4408, "VOICE_BUSY": 4409, "REQUEST_ID_REUSED": 4409, "AUDIO_TOO_LONG": 4413, "TOO_LARGE": 4413,
        "AUDIO_UNREADABLE": 4422, "AI_UNAVAILABLE": 4503, "ENGINE_UNAVAILABLE": 4503, "LEDGER_UNAVAILABLE": 4503,
        "UNAVAILABLE": 4503,
    }
)  # fmt: skip
"""Reason → close code of the line; any other reason closes with 4500."""

DONE, OTHER = 1000, 4500


def close_code(reason: str) -> int:
    """The code with which the line is closed after a refusal."""
    return CLOSE_CODES.get(reason, OTHER)


def most_bytes(encoding: AudioEncoding, sample_rate_hz: int) -> int:
    """The most bytes of a clip: a minute of bare samples, and never more than is heard at once."""
    if encoding is AudioEncoding.LINEAR16:
        return min(MOST_CLIP_BYTES, MOST_SECONDS * sample_rate_hz * 2)
    return MOST_CLIP_BYTES


def as_file(encoding: AudioEncoding, sample_rate_hz: int, audio: bytes) -> tuple[bytes, str]:
    """The clip as a file that any browser plays, and its media type; no type for what is no audio."""
    if encoding is AudioEncoding.LINEAR16:
        even = audio[: len(audio) & ~1]
        return wav_head(len(even), sample_rate_hz) + even, "audio/wav"
    return audio, sound_type(audio[:32])


def wav_head(size: int, sample_rate_hz: int) -> bytes:
    """The 44 bytes before `size` bytes of 16-bit samples of one channel."""
    return struct.pack(
        "<4sI4s4sIHHIIHH4sI", b"RIFF", 36 + size, b"WAVE", b"fmt ", 16, 1, 1, sample_rate_hz, sample_rate_hz * 2, 2, 16,
        b"data", size,
    )  # fmt: skip


def phrases_of(*lists: Iterable[str]) -> list[str]:
    """Names that are likelier in this household, each once, the first lists first."""
    names = (name.strip()[:LONGEST_PHRASE] for names in lists for name in names)
    return list(dict.fromkeys(name for name in names if name))[:MOST_PHRASES]
