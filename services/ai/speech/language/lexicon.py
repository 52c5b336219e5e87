"""Words by how they are spoken: a tree of tokens whose leaves are words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import yaml

from services.ai.speech.language.ngrams import NgramModel, shipped_model
from services.ai.speech.tokens import SpellingError, canonical, encode

PRONUNCIATIONS = Path(__file__).resolve().parents[1] / "pronunciations.yaml"


@dataclass(slots=True)
class Node:
    """What may follow, by token, and the words that end here."""

    after: "dict[int, Node]" = field(default_factory=dict)
    words: tuple[str, ...] = ()
    best: float = 0.0
    """The likeliest word at or below, as a log probability without its neighbours: what may still come."""


def tree(entries: Iterable[tuple[str, str]]) -> Node:
    """A tree of (word, spoken form). What cannot be spelled with the tokens is left out."""
    root = Node()
    for word, spoken in entries:
        try:
            tokens = encode(spoken)
        except SpellingError:
            continue
        node = root
        for token in tokens:
            known = node.after.get(token)
            if known is None:
                known = node.after[token] = Node()
            node = known
        if tokens and word not in node.words:
            node.words = (*node.words, word)
    return root


@cache
def pronunciations() -> Mapping[str, tuple[str, ...]]:
    """How names are said, by the written name in lower case."""
    loaded: Mapping[str, list[str]] = yaml.safe_load(PRONUNCIATIONS.read_text(encoding="utf-8"))
    return {written: tuple(canonical(said) for said in spoken) for written, spoken in loaded.items()}


@cache
def shipped_tree() -> Node:
    """Every syllable of the language, every word of the language model, and names by their pronunciation."""
    model, syllables = shipped_model()
    root = tree(spoken_forms([*model.ids, *syllables]))
    _look_ahead(root, model)
    root.best = 0.0  # between words nothing is expected yet
    return root


def _look_ahead(node: Node, model: NgramModel) -> float:
    """Write into each node what the likeliest word below it is worth."""
    below = [_look_ahead(after, model) for after in node.after.values()]
    node.best = max([*below, *(model.alone(model.id_of(word)) for word in node.words)])
    return node.best


def spoken_forms(words: Iterable[str]) -> Iterable[tuple[str, str]]:
    """(word, spoken form), each word by its pronunciations, else as it is written."""
    for word in dict.fromkeys(words):
        for spoken in pronunciations().get(word, (word,)):
            yield word, spoken
    for written, forms in pronunciations().items():
        if " " in written:
            for form in forms:
                yield written, form
