"""The lexicon: all phrases of the word files in one tree, looked up at every token once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from services.ai.understanding.text import fold, tone_key
from services.ai.understanding.tokens import Kind, Token, tokenize

# Marks that stand for words: currencies, sums, tags.
SPEAKING_MARKS = frozenset("#+$€£¥₫₩*×÷<>-")
# Only here may a word be misspelt: "sáng một" is not "sáng mốt".
FORGIVING_ROLES = frozenset({"category", "income", "account"})
EXACT, UNMARKED, MISTYPED = 1.0, 0.9, 0.7


@dataclass(frozen=True, slots=True)
class Entry:
    """A phrase, the role that it plays ("category", "account", …) and what it means there."""

    keys: tuple[str, ...]
    role: str
    value: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Match:
    """An entry found at tokens start..end-1; `likeness` is lower when marks were missing or wrong."""

    entry: Entry
    start: int
    end: int
    likeness: float


@dataclass(slots=True)
class _Node:
    children: dict[str, "_Node"] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)


class Lexicon:
    """A read-only tree over folded words. Build it once; more phrases of one household make a second, small one."""

    def __init__(self, phrases: Iterable[tuple[str, str, str, float]]) -> None:
        """Takes (phrase, role, value, weight)."""
        self._root = _Node()
        self._words: set[str] = set()
        for phrase, role, value, weight in phrases:
            words = [token.text for token in tokenize(phrase)]
            node = self._root
            for word in words:
                node = node.children.setdefault(fold(word), _Node())
            entry = Entry(tuple(tone_key(word) for word in words), role, value, weight)
            self._words.update(entry.keys)
            node.entries.append(entry)

    def at(self, tokens: Sequence[Token], start: int, bare: bool) -> Iterator[Match]:
        """All entries that start at this token, shortest first."""
        node, position = self._root, start
        while position < len(tokens):
            following = node.children.get(tokens[position].fold) or node.children.get(_singular(tokens[position]))
            if following is None:
                return
            node, position = following, position + 1
            yield from self._fitting(node.entries, tokens[start:position], start, bare)

    def _fitting(self, entries: list[Entry], said: Sequence[Token], start: int, bare: bool) -> Iterator[Match]:
        found = [(entry, self._likeness(entry, said, bare)) for entry in entries]
        best: dict[str, float] = {}
        for entry, likeness in found:
            best[entry.role] = max(best.get(entry.role, 0.0), likeness)
        for entry, likeness in found:
            # A word typed exactly as one entry is no other entry's misspelling.
            least = 0.0 if entry.role in FORGIVING_ROLES else UNMARKED - 0.01
            if likeness > least and (likeness == best[entry.role] or best[entry.role] < EXACT):
                yield Match(entry, start, start + len(said), likeness)

    def _likeness(self, entry: Entry, said: Sequence[Token], bare: bool) -> float:
        wrong = [token for token, key in zip(said, entry.keys, strict=True) if token.key != key]
        if not wrong:
            return EXACT
        if any(_has_other_letter(token.text, key) for token, key in zip(said, entry.keys, strict=True)):
            return 0.0
        some_right = len(wrong) < len(said)
        if all(token.is_plain for token in wrong):
            if not bare and any(token.key in self._words for token in wrong):
                return 0.0
            near = bare or some_right or all(len(token.fold) > 3 for token in wrong)
            return UNMARKED + 0.01 / len(wrong) if near else 0.0
        if some_right:
            known = any(token.key in self._words and not token.is_plain for token in wrong)
            return 0.0 if known and not bare else MISTYPED
        known = all(token.key in self._words for token in wrong)
        return 0.0 if known or any(len(token.fold) < 3 for token in wrong) else MISTYPED


def _singular(token: Token) -> str:
    """The "coffee" of "coffees"; no Vietnamese word ends so. Empty for any other word."""
    plural = len(token.text) > 4 and token.text[-1] == "s" and token.text[-2] not in "s'’" and token.text.isascii()
    return token.text[:-1] if plural else ""


def _has_other_letter(text: str, key: str) -> bool:
    """True for "dầm" against "đầm": who types marks does not take d for đ."""
    return not text.isascii() and ("đ" in text) != ("đ" in key)


class Found:
    """What the lexicons found in one sentence, by role and first token."""

    def __init__(self, lexicons: Sequence[Lexicon], tokens: Sequence[Token], bare: bool) -> None:
        self._by_role: dict[str, dict[int, list[Match]]] = {}
        for start, token in enumerate(tokens):
            if token.kind is Kind.MARK and token.text not in SPEAKING_MARKS:
                continue
            for lexicon in lexicons:
                for match in lexicon.at(tokens, start, bare):
                    self._by_role.setdefault(match.entry.role, {}).setdefault(start, []).append(match)

    def role(self, role: str) -> Mapping[int, list[Match]]:
        """First token → matches of the role."""
        return self._by_role.get(role, {})

    def longest(self, role: str, start: int) -> Match | None:
        """The longest match of the role that starts here; among equals the best likeness."""
        matches = self._by_role.get(role, {}).get(start)
        return max(matches, key=lambda match: (match.end, match.likeness)) if matches else None
