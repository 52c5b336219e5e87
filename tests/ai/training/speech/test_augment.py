"""Spoiling features: lengths and levels stay what they should be."""

import numpy as np
import pytest

from services.ai.speech.features import MELS, SCALE, Features, log_mel
from services.ai.training.speech import augment


def speech(frames: int = 200) -> Features:
    sound = np.random.default_rng(1).normal(0, 0.1, 400 + 160 * (frames - 1)).astype(np.float32)
    return log_mel(sound)


@pytest.mark.parametrize("seed", range(20))
def test_any_hearing_is_about_as_long_and_finite(seed: int) -> None:
    random = np.random.default_rng(seed)
    spoilt = augment.augment(speech(), [speech(50)], random, augment.FULL)
    assert 170 <= len(spoilt) <= 230
    assert spoilt.shape[1] == MELS
    assert spoilt.dtype == np.float32
    assert np.isfinite(spoilt).all()


def test_the_same_seed_spoils_alike() -> None:
    one, two = (augment.augment(speech(), [speech()], np.random.default_rng(3), augment.FULL) for _ in range(2))
    assert np.array_equal(one, two)


def test_stretching() -> None:
    assert len(augment.stretch(speech(), 1.1)) == 220
    assert np.array_equal(augment.stretch(speech(), 1.0), speech())
    ramp = np.repeat(np.linspace(0, 1, 11, dtype=np.float32)[:, None], MELS, axis=1)
    assert augment.stretch(ramp, 21 / 11)[10, 0] == pytest.approx(0.5)


def test_warping_moves_a_peak_by_the_factor() -> None:
    peak = np.zeros((3, MELS), np.float32)
    peak[:, 44] = 1
    assert int(augment.warp(peak, 1.1)[0].argmax()) == 40
    assert augment.warp(peak, 1.0) == pytest.approx(peak)


def test_smoothing_keeps_the_sum_of_what_is_inside() -> None:
    peak = np.zeros((2, MELS), np.float32)
    peak[:, 30] = 1
    assert augment.smooth(peak, 0.4).sum() == pytest.approx(2)
    assert augment.smooth(peak, 0.4)[0, 30] == pytest.approx(0.6)


@pytest.mark.parametrize("lowest", [0.0, 10.0, 30.0])
def test_noise_is_as_loud_as_it_should_be(lowest: float) -> None:
    quiet = np.full((100, MELS), -1.0, np.float32)
    mixed = augment.add_noise(quiet, np.full((500, MELS), 2.0, np.float32), np.random.default_rng(4), lowest)
    # Energies add: at 0 dB the sum is twice the speech, at 30 dB a thousandth more.
    gain = np.exp((mixed - quiet) * SCALE)
    assert gain.min() >= 1
    assert gain.max() <= 1 + 10 ** (-lowest / 10) + 1e-3


def test_masks_hide_a_little_and_can_be_left_out() -> None:
    features = speech()
    masked = augment.mask(features, np.random.default_rng(5), 2)
    assert masked.shape == features.shape
    assert 0.5 < np.mean(masked == features) < 1
    assert np.array_equal(augment.mask(features, np.random.default_rng(5), 0), features)
