"""Clips in which nobody says anything to Heo."""

from collections.abc import Callable, Sequence

import numpy as np

from services.ai.speech.features import SAMPLE_RATE, Samples
from services.ai.training.speech import sound_effects

COUNT, SECONDS = 30, 3
LEVEL = np.float32(0.05)
"""The noise's root mean square: its peaks are near the speech of a phone at arm's length."""
TALKERS = (3, 4, 6, 8)


def of_kind(make: Callable[[np.random.Generator, int], Samples]) -> list[Samples]:
    """COUNT clips of one kind of noise."""
    return [make(np.random.default_rng(seed), SECONDS * SAMPLE_RATE) * LEVEL for seed in range(COUNT)]


def babble(sentences: Sequence[Samples]) -> list[Samples]:
    """COUNT clips in which several of the measured sentences are said at once, again and again."""
    return [_babble(np.random.default_rng(seed), TALKERS[seed % len(TALKERS)], sentences) for seed in range(COUNT)]


def _babble(random: np.random.Generator, talkers: int, sentences: Sequence[Samples]) -> Samples:
    total = np.zeros(SECONDS * SAMPLE_RATE, np.float32)
    for _ in range(talkers):
        said = np.concatenate([sentences[place] for place in random.integers(len(sentences), size=2 * SECONDS)])
        begin = int(random.integers(len(said)))
        total += np.resize(np.roll(said, -begin), total.shape) * np.float32(random.uniform(0.3, 1))
    return sound_effects.level(total, 0.3)
