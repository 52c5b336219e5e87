"""Where somebody speaks, out of how likely that is in each step of a clip; and when they have paused."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

STARTS, ENDS = 0.5, 0.35
"""Speech begins where it is this likely, and goes on for as long as it is at least so likely."""
LEAST_STEPS = 3
"""Steps in which speech must be as likely as at its beginning: one alone is a knock, or a drop of rain."""
MARGIN_MS = 600
"""Words reach beyond the speech that is found by up to this much: soft beginnings, endings that fade."""
PAUSE_MS = 900
"""A pause this long after speech ends what is said: within a sentence they are shorter."""


@dataclass(frozen=True, slots=True)
class Speech:
    """Stretches (begin, end) of a clip in milliseconds in which somebody speaks, and how far it was listened to."""

    stretches: tuple[tuple[int, int], ...] = ()
    until_ms: int = 0

    @property
    def is_any(self) -> bool:
        """Whether anybody speaks at all."""
        return bool(self.stretches)

    @property
    def has_paused(self) -> bool:
        """Whether somebody spoke and has been quiet since for PAUSE_MS."""
        return self.is_any and self.until_ms - self.stretches[-1][1] >= PAUSE_MS

    def near(self, steps: int, step_ms: float, begin_ms: int = 0) -> NDArray[np.bool_]:
        """For each of so many steps of a clip's part, whether it lies in speech or within MARGIN_MS of it."""
        places = begin_ms + (np.arange(steps) + 0.5) * step_ms
        is_near = np.zeros(steps, np.bool_)
        for begin, end in self.stretches:
            is_near |= (places >= begin - MARGIN_MS) & (places <= end + MARGIN_MS)
        return is_near


def speech_of(chances: NDArray[np.float32], step_ms: float) -> Speech:
    """The speech in a clip, by how likely it is in each step."""
    goes_on = np.concatenate([[False], chances >= ENDS, [False]]).astype(np.int8)
    edges = np.diff(goes_on)
    pairs = zip(np.flatnonzero(edges == 1).tolist(), np.flatnonzero(edges == -1).tolist(), strict=True)
    found = [(first, last) for first, last in pairs if np.count_nonzero(chances[first:last] >= STARTS) >= LEAST_STEPS]
    stretches = tuple((round(first * step_ms), round(last * step_ms)) for first, last in found)
    return Speech(stretches, round(len(chances) * step_ms))
