"""Paper that curls: its lines of print rise and fall across the page, and a table's numbers leave their names."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from services.ai.bills.model import Box

LEAST_RUNS = 8
"""Runs of print that must tell which way lines go."""
LEAST_SPREAD = 0.12
"""Of the print's width, one standard deviation: runs that all begin at one edge say nothing of the other."""
LEAST_EXPLAINED = 0.5
"""Of how much the slopes differ."""
LEAST_APART = 0.003
"""Slopes that differ less are as the detector draws them."""
STEEPEST = 0.15
RIDGE = 0.02
"""How much rather there is no bend: of the weight of all runs."""
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Run:
    """The middle of a run of print, in pixels of the level page, how steep it still is, and how much that counts."""

    x: float
    y: float
    slope: float
    weight: float


@dataclass(frozen=True, slots=True)
class Bend:
    """How the print's lines go: slope = a + b·u + c·u² + d·v, with u and v from −1 to 1 across the print."""

    terms: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    middle: tuple[float, float] = (0.0, 0.0)
    half: tuple[float, float] = (1.0, 1.0)

    def rise(self, x: float, y: float) -> float:
        """By how many pixels the line at (x, y) stands lower than where it crosses the middle of the print."""
        a, b, c, d = self.terms
        u, v = (x - self.middle[0]) / self.half[0], (y - self.middle[1]) / self.half[1]
        return self.half[0] * (a * u + b * u**2 / 2 + c * u**3 / 3 + d * v * u)

    def flat(self, box: Box) -> Box:
        """The box where it would stand were the lines level."""
        return box if self == FLAT else _moved(box, -self.rise(*box.middle))

    def bent(self, box: Box) -> Box:
        """The box of a level page where it stands on the paper as it is."""
        return box if self == FLAT else _moved(box, self.rise(*box.middle))


def _moved(box: Box, down: float) -> Box:
    return replace(box, top=box.top + down, bottom=box.bottom + down)


FLAT = Bend()


def bend_of(runs: Sequence[Run]) -> Bend:
    """The bend that the runs tell; FLAT when they tell none."""
    if len(runs) < LEAST_RUNS:
        return FLAT
    places = np.array([(run.x, run.y) for run in runs])
    low, high = places.min(0), places.max(0)
    half = np.maximum((high - low) / 2, 1.0)
    middle = (low + high) / 2
    u, v = ((places - middle) / half).T
    if u.std() < 2 * LEAST_SPREAD:
        return FLAT
    slopes, weights = np.array([run.slope for run in runs]), np.array([run.weight for run in runs])
    basis = np.stack([np.ones_like(u), u, u**2, v], axis=1)
    terms = _fitted(basis, slopes, weights)
    off = np.abs(slopes - basis @ terms)
    kept = off <= max(3 * float(np.median(off)), 0.004)
    if kept.sum() < LEAST_RUNS:
        return FLAT
    terms = _fitted(basis[kept], slopes[kept], weights[kept])
    left = float(np.average((slopes[kept] - basis[kept] @ terms) ** 2, weights=weights[kept]))
    apart = float(
        np.average((slopes[kept] - np.average(slopes[kept], weights=weights[kept])) ** 2, weights=weights[kept])
    )
    is_told = apart > LEAST_APART**2 and left <= (1 - LEAST_EXPLAINED) * apart
    if not is_told or float(np.abs(basis @ terms).max()) > STEEPEST:
        return FLAT
    a, b, c, d = (float(term) for term in terms)
    return Bend((a, b, c, d), (float(middle[0]), float(middle[1])), (float(half[0]), float(half[1])))


def _fitted(
    basis: NDArray[np.float64], slopes: NDArray[np.float64], weights: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Weighted least squares that would rather have no bend."""
    weighted = basis * weights[:, None]
    square = basis.T @ weighted + RIDGE * weights.sum() * np.diag([0.0, 1.0, 1.0, 1.0])
    return np.asarray(np.linalg.solve(square, weighted.T @ slopes), np.float64)
