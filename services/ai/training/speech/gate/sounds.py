"""The sound of the frozen sentences: made from their numbers, so the same on every machine with the same espeak-ng."""

import numpy as np

from services.ai.speech.features import SAMPLE_RATE, Samples
from services.ai.training.speech import noises, sound_effects
from services.ai.training.speech.espeak import Espeak
from services.ai.training.speech.gate.frozen import SEED, Frozen
from services.ai.training.speech.resample import resample

NOISY_SNR_DB = 10.0
QUIET = 0.3  # of full scale, as a phone at arm's length records


def clean(espeak: Espeak, one: Frozen) -> Samples:
    """The sentence with a little silence around it, 16 kHz."""
    random = np.random.default_rng([SEED, one.index])
    sound = resample(espeak.say(one.spoken, one.voice), espeak.sample_rate, SAMPLE_RATE)
    before, after = random.integers(SAMPLE_RATE // 10, SAMPLE_RATE // 3, 2)
    return sound_effects.level(np.pad(sound, (int(before), int(after))), QUIET)


def noisy(sound: Samples, one: Frozen) -> Samples:
    """The same sound in one of the kinds of noise that are kept for measuring, at 10 dB."""
    random = np.random.default_rng([SEED, one.index, 1])
    kinds = list(noises.HELD_OUT.values())
    noise = kinds[one.index % len(kinds)](random, len(sound))
    return sound_effects.level(noises.mix(sound, noise, NOISY_SNR_DB), QUIET)
