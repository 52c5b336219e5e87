"""Bare samples get the header of a WAV file, so that one decoder resamples everything."""

import struct

WAV = b"RIFF"
"""How a file begins."""

UNKNOWN_BYTES = 0xFFFFFFFF - 36
"""What a stream says whose length nobody knows yet."""


def header(sample_rate_hz: int, data_bytes: int = UNKNOWN_BYTES, channels: int = 1) -> bytes:
    """The 44 bytes before 16-bit little-endian samples."""
    block = 2 * channels
    return struct.pack(
        "<4sI4s4sIHHIIHH4sI",
        b"RIFF", data_bytes + 36, b"WAVE", b"fmt ", 16, 1, channels, sample_rate_hz, sample_rate_hz * block, block, 16,
        b"data", data_bytes,
    )  # fmt: skip
