"""Shares and rates with their 95 % intervals."""

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

RESAMPLES = 1000
Case = TypeVar("Case")


@dataclass(frozen=True)
class Figure:
    """A value from 0 up, between `low` and `high` with 95 %, over `n` cases."""

    value: float
    low: float
    high: float
    n: int


def share(hits: int, n: int) -> Figure:
    """Hits of n, with Wilson's interval; 0 of 0 is unknown: 0 to 1."""
    if n == 0:
        return Figure(0.0, 0.0, 1.0, 0)
    z = 1.96
    p = hits / n
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    reach = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return Figure(p, max(0.0, middle - reach), min(1.0, middle + reach), n)


def resampled(cases: Sequence[Case], rate: Callable[[Sequence[Case]], float]) -> Figure:
    """The rate over the cases, its interval by drawing the cases again."""
    rng = random.Random(1)
    if not cases:
        return Figure(0.0, 0.0, 1.0, 0)
    rates = sorted(rate(rng.choices(cases, k=len(cases))) for _ in range(RESAMPLES))
    return Figure(rate(cases), rates[int(RESAMPLES * 0.025)], rates[int(RESAMPLES * 0.975)], len(cases))
