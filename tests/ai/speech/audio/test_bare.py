"""Bare samples at the rate that is heard with need no decoder, and keep its limits."""

import numpy as np
import pytest

from services.ai.speech.audio.decoder import AudioDecoder, AudioLimits
from services.ai.speech.audio.errors import AudioTooLongError
from services.ai.speech.audio.wav import header
from tests.ai.speech.audio.clips import sine

PCM = (sine(1.0) * 32767).astype("<i2").tobytes()


async def test_samples_are_what_the_decoder_makes_of_them() -> None:
    decoder = AudioDecoder()
    decoded = await decoder.decode(header(16_000, len(PCM)) + PCM)
    assert np.array_equal(await decoder.decode(PCM, is_bare=True), decoded)
    async with decoder.live(is_bare=True) as clip:
        found = []
        for start in range(0, len(PCM), 333):  # pieces end within samples
            clip.feed(PCM[start : start + 333])
            await clip.news()
            found.append(clip.take())
        found.append(await clip.finish())
    assert np.array_equal(np.concatenate(found), decoded)


async def test_too_long_is_too_long() -> None:
    decoder = AudioDecoder(AudioLimits(most_seconds=0.5))
    with pytest.raises(AudioTooLongError):
        await decoder.decode(PCM, is_bare=True)
    async with decoder.live(is_bare=True) as clip:
        clip.feed(PCM[: len(PCM) // 2])  # nothing is kept of what comes after, though nobody has taken this yet
        with pytest.raises(AudioTooLongError):
            clip.feed(PCM[len(PCM) // 2 :])
        assert len(clip.take()) == len(PCM) // 4
