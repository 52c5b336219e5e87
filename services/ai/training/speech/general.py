"""Everyday sentences that are not about money, from the words of general.yaml."""

import random
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import yaml

from services.ai.speech.tokens import canonical

WORDS = Path(__file__).with_name("general.yaml")
_SLOT = re.compile(r"\{(\w+)\}")


@cache
def _lists() -> Mapping[str, list[str]]:
    loaded: Mapping[str, list[str]] = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    return loaded


def lines(seed: int) -> Iterator[str]:
    """Sentences without end; some come twice."""
    draw = random.Random(seed)  # noqa: S311 - sentences, not secrets
    lists = _lists()
    while True:
        sentence = draw.choice(lists["sentences"])
        yield canonical(_SLOT.sub(lambda slot: draw.choice(lists[slot.group(1)]), sentence))
