"""Clips become samples, whatever the browser records; what is no clip is refused in time."""

import asyncio
import time

import numpy as np
import pytest

from services.ai.speech.audio.decoder import AudioDecoder, AudioLimits
from services.ai.speech.audio.errors import AudioTooLongError, AudioUnreadableError
from services.ai.speech.audio.wav import header
from services.ai.speech.features import Samples
from tests.ai.speech.audio.clips import RECORDED, recorded, sine


def hertz(samples: Samples) -> float:
    """The loudest frequency."""
    spectrum = np.abs(np.fft.rfft(samples))
    return float(np.argmax(spectrum) * 16_000 / len(samples))


@pytest.mark.parametrize("how", RECORDED)
async def test_a_clip_of_any_kind_is_heard_at_16_khz(how: str) -> None:
    samples = await AudioDecoder().decode(recorded(sine(1.5), how, layout="stereo"))
    assert len(samples) / 16_000 == pytest.approx(1.5, abs=0.1)
    assert hertz(samples) == pytest.approx(440, abs=2)
    assert np.abs(samples).max() == pytest.approx(0.3, abs=0.1)


@pytest.mark.parametrize("how", RECORDED)
async def test_a_live_clip_gives_the_same_samples_as_a_whole_one(how: str) -> None:
    clip = recorded(sine(2.0), how)
    decoder = AudioDecoder()
    async with decoder.live() as live:
        pieces = []
        for start in range(0, len(clip), 4000):
            live.feed(clip[start : start + 4000])
            pieces.append(live.take())
        pieces.append(await live.finish())
    found, whole = np.concatenate(pieces), await decoder.decode(clip)
    # A whole MP3 tells how much of its last frame is padding; a live one cannot.
    assert len(found) - len(whole) in ((200,) if how == "mp3" else (0,))
    assert np.array_equal(found[: len(whole) - 200], whole[:-200])


@pytest.mark.parametrize("how", ["webm", "mp4 in fragments"])
async def test_what_browsers_stream_is_known_before_the_end(how: str) -> None:
    clip = recorded(sine(3.0), how)
    async with AudioDecoder().live() as live:
        live.feed(clip[: len(clip) // 2])
        known = 0
        async with asyncio.timeout(5):
            while known < 16_000:
                await live.news()
                known += len(live.take())


async def test_bare_samples_of_any_rate_get_a_header() -> None:
    bare = (sine(1.0, rate=44_100) * 32767).astype("<i2").tobytes()
    for clip in (header(44_100, len(bare)) + bare, header(44_100) + bare):
        samples = await AudioDecoder().decode(clip)
        assert len(samples) == pytest.approx(16_000, abs=40)
        assert hertz(samples) == pytest.approx(440, abs=2)


async def test_too_long_and_too_large_clips_are_told_apart_from_broken_ones() -> None:
    decoder = AudioDecoder(AudioLimits(most_bytes=100_000, most_seconds=1))
    with pytest.raises(AudioTooLongError):
        await decoder.decode(bytes(100_001))
    with pytest.raises(AudioTooLongError):
        await decoder.decode(recorded(sine(2.0), "webm"))
    async with decoder.live() as live:
        with pytest.raises(AudioTooLongError):
            live.feed(bytes(100_001))
    for broken in (b"", b"nothing", bytes(1000), recorded(sine(0.5), "webm")[:200]):
        with pytest.raises(AudioUnreadableError):
            await decoder.decode(broken)


async def test_a_child_that_takes_too_long_is_killed() -> None:
    decoder = AudioDecoder(AudioLimits(decode_seconds=0.0))
    begin = time.monotonic()
    with pytest.raises(AudioUnreadableError):
        await decoder.decode(recorded(sine(1.0), "webm"))
    assert time.monotonic() - begin < 2
