"""Trigrams by Witten and Bell: what was seen keeps its share, what was not gets the share of new words after it."""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from services.ai.speech.language.keys import pair_key, triple_key
from services.ai.speech.language.ngrams import BEGIN, END, UNKNOWN

BORDERS = ("<unk>", "<s>", "</s>")
Gram = tuple[int, ...]
Shorter = Callable[[Gram], float]


@dataclass(frozen=True)
class Counts:
    """The words by id, and how often each n-gram came."""

    words: Sequence[str]
    grams: Mapping[int, Counter[Gram]]


def count(lines: Iterable[str], least_triples: int) -> Counts:
    """Count all n-grams; triples that came fewer than `least_triples` times are forgotten."""
    ids = {word: index for index, word in enumerate(BORDERS)}
    grams: dict[int, Counter[Gram]] = {order: Counter() for order in (1, 2, 3)}
    for line in lines:
        said = [ids.setdefault(word, len(ids)) for word in line.split()]
        row = [BEGIN, BEGIN, *said, END]
        for place in range(2, len(row)):
            for order in (1, 2, 3):
                grams[order][tuple(row[place - order + 1 : place + 1])] += 1
    grams[3] = Counter({gram: times for gram, times in grams[3].items() if times >= least_triples})
    return Counts(list(ids), grams)


def tables(counts: Counts, syllables: int) -> dict[str, NDArray[np.generic]]:
    """Keys, log probabilities and back-offs of each order. An unknown word is any of `syllables`, all alike."""
    singles = _singles(counts, syllables)
    pairs = _interpolated(counts.grams[2], lambda gram: singles[gram[1]])
    triples = _interpolated(counts.grams[3], lambda gram: pairs.get(gram[1:], 0.0))
    after_one, after_two = _new_shares(counts.grams[2]), _new_shares(counts.grams[3])
    found: dict[str, NDArray[np.generic]] = {}
    rows = {
        1: [(index, p, after_one.get((index,), 1.0)) for index, p in enumerate(singles)],
        2: sorted((pair_key(*gram), p, after_two.get(gram, 1.0)) for gram, p in pairs.items()),
        3: sorted((triple_key(*gram), p, 1.0) for gram, p in triples.items()),
    }
    for order, listed in rows.items():
        found[f"keys{order}"] = np.array([row[0] for row in listed], np.uint64)
        found[f"logs{order}"] = np.array([math.log(row[1]) for row in listed], np.float16)
        found[f"backoffs{order}"] = np.array([math.log(row[2]) for row in listed], np.float16)
    return found


def _singles(counts: Counts, syllables: int) -> list[float]:
    total, kinds = sum(counts.grams[1].values()), len(counts.grams[1])
    unseen = kinds / (total + kinds) / max(1, syllables)
    found = [unseen] * len(counts.words)
    for (index,), times in counts.grams[1].items():
        found[index] = times / (total + kinds) + unseen
    found[UNKNOWN] = unseen
    return found


def _interpolated(grams: Counter[Gram], shorter: Shorter) -> dict[Gram, float]:
    totals, kinds = _history(grams)
    return {
        gram: (times + kinds[gram[:-1]] * shorter(gram)) / (totals[gram[:-1]] + kinds[gram[:-1]])
        for gram, times in grams.items()
    }


def _new_shares(grams: Counter[Gram]) -> dict[Gram, float]:
    """For each history the share that goes to words never seen after it."""
    totals, kinds = _history(grams)
    return {history: kinds[history] / (total + kinds[history]) for history, total in totals.items()}


def _history(grams: Counter[Gram]) -> tuple[Counter[Gram], Counter[Gram]]:
    totals: Counter[Gram] = Counter()
    kinds: Counter[Gram] = Counter()
    for gram, times in grams.items():
        totals[gram[:-1]] += times
        kinds[gram[:-1]] += 1
    return totals, kinds
