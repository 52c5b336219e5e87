"""Tags: words behind "#"."""

from dataclasses import dataclass

from services.ai.understanding.sentence import Sentence
from services.ai.understanding.tokens import Kind

MOST_TAGS = 20
MOST_CHARACTERS = 50


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag without its "#", at tokens start..end-1."""

    start: int
    end: int
    name: str


def read_tags(sentence: Sentence) -> list[Tag]:
    """The tags; claims their tokens, so that "#dalat2026" holds no number."""
    found: list[Tag] = []
    for index, token in enumerate(sentence.tokens):
        if token.text != "#" or index + 1 >= len(sentence.tokens) or not sentence.tokens[index + 1].glued:
            continue
        end = index + 1
        while end < len(sentence.tokens) and sentence.tokens[end].glued and _inside_tag(sentence, end):
            end += 1
        name = sentence.words(index + 1, end)
        if name and len(name) <= MOST_CHARACTERS and len(found) < MOST_TAGS:
            sentence.claim(index, end, "tag")
            found.append(Tag(index, end, name))
    return found


def _inside_tag(sentence: Sentence, index: int) -> bool:
    token = sentence.tokens[index]
    return token.kind in {Kind.WORD, Kind.NUMBER} or token.text in {"_", "-"}
