"""Tokens: words, numbers and marks, each with its span in the source."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from services.ai.understanding.text import characters, fold, tone_key

# A number keeps its inner separators ("1.250.000"); letters and digits part at their border ("45k", "1tr2").
PIECES = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)?|[^\w\s]|_|\n")


class Kind(Enum):
    """What a token is made of."""

    WORD = "word"
    NUMBER = "number"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the source. `key` tells tones apart, `fold` does not; `glued` says that no space stands before it."""

    kind: Kind
    raw: str
    text: str
    key: str
    fold: str
    start: int
    end: int
    glued: bool

    @property
    def is_plain(self) -> bool:
        """True when it was typed without any mark, so that it may stand for a marked word."""
        return self.text.isascii()

    @property
    def is_capital(self) -> bool:
        """True for "Lan", false for "lan" and "LAN"."""
        return self.raw[:1].isupper() and (len(self.raw) == 1 or not self.raw.isupper())


def tokenize(source: str) -> tuple[Token, ...]:
    """Splits the source; never fails and looks at each character a bounded number of times."""
    clean = characters(source)
    joined = "".join(character.text for character in clean)
    found: list[Token] = []
    last_end = -1
    for match in PIECES.finditer(joined):
        raw = match.group()
        found.append(_token(raw, clean[match.start()].start, clean[match.end() - 1].end, match.start() == last_end))
        last_end = match.end()
    return tuple(found)


def _token(raw: str, start: int, end: int, glued: bool) -> Token:
    text = raw.lower()
    if raw[0].isdigit():
        return Token(Kind.NUMBER, raw, text, text, text, start, end, glued)
    if not raw[0].isalpha():
        return Token(Kind.MARK, raw, text, text, text, start, end, glued)
    if text.isascii():
        return Token(Kind.WORD, raw, text, text, text, start, end, glued)
    return Token(Kind.WORD, raw, text, tone_key(text), fold(text), start, end, glued)


def typed_without_marks(tokens: Sequence[Token]) -> bool:
    """True when no word carries a Vietnamese mark: the writer dropped them all, or the words are English."""
    return all(token.is_plain or token.fold in {"d", "vnd"} for token in tokens if token.kind is Kind.WORD)
