"""A household's own names: how they may be spoken, and what makes them likelier."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from services.ai.speech.language.lexicon import Node, pronunciations, tree
from services.ai.speech.tokens import TONES, canonical, split_tone, with_tone

_WORD = re.compile(r"[^\W\d_]+")
_STOPS = ("c", "ch", "p", "t")
MOST_WORDS = 8
MOST_WAYS = 4
"""Pronunciations that are tried for a foreign word."""


@dataclass(slots=True)
class PhraseNode:
    """What may follow in a phrase, and whether one may end here."""

    after: "dict[str, PhraseNode]" = field(default_factory=dict)
    ends: bool = False


@dataclass(frozen=True)
class Phrases:
    """Names as a tree of their words, and the words that no lexicon has as a tree of tokens."""

    root: PhraseNode
    spoken: Node


NO_PHRASES = Phrases(PhraseNode(), Node())


def phrases_of(texts: Sequence[str], known: Sequence[str] | set[str] | frozenset[str]) -> Phrases:
    """The phrases of `texts`; their words that are not `known` get a pronunciation by their letters."""
    root, new = PhraseNode(), set[str]()
    for text in texts:
        words = [canonical(word) for word in _WORD.findall(unicodedata.normalize("NFC", text).lower())][:MOST_WORDS]
        node = root
        for word in words:
            node = node.after.setdefault(word, PhraseNode())
            if word not in known and word not in pronunciations():
                new.add(word)
        node.ends = node.ends or bool(words)
    return Phrases(root, tree((word, spoken) for word in sorted(new) for spoken in by_letters(word, known)))


def by_letters(word: str, syllables: Sequence[str] | set[str] | frozenset[str]) -> list[str]:
    """Ways to say a foreign word as syllables that its letters make, "lotteria" as "lót te ri a" and "lót te ria"."""
    letters, _ = split_tone(word)
    ways: list[list[str]] = [[""]] + [[] for _ in letters]
    for end in range(1, len(letters) + 1):
        for begin in range(max(0, end - 6), end):
            syllable = _sayable(letters[begin:end], syllables)
            if syllable:
                ways[end] += [f"{before} {syllable}".strip() for before in ways[begin]]
        if not ways[end] and end > 1 and letters[end - 1] == letters[end - 2]:
            ways[end] = ways[end - 1]  # the second of two equal letters is not said
        ways[end] = sorted(ways[end], key=len)[:MOST_WAYS]
    return ways[-1]


def _sayable(letters: str, syllables: Sequence[str] | set[str] | frozenset[str]) -> str:
    tone = TONES[2] if letters.endswith(_STOPS) else TONES[0]
    syllable = with_tone(letters, tone)
    return syllable if syllable in syllables else ""
