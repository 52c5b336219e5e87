"""Spoiling features while training: cheap, and different every time an utterance comes round.

Energies of independent sounds add, so noise is mixed here on mel energies instead of on samples.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from services.ai.speech.features import FLOOR, MELS, SCALE, SHIFT, Features

_LOWEST = (np.log(FLOOR) + SHIFT) / SCALE
DECIBEL = np.log(10) / 10 / SCALE  # one decibel of power in units of a feature


@dataclass(frozen=True, slots=True)
class Strength:
    """How often and how far: 0 leaves everything as it is, 1 is what the shipped model was trained with."""

    noise: float = 0.5
    wordless: float = 0.6
    """How often a batch has a piece of noise in it that says nothing."""
    lowest_snr_db: float = 3.0
    masks: int = 1
    warp: float = 0.1
    stretch: float = 0.1


CLEAN = Strength(noise=0.1, wordless=0.0, lowest_snr_db=20.0, masks=0, warp=0.05, stretch=0.0)
FULL = Strength()


def augment(
    features: Features, noises: Sequence[Features], random: np.random.Generator, strength: Strength
) -> Features:
    """Another hearing of the same utterance; about as many frames, the same words."""
    spoilt = stretch(features, 1 + random.uniform(-strength.stretch, strength.stretch))
    if random.random() < 0.7:
        spoilt = warp(spoilt, 1 + random.uniform(-strength.warp, strength.warp))
    if random.random() < 0.3:
        spoilt = smooth(spoilt, random.uniform(0.1, 0.5))
    spoilt = spoilt + colouring(random) + np.float32(random.uniform(-35, 0) * DECIBEL)
    if random.random() < strength.noise:
        spoilt = add_noise(spoilt, noises[int(random.integers(len(noises)))], random, strength.lowest_snr_db)
    spoilt = np.maximum(spoilt, np.float32(_LOWEST))
    return mask(spoilt, random, strength.masks)


def stretch(features: Features, factor: float) -> Features:
    """Slower (above 1) or faster, by interpolation between frames."""
    frames = max(1, round(len(features) * factor))
    if frames == len(features):
        return features
    places = np.linspace(0, len(features) - 1, frames)
    low = places.astype(int)
    high = np.minimum(low + 1, len(features) - 1)
    share = (places - low).astype(np.float32)[:, None]
    return np.asarray(features[low] * (1 - share) + features[high] * share, dtype=np.float32)


def warp(features: Features, factor: float) -> Features:
    """A longer or shorter throat: the frequency axis is stretched by `factor` (vocal tract length perturbation)."""
    places = np.clip(np.arange(MELS) * factor, 0, MELS - 1)
    low = np.minimum(places.astype(int), MELS - 2)
    share = (places - low).astype(np.float32)
    return np.asarray(features[:, low] * (1 - share) + features[:, low + 1] * share, dtype=np.float32)


def smooth(features: Features, share: float) -> Features:
    """A blunter spectrum: each band takes `share` of its neighbours' mean."""
    padded = np.pad(features, ((0, 0), (1, 1)), mode="edge")
    neighbours = (padded[:, :-2] + padded[:, 2:]) / 2
    return np.asarray(features * (1 - share) + neighbours * share, dtype=np.float32)


def colouring(random: np.random.Generator) -> NDArray[np.float32]:
    """A microphone's curve [80] in units of features: a slope and slow waves of a few decibels."""
    place = np.linspace(0, 1, MELS)
    curve = random.uniform(-8, 8) * (place - 0.5)
    for wave in range(1, 5):
        curve = curve + random.normal(0, 2.5) * np.cos(np.pi * wave * place + random.uniform(0, np.pi))
    return np.asarray(curve * DECIBEL, dtype=np.float32)


def add_noise(features: Features, noise: Features, random: np.random.Generator, lowest_snr_db: float) -> Features:
    """Some stretch of the noise under the utterance, between the lowest ratio and 30 dB."""
    start = int(random.integers(max(1, len(noise) - len(features))))
    stretch_of_noise = np.resize(noise[start : start + len(features)], features.shape)
    snr_db = random.uniform(lowest_snr_db, 30)
    speech_level = np.log(np.mean(np.exp(features * SCALE))) / SCALE
    noise_level = np.log(np.mean(np.exp(stretch_of_noise * SCALE))) / SCALE
    shifted = stretch_of_noise + np.float32(speech_level - noise_level - snr_db * DECIBEL)
    return np.asarray(np.logaddexp(features * SCALE, shifted * SCALE) / SCALE, dtype=np.float32)


def mask(features: Features, random: np.random.Generator, masks: int) -> Features:
    """SpecAugment (Park et al., 2019): bands and moments that are not heard at all."""
    masked = features.copy()
    blank = masked.mean() if len(masked) else 0
    for _ in range(masks):
        width = int(random.integers(0, 13))
        band = int(random.integers(0, MELS - width))
        masked[:, band : band + width] = blank
        length = int(random.integers(0, max(2, min(12, len(masked) // 12))))
        moment = int(random.integers(0, max(1, len(masked) - length)))
        masked[moment : moment + length] = blank
    return masked
