"""The shipped detector: who speaks is found, what only sounds is not, whole or while it comes."""

from collections.abc import AsyncIterator

import numpy as np
import pytest

from services.ai.inference.in_process import InProcessEngine
from services.ai.inference.repository import Repository
from services.ai.speech.activity.detector import SpeechDetector
from services.ai.speech.activity.model import speech_of
from services.ai.speech.features import SAMPLE_RATE, Samples
from services.ai.training.speech import noises
from services.ai.training.speech.espeak import Espeak
from services.ai.training.speech.gate import frozen, sounds


@pytest.fixture
async def detector() -> AsyncIterator[SpeechDetector]:
    repository = Repository()
    engine = InProcessEngine(repository)
    yield SpeechDetector(engine, repository)
    await engine.close()


@pytest.fixture(scope="module")
def sentences() -> list[Samples]:
    """Eight of the frozen ones."""
    espeak = Espeak()
    return [sounds.clean(espeak, one) for one in frozen.read()[:8]]


def ends_ms(sound: Samples) -> tuple[float, float]:
    loud = np.flatnonzero(np.abs(sound) > 0.02)
    return loud[0] / 16, loud[-1] / 16


@pytest.mark.parametrize("gain", [1.0, 0.03])
async def test_a_sentence_is_found_from_its_first_word_to_its_last(
    detector: SpeechDetector, sentences: list[Samples], gain: float
) -> None:
    for sound in sentences:
        found = await detector.detect(sound * np.float32(gain))
        first, last = ends_ms(sound)
        assert found.stretches[0][0] == pytest.approx(first, abs=150)
        assert found.stretches[-1][1] == pytest.approx(last, abs=250)


@pytest.mark.parametrize("kind", ["white", "brown", "fan", "clatter", "street", "rain"])
async def test_noise_is_no_speech(detector: SpeechDetector, kind: str) -> None:
    make = {**noises.TRAINED, **noises.HELD_OUT}[kind]
    for seed in range(5):
        noise = make(np.random.default_rng(seed), 3 * SAMPLE_RATE) * np.float32(0.05)
        assert not (await detector.detect(noise)).is_any


async def test_a_clip_that_grows_is_heard_as_it_is_heard_whole(
    detector: SpeechDetector, sentences: list[Samples]
) -> None:
    sound, following = sentences[0], detector.follow()
    for end in range(700, len(sound), 700):
        await following.listen(sound[:end])
    assert await following.listen(sound, is_whole=True) == await detector.detect(sound)


async def test_nothing_is_no_speech(detector: SpeechDetector) -> None:
    assert await detector.detect(np.zeros(0, np.float32)) == speech_of(np.zeros(0, np.float32), 32)
