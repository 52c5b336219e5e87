"""Sound and silence, by level alone."""

import numpy as np

from services.ai.speech.features import SAMPLE_RATE
from services.ai.speech.loudness import is_silent
from tests.ai.speech.audio.clips import sine


def test_silence_is_what_a_microphone_records_alone() -> None:
    noise = np.random.default_rng(1).standard_normal(SAMPLE_RATE).astype(np.float32)
    assert is_silent(noise * np.float32(0.001))
    assert not is_silent(sine(0.1, level=0.05))
    assert is_silent(np.zeros(10, np.float32))
