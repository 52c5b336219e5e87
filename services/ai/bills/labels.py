"""What stands beside a number: a phrase of bills, found in print that was read with mistakes.

Letters are compared without their marks, since print and recogniser lose them; then the marks have their say, since
without them vinegar ("giấm") is a discount ("giảm") and oolong ("ô long") a quantity ("số lượng").
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from services.ai.bills.phrases import SumPhrase, phrases, plain, spelled

LEAST_LIKENESS = 82.0
LEAST_LIKENESS_SHORT = 92.0
LEAST_MARKED, LEAST_BOTH, LEAST_WITHIN = 0.75, 0.8, 0.85
"""The mean of a phrase's likeness without and with its marks, where the print has marks: when the letters are right,
when they are not, and when the phrase stands within a row besides.
"""
SHORT = 5
"""Letters up to which a phrase has to be read nearly right: "cash" is one letter from "wash"."""
MEDIUM = 8
"""Letters up to which print may not be two letters longer or shorter."""
NEARLY_ALONE, HALF = 0.75, 0.5
LOOK_AT = 14
"""Words of a row that may belong to a label."""


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


@dataclass(frozen=True, slots=True)
class _Window:
    """Words of a row that are like a phrase: the first one, how many, and how like, 0 to 1."""

    start: int
    size: int
    likeness: float


@dataclass(frozen=True)
class _Print:
    """The words of a row, folded and as they are spelled; bare numbers are left out."""

    words: Sequence[str]
    marked: Sequence[str]
    numbered: Sequence[bool]
    """Whether a number or a code follows the word, or nothing."""

    @property
    def has_marks(self) -> bool:
        return any(word != marked for word, marked in zip(self.words, self.marked, strict=True))


def _print_of(text: str) -> _Print:
    words, marked = plain(text).split(), spelled(text).split()
    if len(words) != len(marked):
        marked = words
    after = [*words[1:], "0"]
    coded = [len(word) == 1 or any(symbol.isdigit() for symbol in word) for word in after]
    kept = [index for index, word in enumerate(words) if not word.isdigit()][:LOOK_AT]
    return _Print([words[i] for i in kept], [marked[i] for i in kept], [coded[i] for i in kept])


@lru_cache(maxsize=2048)
def label_of(text: str) -> Label | None:
    """The strongest phrase of sums in the words of a row, or None."""
    said = _print_of(text)
    letters = max(1, sum(map(len, said.words)))
    best: Label | None = None
    for phrase in phrases().sums:
        window = _found(phrase, said.words)
        if window is None:
            continue
        share = len(phrase.joined) / letters
        if not _is_meant(phrase, window, said, share):
            continue
        label = Label(phrase.role, phrase.phrase, phrase.weight, window.likeness, window.start, share)
        if best is None or label.strength > best.strength:
            best = label
    return best


def _found(phrase: SumPhrase, words: Sequence[str]) -> _Window | None:
    """The best place of a phrase; spaces are where the recogniser put them."""
    joined = phrase.joined
    least = LEAST_LIKENESS_SHORT if len(joined) <= SHORT else LEAST_LIKENESS
    longer = 1 if len(joined) <= MEDIUM else 2
    best: _Window | None = None
    for start in range(min(len(words), 8)):
        for size in (phrase.width, phrase.width - 1, phrase.width + 1):
            if size < 1 or start + size > len(words):
                continue
            said = "".join(words[start : start + size])
            if abs(len(said) - len(joined)) > longer:
                continue
            likeness = 100.0 if said == joined else fuzz.ratio(said, joined, score_cutoff=least)
            if likeness and (best is None or likeness > best.likeness * 100):
                best = _Window(start, size, likeness / 100)
    return best


def _is_meant(phrase: SumPhrase, window: _Window, said: _Print, share: float) -> bool:
    """Whether the marks, the place and what follows agree with the phrase."""
    end = window.start + window.size
    marked, meant = "".join(said.marked[window.start : end]), phrase.spelled.replace(" ", "")
    has_marks = meant != phrase.joined
    if phrase.width == 1 and len(phrase.joined) <= SHORT:
        if phrase.role == "other" and not said.numbered[end - 1]:
            return share >= NEARLY_ALONE
        if not has_marks:
            return True
        if said.has_marks and marked != meant:
            return share >= NEARLY_ALONE
        return window.start == 0 or share >= HALF
    if not has_marks or "".join(said.words[window.start : end]) == marked:
        return True
    least = LEAST_MARKED if window.likeness == 1 else LEAST_WITHIN if window.start else LEAST_BOTH
    return (window.likeness + fuzz.ratio(marked, meant) / 100) / 2 >= least
