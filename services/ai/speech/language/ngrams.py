"""A trigram model in one small file: log probabilities that were interpolated when it was built, with back-off."""

from array import array
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from services.ai.speech.language.keys import pair_key, triple_key

FILE = Path(__file__).with_name("vi.npz")
"""Written by `python -m services.ai.training.language`."""

UNKNOWN, BEGIN, END = 0, 1, 2
"""The first three ids: a word that the model does not know, and the borders of a sentence."""

State = tuple[int, int]
"""The two words before."""


@dataclass(frozen=True, slots=True)
class Table:
    """n-grams by sorted key: log probability, and log back-off weight of what begins with them (0 = none)."""

    keys: "array[int]"
    logs: "array[float]"
    backoffs: "array[float]"

    def find(self, key: int) -> int:
        """The place of `key`, or -1."""
        place = bisect_left(self.keys, key)
        return place if place < len(self.keys) and self.keys[place] == key else -1


class NgramModel:
    """Scores words after the two before them."""

    def __init__(self, words: list[str], singles: Table, pairs: Table, triples: Table) -> None:
        """Know `words` by id; the first three are UNKNOWN, BEGIN and END."""
        self.ids: Mapping[str, int] = {word: index for index, word in enumerate(words)}
        self._singles, self._pairs, self._triples = singles, pairs, triples
        self._known: dict[tuple[int, int, int], float] = {}

    def id_of(self, word: str) -> int:
        """The id of a word, UNKNOWN for one that was never seen."""
        return self.ids.get(word, UNKNOWN)

    def begin(self) -> State:
        """Before the first word."""
        return (BEGIN, BEGIN)

    def score(self, state: State, word: int) -> float:
        """The log probability of `word` in `state`."""
        key = (*state, word)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._look_up(*key)
        return found

    def alone(self, word: int) -> float:
        """The log probability of `word` whatever stands before it."""
        return self._singles.logs[word]

    def _look_up(self, first: int, second: int, word: int) -> float:
        place = self._triples.find(triple_key(first, second, word))
        if place >= 0:
            return self._triples.logs[place]
        history = self._pairs.find(pair_key(first, second))
        log = self._pairs.backoffs[history] if history >= 0 else 0.0
        place = self._pairs.find(pair_key(second, word))
        if place >= 0:
            return log + self._pairs.logs[place]
        return log + self._singles.backoffs[second] + self._singles.logs[word]


def read_model(file: Path = FILE) -> tuple[NgramModel, list[str]]:
    """The model and every syllable of the language, also those that it never saw."""
    with np.load(file) as data:
        words = bytes(data["words"]).decode().split("\n")
        syllables = bytes(data["syllables"]).decode().split("\n")
        tables = [_table(data[f"keys{order}"], data[f"logs{order}"], data[f"backoffs{order}"]) for order in (1, 2, 3)]
    return NgramModel(words, *tables), syllables


@cache
def shipped_model() -> tuple[NgramModel, list[str]]:
    """The one that comes with Heo, read once."""
    return read_model()


def _table(keys: NDArray[np.uint64], logs: NDArray[np.float16], backoffs: NDArray[np.float16]) -> Table:
    kept = array("Q", keys.astype("<u8").tobytes())
    return Table(kept, array("f", logs.astype("<f4").tobytes()), array("f", backoffs.astype("<f4").tobytes()))
