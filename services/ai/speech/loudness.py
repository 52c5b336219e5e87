"""Whether there is any sound at all, by its level alone. What is speech, a model decides."""

import numpy as np

from services.ai.speech.features import SAMPLE_RATE, Samples

STEP = SAMPLE_RATE // 50
"""20 ms: what is loud or quiet."""
SILENCE_DB = -55.0
"""Below this level, full scale being 0, a microphone records its own noise."""


def is_silent(sound: Samples) -> bool:
    """True when nothing in the clip is louder than a microphone's own noise."""
    steps = len(sound) // STEP
    if not steps:
        return True
    powers = (sound[: steps * STEP].reshape(steps, STEP).astype(np.float64) ** 2).mean(axis=1)
    return bool(10 * np.log10(max(float(powers.max()), 1e-12)) < SILENCE_DB)
