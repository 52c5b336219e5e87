"""The beam against counting everything: on small cases it finds what the sum over all paths finds."""

import itertools
import math
from collections import defaultdict

import numpy as np
import pytest

from services.ai.speech.ctc.alignment import align
from services.ai.speech.ctc.beam import search
from services.ai.speech.ctc.free_speller import FreeSpeller
from services.ai.speech.tokens import collapse


@pytest.mark.parametrize("seed", range(8))
def test_the_beam_sums_over_all_paths(seed: int) -> None:
    scores = np.random.default_rng(seed).normal(0, 1.5, (5, 4))
    log_probs = (scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))).astype(np.float32)
    sums: dict[tuple[int, ...], float] = defaultdict(float)
    for path in itertools.product(range(4), repeat=5):
        sums[tuple(collapse(path))] += math.exp(sum(float(log_probs[step, token]) for step, token in enumerate(path)))
    found = {one.tokens: one.score for one in search(log_probs, 0, FreeSpeller(), width=1000)}
    best = max(sums, key=lambda tokens: sums[tokens])
    assert next(iter(found)) == best
    for tokens, score in found.items():
        assert score == pytest.approx(math.log(sums[tokens]), abs=5e-3)


def test_tokens_are_placed_where_they_are_likeliest() -> None:
    best = [0, 1, 1, 0, 1, 2, 2, 0]
    log_probs = np.full((8, 3), math.log(0.05), np.float32)
    log_probs[np.arange(8), best] = math.log(0.9)
    spans = align(log_probs, [1, 1, 2], 0)
    assert [(span.begin, span.end) for span in spans] == [(1, 3), (4, 5), (5, 7)]
    assert align(log_probs, [1] * 9, 0) == []
    assert align(log_probs, [], 0) == []
