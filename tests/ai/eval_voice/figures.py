"""A share with its interval: counted once, drawn again a thousand times."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

DRAWS, SEED = 1000, 7


@dataclass(frozen=True)
class Figure:
    """A ratio of sums over `count` sentences, and where 95 % of bootstrap samples of sentences lie."""

    value: float
    low: float
    high: float
    count: int

    def percent(self) -> str:
        return f"{100 * self.value:.1f} % ({100 * self.low:.1f}–{100 * self.high:.1f})"


def ratio(parts: Sequence[tuple[float, float]]) -> Figure:
    """Σ first ÷ Σ second over sentences."""
    table = np.array(parts, dtype=float).reshape(-1, 2)
    random = np.random.default_rng(SEED)
    drawn = table[random.integers(len(table), size=(DRAWS, len(table)))].sum(axis=1)
    values = drawn[:, 0] / np.maximum(drawn[:, 1], 1e-9)
    sums = table.sum(axis=0)
    low, high = np.percentile(values, [2.5, 97.5])
    return Figure(float(sums[0] / max(sums[1], 1e-9)), float(low), float(high), len(table))


def clips(happened: Sequence[bool]) -> Figure:
    """The share of clips in which something happened, within Wilson's score interval: none in 30 may be 11 %."""
    count, share, z = len(happened), sum(happened) / len(happened), 1.96
    spread = z * np.sqrt(share * (1 - share) / count + z**2 / (4 * count**2))
    middle, scale = share + z**2 / (2 * count), 1 + z**2 / count
    return Figure(share, max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale), count)


def f1(counts: Sequence[tuple[int, int, int]]) -> Figure:
    """The harmonic mean of precision and recall from (right, answered, expected) of each sentence."""
    return ratio([(2 * right, answered + expected) for right, answered, expected in counts])


def percentile(values: Sequence[float], rank: float) -> Figure:
    """That percentile with its interval."""
    table = np.array(values)
    random = np.random.default_rng(SEED)
    drawn = np.percentile(table[random.integers(len(table), size=(DRAWS, len(table)))], rank, axis=1)
    low, high = np.percentile(drawn, [2.5, 97.5])
    return Figure(float(np.percentile(table, rank)), float(low), float(high), len(table))
