"""The words of bills as data, and how print is compared with them."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from services.ai.understanding.text import fold

WORDS = Path(__file__).parent / "words"
SUMS = (
    "total", "subtotal", "cash", "card", "transfer", "wallet", "change", "discount", "vat", "fee", "rounding", "words",
    "other",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SumPhrase:
    """What stands beside a sum: its role, the phrase folded and as it is spelled, how surely the role follows."""

    role: str
    phrase: str
    spelled: str
    weight: float
    width: int
    """Words of it."""

    @property
    def joined(self) -> str:
        """Without spaces, which print sets where it likes."""
        return self.phrase.replace(" ", "")


@dataclass(frozen=True)
class Phrases:
    """The words of bills, folded."""

    sums: Sequence[SumPhrase]
    columns: frozenset[str]
    titles: Sequence[str]
    not_merchants: Sequence[str]
    addresses: Sequence[str]
    units: frozenset[str]
    transfers: Sequence[str]
    transfer_fields: Mapping[str, Sequence[str]]
    slip_fields: Mapping[str, Sequence[str]]
    currencies: Mapping[str, Sequence[str]]
    decimals: Mapping[str, int]


@cache
def phrases() -> Phrases:
    """Reads the file once."""
    with (WORDS / "phrases.yaml").open(encoding="utf-8") as file:
        data: dict[str, Any] = yaml.safe_load(file)
    sums = [
        SumPhrase(role, plain(phrase), spelled(phrase), float(weight), len(plain(phrase).split()))
        for role in SUMS
        for phrase, weight in data[role].items()
    ]
    return Phrases(
        sums=sums,
        columns=frozenset(plain(word) for word in data["columns"]),
        titles=[plain(word) for word in data["titles"]],
        not_merchants=[plain(word) for word in data["not_merchants"]],
        addresses=[fold(word) for word in data["addresses"]],
        units=frozenset(fold(word) for word in data["units"]),
        transfers=[plain(word) for word in data["transfers"]],
        transfer_fields=_longest_first(data["transfer_fields"]),
        slip_fields=_longest_first(data["slip_fields"]),
        currencies={code: [fold(word) for word in words] for code, words in data["currencies"].items()},
        decimals=data["decimals"],
    )


def _longest_first(fields: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    return {field: sorted({plain(word) for word in words}, key=len, reverse=True) for field, words in fields.items()}


def plain(text: str) -> str:
    """Folded words of letters and digits with single spaces."""
    return " ".join("".join(symbol if symbol.isalnum() else " " for symbol in fold(text)).split())


def spelled(text: str) -> str:
    """The same words with their marks, in small letters."""
    small = unicodedata.normalize("NFC", text).lower()
    return " ".join("".join(symbol if symbol.isalnum() else " " for symbol in small).split())


def has_any(text: str, wanted: Sequence[str]) -> bool:
    """Whether one of the plain phrases stands in the text as words."""
    padded = f" {plain(text)} "
    return any(f" {phrase} " in padded for phrase in wanted)
