"""When each token was said: the likeliest way to spread known tokens over the answers."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Span:
    """The first answer in which a token is said, one past the last, and its log probability at its best."""

    begin: int
    end: int
    log_prob: float


def align(log_probs: NDArray[np.float32], tokens: Sequence[int], blank: int) -> list[Span]:
    """A span for each token, in order; empty when there are fewer answers than the tokens need."""
    if not tokens:
        return []
    states = np.full(2 * len(tokens) + 1, blank)
    states[1::2] = tokens
    path = _best_path(log_probs[:, states], states)
    if path is None:
        return []
    spans = []
    for index, token in enumerate(tokens):
        said = np.flatnonzero(path == 2 * index + 1)
        spans.append(Span(int(said[0]), int(said[-1]) + 1, float(log_probs[said, token].max())))
    return spans


def _best_path(scores: NDArray[np.float32], states: NDArray[np.int_]) -> NDArray[np.int_] | None:
    """For each answer the state, blanks between tokens included; None when the tokens do not fit."""
    steps, count = scores.shape
    may_skip = np.zeros(count, bool)
    may_skip[2:] = (states[2:] != states[:-2]) & (np.arange(2, count) % 2 == 1)
    best = np.full(count, -np.inf)
    if not steps:
        return None
    best[:2] = scores[0, :2]
    came = np.zeros((steps, count), np.int8)
    for step in range(1, steps):
        one = np.concatenate([[-np.inf], best[:-1]])
        two = np.where(may_skip, np.concatenate([[-np.inf, -np.inf], best[:-2]]), -np.inf)
        choices = np.stack([best, one, two])
        came[step] = choices.argmax(axis=0)
        best = choices.max(axis=0) + scores[step]
    state = count - 1 if best[-1] >= best[-2] else count - 2
    if not np.isfinite(best[state]):
        return None
    path = np.zeros(steps, int)
    for step in range(steps - 1, -1, -1):
        path[step] = state
        state -= int(came[step, state])
    return path
