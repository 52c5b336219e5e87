"""Lengths in steps: inputs of about the same length become equally long, so that an engine can run them together."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray


def bucket(length: int, step: int) -> int:
    """The smallest multiple of `step` that holds `length`, at least one step."""
    return max(step, -(-length // step) * step)


def padded(rows: Sequence[NDArray[Any]], step: int, axis: int = 0, value: float = 0.0) -> NDArray[Any]:
    """`rows` stacked, each filled up with `value` along its `axis` to the bucket of the longest."""
    longest = bucket(max(row.shape[axis] for row in rows), step)
    return np.stack([_filled(row, longest, axis, value) for row in rows])


def _filled(row: NDArray[Any], length: int, axis: int, value: float) -> NDArray[Any]:
    missing = [(0, 0)] * row.ndim
    missing[axis] = (0, length - row.shape[axis])
    return np.pad(row, missing, constant_values=value)
