"""Prefix beam search: the likeliest token sequences of a CTC model, each weighed by what a speller thinks of it."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

NEVER = -math.inf
WIDTH = 16
MARGIN = 14.0
"""Hypotheses that are worse than the best by more than this many nats do not come back."""
LEAST_TOKEN = -8.0
"""Tokens less likely than this in an answer are not tried there."""
MOST_TOKENS = 6
UNFINISHED = -4.0
"""What it costs to end within a word, in nats."""
SURE_BLANK = math.log(0.995)


@dataclass(frozen=True, slots=True)
class Step:
    """A way to go on: the state behind it, what it adds to the score, and the word that it closes."""

    state: Any
    score: float = 0.0
    word: str | None = None


class Speller(Protocol):
    """Which token sequences are words, and how likely the words are together."""

    def begin(self) -> Any:
        """The state before the first token."""
        ...

    def steps(self, state: Any, token: int) -> Sequence[Step]:
        """How `token` may follow; none when it may not."""
        ...

    def end(self, state: Any) -> float | None:
        """What the end adds in this state; None in the middle of a word."""
        ...


@dataclass(eq=False, slots=True)
class Hypothesis:
    """A token sequence with its words; its probability so far, by whether it ends in a blank."""

    parent: "Hypothesis | None"
    token: int
    state: Any
    score: float
    word: str | None = None
    after: dict[int, list["Hypothesis"]] = field(default_factory=dict)

    def follow(self, token: int, speller: Speller) -> list["Hypothesis"]:
        """The hypotheses that are longer by `token`; the same ones each time, so that their probabilities add up."""
        known = self.after.get(token)
        if known is None:
            steps = speller.steps(self.state, token)
            known = [Hypothesis(self, token, step.state, self.score + step.score, step.word) for step in steps]
            self.after[token] = known
        return known

    def back(self) -> Iterable["Hypothesis"]:
        """This hypothesis and those that it grew from, without the empty one."""
        here: Hypothesis | None = self
        while here is not None and here.parent is not None:
            yield here
            here = here.parent


@dataclass(frozen=True, slots=True)
class Found:
    """A finished hypothesis: its tokens, its words (empty when the speller knows none), and its score in nats."""

    tokens: tuple[int, ...]
    words: tuple[str, ...]
    score: float
    borders: tuple[int, ...] = ()
    """How many tokens have been said when each word ends."""


Beam = dict[Hypothesis, tuple[float, float]]
"""Hypothesis → log probability of ending in a blank, of ending in its last token."""


def search(log_probs: NDArray[np.float32], blank: int, speller: Speller, width: int = WIDTH) -> list[Found]:
    """The likeliest sequences, best first."""
    beam: Beam = {Hypothesis(None, -1, speller.begin(), 0.0): (0.0, NEVER)}
    for blank_log, tokens in _candidates(log_probs, blank):
        beam = _pruned(_advanced(beam, blank_log, tokens, speller), width)
    return _finished(beam, speller)


def _candidates(log_probs: NDArray[np.float32], blank: int) -> Iterable[tuple[float, list[tuple[int, float]]]]:
    """For each answer the blank's log probability and the tokens worth trying; none where the blank is sure."""
    order = np.argsort(-log_probs, axis=1)[:, : MOST_TOKENS + 1]
    best = np.take_along_axis(log_probs, order, axis=1)
    for index, blank_log in enumerate(log_probs[:, blank].tolist()):
        if blank_log > SURE_BLANK:
            yield blank_log, []
            continue
        pairs = zip(order[index].tolist(), best[index].tolist(), strict=True)
        yield blank_log, [(token, log) for token, log in pairs if token != blank and log > LEAST_TOKEN]


def _advanced(beam: Beam, blank_log: float, tokens: list[tuple[int, float]], speller: Speller) -> Beam:
    found: Beam = {}
    for one, (in_blank, in_token) in beam.items():
        total = _sum(in_blank, in_token)
        _add(found, one, total + blank_log, NEVER)
        for token, log in tokens:
            source = total
            if token == one.token:
                _add(found, one, NEVER, in_token + log)  # the same token going on
                source = in_blank  # said twice only with a blank between
            if source > NEVER:
                for longer in one.follow(token, speller):
                    _add(found, longer, NEVER, source + log)
    return found


def _add(beam: Beam, one: Hypothesis, in_blank: float, in_token: float) -> None:
    known = beam.get(one)
    beam[one] = (in_blank, in_token) if known is None else (_sum(known[0], in_blank), _sum(known[1], in_token))


def _pruned(beam: Beam, width: int) -> Beam:
    if len(beam) == 1:
        return beam
    scored = sorted(((_sum(*logs) + one.score, one) for one, logs in beam.items()), key=_score, reverse=True)
    least = scored[0][0] - MARGIN
    return {one: beam[one] for score, one in scored[:width] if score > least}


def _score(scored: tuple[float, Hypothesis]) -> float:
    return scored[0]


def _finished(beam: Beam, speller: Speller) -> list[Found]:
    found = []
    for one, logs in beam.items():
        ending = speller.end(one.state)
        line = list(one.back())[::-1]
        borders = tuple(index + 1 for index, each in enumerate(line) if each.word is not None)
        if ending is None:
            # The clip ends within a word: what was said before it is heard.
            ending, line = UNFINISHED, line[: borders[-1] if borders else 0]
        words = tuple(each.word for each in line if each.word is not None)
        found.append(Found(tuple(each.token for each in line), words, _sum(*logs) + one.score + ending, borders))
    return sorted(found, key=lambda each: each.score, reverse=True)


def _sum(one: float, two: float) -> float:
    """The logarithm of the sum of two probabilities."""
    if one < two:
        one, two = two, one
    return one if two == NEVER else one + math.log1p(math.exp(two - one))
