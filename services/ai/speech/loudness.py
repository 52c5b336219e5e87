"""Whether anybody may be speaking, by loudness alone, and when they have paused. Models decide what is speech."""

import numpy as np
from numpy.typing import NDArray

from services.ai.speech.features import SAMPLE_RATE, Samples

STEP = SAMPLE_RATE // 50
"""20 ms: what is loud or quiet."""
SILENCE_DB = -55.0
"""Below this level, full scale being 0, a microphone records its own noise."""
ABOVE_FLOOR_DB = 8.0
"""Speech stands out of the clip's own quietest tenth by at least this much."""
PAUSE_MS = 900
"""A pause this long after speech ends what is said: within a sentence they are shorter."""
SHORTEST_SPEECH_MS = 100


def loudness(sound: Samples) -> NDArray[np.float64]:
    """The level of each 20 ms in dB of full scale."""
    steps = len(sound) // STEP
    if not steps:
        return np.zeros(0)
    pieces = sound[: steps * STEP].reshape(steps, STEP).astype(np.float64)
    return np.asarray(10 * np.log10(np.maximum((pieces**2).mean(axis=1), 1e-12)))


def is_silent(sound: Samples) -> bool:
    """True when nothing in the clip is louder than a microphone's own noise."""
    levels = loudness(sound)
    return not len(levels) or bool(levels.max() < SILENCE_DB)


def active(sound: Samples) -> NDArray[np.bool_]:
    """For each 20 ms, whether it stands out."""
    levels = loudness(sound)
    if not len(levels):
        return np.zeros(0, np.bool_)
    floor = float(np.percentile(levels, 10))
    return np.asarray(levels > max(SILENCE_DB, min(floor + ABOVE_FLOOR_DB, -20.0)))


def has_paused(sound: Samples) -> bool:
    """True when somebody spoke and has been quiet since for PAUSE_MS."""
    loud = np.flatnonzero(active(sound))
    if len(loud) * 20 < SHORTEST_SPEECH_MS:
        return False
    return (len(sound) // STEP - 1 - int(loud[-1])) * 20 >= PAUSE_MS
