"""The sentences of problems, read from the data file beside."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).with_name("sentences.toml")


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is said about one reason. `status` is the HTTP status."""

    status: int
    title: str
    vi: str
    en: str


def load_sentences() -> Mapping[str, Sentence]:
    """Reason → sentence."""
    return {reason: Sentence(**table) for reason, table in tomllib.loads(FILE.read_text("utf-8")).items()}
