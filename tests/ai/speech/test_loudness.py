"""Loud and quiet, and when somebody has paused."""

import numpy as np

from services.ai.speech.activity import has_paused, is_silent
from services.ai.speech.features import SAMPLE_RATE
from tests.ai.speech.audio.clips import sine


def quiet(seconds: float) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    noise = np.random.default_rng(1).standard_normal(int(seconds * SAMPLE_RATE))
    return (noise * 0.001).astype(np.float32)


def test_a_pause_is_a_while_of_quiet_after_speech() -> None:
    speech = sine(1.0) + quiet(1.0)
    assert not has_paused(np.concatenate([quiet(1), speech, quiet(0.5)]))
    assert has_paused(np.concatenate([quiet(1), speech, quiet(1.2)]))
    assert not has_paused(quiet(3))


def test_silence_is_what_a_microphone_records_alone() -> None:
    assert is_silent(quiet(1))
    assert not is_silent(sine(0.1, level=0.05))
    assert is_silent(np.zeros(10, np.float32))
