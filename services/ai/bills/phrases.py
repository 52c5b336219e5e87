"""What stands beside a number: the phrases of bills, found in print that was read with mistakes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml
from rapidfuzz import fuzz

from services.ai.understanding.text import fold

WORDS = Path(__file__).parent / "words"
SUMS = (
    "total", "subtotal", "cash", "card", "transfer", "wallet", "change", "discount", "vat", "fee", "rounding", "words",
    "other",
)  # fmt: skip
LEAST_LIKENESS = 82.0
LEAST_LIKENESS_SHORT = 92.0
SHORT = 5
"""Letters up to which a phrase has to be read nearly right: "cash" is one letter from "wash"."""


@dataclass(frozen=True, slots=True)
class Label:
    """A phrase found in a row: its role, how surely the role follows, how like the print is, and its share of it."""

    role: str
    phrase: str
    weight: float
    likeness: float
    start: int
    share: float

    @property
    def strength(self) -> float:
        """What to compare labels of one row by: longer and nearer to the beginning says more."""
        return self.likeness * (len(self.phrase) + 2) - 4 * self.start


@dataclass(frozen=True)
class Phrases:
    """The words of bills, folded."""

    sums: Sequence[tuple[str, str, float, int]]
    columns: frozenset[str]
    titles: Sequence[str]
    not_merchants: Sequence[str]
    addresses: Sequence[str]
    units: frozenset[str]
    transfers: Sequence[str]
    transfer_fields: Mapping[str, Sequence[str]]
    currencies: Mapping[str, Sequence[str]]
    decimals: Mapping[str, int]


@cache
def phrases() -> Phrases:
    """Reads the file once."""
    with (WORDS / "phrases.yaml").open(encoding="utf-8") as file:
        data: dict[str, Any] = yaml.safe_load(file)
    sums = [
        (role, plain(phrase), float(weight), len(plain(phrase).split()))
        for role in SUMS
        for phrase, weight in data[role].items()
    ]
    return Phrases(
        sums=sums,
        columns=frozenset(fold(word) for word in data["columns"]),
        titles=[plain(word) for word in data["titles"]],
        not_merchants=[plain(word) for word in data["not_merchants"]],
        addresses=[fold(word) for word in data["addresses"]],
        units=frozenset(fold(word) for word in data["units"]),
        transfers=[plain(word) for word in data["transfers"]],
        transfer_fields={
            field: sorted({plain(word) for word in words}, key=len, reverse=True)
            for field, words in data["transfer_fields"].items()
        },
        currencies={code: [fold(word) for word in words] for code, words in data["currencies"].items()},
        decimals=data["decimals"],
    )


def plain(text: str) -> str:
    """Folded words of letters and digits with single spaces."""
    return " ".join("".join(symbol if symbol.isalnum() else " " for symbol in fold(text)).split())


@lru_cache(maxsize=2048)
def label_of(text: str) -> Label | None:
    """The strongest phrase of sums in the words of a row, or None."""
    words = [word for word in plain(text).split() if not word.isdigit()][:14]
    letters = max(1, sum(map(len, words)))
    best: Label | None = None
    for role, phrase, weight, width in phrases().sums:
        found = _found(phrase, width, words)
        if found is None:
            continue
        start, likeness = found
        label = Label(role, phrase, weight, likeness, start, len(phrase.replace(" ", "")) / letters)
        if best is None or label.strength > best.strength:
            best = label
    return best


def _found(phrase: str, width: int, words: Sequence[str]) -> tuple[int, float] | None:
    """First word and likeness of the best place of a phrase; spaces are where the recogniser put them."""
    joined = phrase.replace(" ", "")
    least = LEAST_LIKENESS_SHORT if len(joined) <= SHORT else LEAST_LIKENESS
    best: tuple[int, float] | None = None
    for start in range(min(len(words), 8)):
        for size in (width, width - 1, width + 1):
            if size < 1 or start + size > len(words):
                continue
            said = "".join(words[start : start + size])
            if abs(len(said) - len(joined)) > 2:
                continue
            likeness = 100.0 if said == joined else fuzz.ratio(said, joined, score_cutoff=least)
            if likeness and (best is None or likeness > best[1] * 100):
                best = (start, likeness / 100)
    return best


def has_any(text: str, wanted: Sequence[str]) -> bool:
    """Whether one of the plain phrases stands in the text as words."""
    padded = f" {plain(text)} "
    return any(f" {phrase} " in padded for phrase in wanted)
