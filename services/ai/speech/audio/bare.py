"""Clips that need no decoder: 16-bit samples of one channel at the rate that is heard with."""

import asyncio

import numpy as np

from services.ai.speech.audio.errors import AudioTooLongError
from services.ai.speech.features import SAMPLE_RATE, Samples


def samples_of(pcm: bytes | bytearray) -> Samples:
    """Little-endian samples as -1…1; half a sample at the end is left out."""
    return np.frombuffer(pcm, "<i2", len(pcm) // 2).astype(np.float32) / np.float32(32768)


class BareClip:
    """Bare samples while they are spoken; see LiveClip."""

    def __init__(self, most_seconds: float) -> None:
        """Take so many seconds."""
        self._left = int(most_seconds * SAMPLE_RATE)
        self._waiting = bytearray()
        self._has_news = asyncio.Event()

    def feed(self, piece: bytes) -> None:
        """See LiveClip."""
        if len(self._waiting) + len(piece) > 2 * self._left + 1:
            raise AudioTooLongError  # here, where it comes in: whoever takes may be waiting for a slow listener
        self._waiting += piece
        self._has_news.set()

    def take(self) -> Samples:
        """See LiveClip."""
        whole = len(self._waiting) // 2 * 2
        found = samples_of(self._waiting[:whole])
        del self._waiting[:whole]
        self._left -= len(found)
        return found

    async def news(self) -> None:
        """See LiveClip."""
        await self._has_news.wait()
        self._has_news.clear()

    async def finish(self) -> Samples:
        """See LiveClip."""
        return self.take()
