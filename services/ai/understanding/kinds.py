"""What kind of transaction it is: patterns of words with slots, from kinds.yaml."""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from services.ai.understanding.model import TransactionKind
from services.ai.understanding.text import fold, tone_key
from services.ai.understanding.tokens import Kind, Token


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way to say a kind. Elements are tone keys, or slots such as "<person>"; `anchored` wants the beginning,
    `ends` the end.
    """

    elements: tuple[str, ...]
    folds: tuple[str, ...]
    kind: TransactionKind
    category: str
    source: str
    target: str
    rank: int
    anchored: bool
    ends: bool
    text: str


@dataclass(frozen=True, slots=True)
class KindMatch:
    """A pattern found at tokens start..end-1; `slots` are the tokens at which its slots begin, in order."""

    pattern: Pattern
    start: int
    end: int
    likeness: float
    slots: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class PatternTable:
    """All patterns by their first word; "" holds those that begin with a slot."""

    by_first: Mapping[str, Sequence[Pattern]]
    fillers: frozenset[str]


def pattern_table(data: Mapping[str, Any]) -> PatternTable:
    """Builds the table from kinds.yaml; fillers are taken out of patterns as they are out of sentences."""
    fillers = frozenset(tone_key(word) for word in data["fillers"] if " " not in word)
    table: dict[str, list[Pattern]] = {}
    for rank, group in enumerate(data["patterns"]):
        for text in group["say"]:
            words = [word for word in text.split() if word not in {"^", "$"}]
            words = [word for word in words if tone_key(word) not in fillers] or words
            elements = tuple(word if word.startswith("<") else tone_key(word) for word in words)
            pattern = Pattern(
                elements, tuple(word if word.startswith("<") else fold(word) for word in words),
                TransactionKind(group["kind"]), group.get("category", ""), group.get("from", ""), group.get("to", ""),
                rank, text.startswith("^"), text.endswith("$"), text,
            )  # fmt: skip
            table.setdefault("" if words[0].startswith("<") else fold(words[0]), []).append(pattern)
    return PatternTable(table, fillers)


class KindFinder:
    """Finds patterns in one sentence. `slot_end` says where the thing of a slot that begins at a token ends, or
    None.
    """

    def __init__(
        self,
        table: PatternTable,
        tokens: Sequence[Token],
        bare: bool,
        slot_end: Callable[[str, int], int | None],
        slot_starts: Set[int],
        removed: Callable[[int], bool],
    ) -> None:
        self._slot_starts = slot_starts
        self._table = table
        self._tokens = tokens
        self._bare = bare
        self._slot_end = slot_end
        self._skipped = [removed(i) or self._is_filler(token) for i, token in enumerate(tokens)]

    def best(self, start: int, end: int) -> KindMatch | None:
        """The pattern with the most elements in tokens start..end-1; among equals the one that stands first in the
        file.
        """
        first = next((i for i in range(start, end) if i in self._slot_starts or not self._skipped[i]), end)
        best: KindMatch | None = None
        for index in range(start, end):
            if self._skipped[index] and not self._is_filler(self._tokens[index]):
                continue
            candidates = self._table.by_first.get(self._tokens[index].fold, ())
            for pattern in (
                (*candidates, *self._table.by_first.get("", ())) if index in self._slot_starts else candidates
            ):
                if pattern.anchored and index != first:
                    continue
                found = self._match(pattern, index, end)
                if found is not None and (best is None or _better(found, best)):
                    best = found
        return best

    def _is_filler(self, token: Token) -> bool:
        return token.key in self._table.fillers

    def _match(self, pattern: Pattern, start: int, end: int) -> KindMatch | None:
        position, likeness, slots = start, 1.0, []
        for number, element in enumerate(pattern.elements):
            while number and position < end and self._skipped[position]:
                position += 1
            if position >= end:
                return None
            if element.startswith("<"):
                after = self._slot_end(element, position)
                if after is None or after > end:
                    return None
                slots.append((element, position))
                position = after
                continue
            fit = self._fit(self._tokens[position], element, pattern.folds[number])
            if fit == 0:
                return None
            likeness = min(likeness, fit)
            position += 1
        if pattern.ends and not all(
            self._skipped[i] or self._tokens[i].kind is Kind.MARK for i in range(position, end)
        ):
            return None
        return KindMatch(pattern, start, position, likeness, tuple(slots))

    def _fit(self, token: Token, key: str, folded: str) -> float:
        if token.key == key:
            return 1.0
        if token.fold != folded:
            return 0.0
        if token.is_plain:
            return 0.9 if self._bare or len(folded) > 3 else 0.0
        return 0.0


def _better(one: KindMatch, other: KindMatch) -> bool:
    def order(match: KindMatch) -> tuple[int, int, int, float]:
        slots = len(match.slots)
        return (len(match.pattern.elements), -slots, -match.pattern.rank, match.likeness)

    return order(one) > order(other)
