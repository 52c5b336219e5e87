"""Features: against a slow reference, and the same whether a clip is whole or still growing."""

import math

import numpy as np
import pytest

from services.ai.speech import features
from services.ai.speech.features import FFT, FLOOR, HOP, MELS, SAMPLE_RATE, SCALE, SHIFT, WINDOW, log_mel


def tone(hertz: float, seconds: float = 0.5, peak: float = 1.0) -> features.Samples:
    time = np.arange(int(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    return np.asarray(peak * np.sin(2 * np.pi * hertz * time), dtype=np.float32)


def reference_frame(samples: features.Samples) -> list[float]:
    """One frame, straight from the definitions: Hann window, discrete Fourier transform, triangles."""
    window = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(WINDOW) / WINDOW)
    padded = np.zeros(FFT)
    padded[:WINDOW] = samples[:WINDOW] * window / window.sum() * 2
    angles = np.outer(np.arange(FFT // 2 + 1), np.arange(FFT)) * 2 * np.pi / FFT
    power = (np.cos(angles) @ padded) ** 2 + (np.sin(angles) @ padded) ** 2
    return [(math.log(max(float(power @ row), FLOOR)) + SHIFT) / SCALE for row in features.mel_filters()]


def test_a_frame_is_what_its_definition_says() -> None:
    noise = np.random.default_rng(1).normal(0, 0.1, WINDOW).astype(np.float32)
    assert log_mel(noise)[0] == pytest.approx(reference_frame(noise), abs=1e-4)


def test_a_full_scale_tone_has_energy_one() -> None:
    found = log_mel(tone(1000))
    assert found.shape == (1 + (8000 - WINDOW) // HOP, MELS)
    assert float(found.max()) * SCALE - SHIFT == pytest.approx(0, abs=0.3)


def test_higher_tones_light_higher_filters() -> None:
    peaks = [int(log_mel(tone(hertz)).mean(axis=0).argmax()) for hertz in (150, 400, 1000, 2500, 6000)]
    assert peaks == sorted(peaks)
    assert len(set(peaks)) == 5


def test_no_filter_is_empty_and_silence_is_the_floor() -> None:
    assert features.mel_filters().sum(axis=1).min() > 0.5
    assert log_mel(np.zeros(1600, np.float32)) == pytest.approx((math.log(FLOOR) + SHIFT) / SCALE)


@pytest.mark.parametrize(("samples", "frames"), [(0, 0), (399, 0), (400, 1), (559, 1), (560, 2), (16_000, 98)])
def test_frames(samples: int, frames: int) -> None:
    assert features.frame_count(samples) == frames
    assert len(log_mel(np.zeros(samples, np.float32))) == frames


def test_what_was_computed_never_changes_while_a_clip_grows() -> None:
    sound = np.random.default_rng(2).normal(0, 0.1, 8000).astype(np.float32)
    half = log_mel(sound[:4000])
    assert log_mel(sound)[: len(half)] == pytest.approx(half, abs=1e-5)
