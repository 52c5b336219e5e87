"""The classifier: counts of what words meant in confirmed drafts. Pure, incremental, and each answer can be
explained.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

LONGEST_PHRASE = 3
MOST_PHRASES = 24
MOST_MERCHANTS = 500
"""Of one household."""
# A lesson counts for something from the second time on; a whole note that was corrected counts at once.
LEAST_TIMES = 2
LEAST_SHARE = 0.6
# Words that stand in many notes and say nothing about the category.
EMPTY_WORDS = frozenset({
    "mua", "an", "uong", "di", "tra", "dong", "cho", "tien", "hang", "voi", "va", "o", "tai", "cua", "la", "thi",
    "ma", "de", "den", "tu", "ve", "ra", "vao", "trong", "ngoai", "sang", "trua", "chieu", "toi", "dem", "nay",
    "qua", "hom", "ngay", "tuan", "thang", "nam", "mot", "hai", "ba", "bon", "cai", "chiec", "ly", "coc", "to",
    "phan", "con", "nua", "them", "het", "mat", "bang", "anh", "chi", "em", "co", "chu",
    "bac", "ong", "me", "bo", "ban", "vo", "chong", "nha", "minh", "tui", "nho", "be",
    "chau", "khach", "sep", "nguoi", "gui", "goi", "nap", "rut", "chuyen", "khoan", "ck", "the", "card", "bought",
    "buy", "paid", "pay", "for", "with", "at", "on", "a", "of", "my", "and", "from", "in",
    "nhan", "duoc", "thu", "nau", "do", "lam", "moi", "cu", "luon", "roi", "ca", "nhe", "nhom",
    "dat", "mon", "mang", "ship", "phi", "gia"
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Meaning:
    """A category and the jar it was paid from ("" follows the category)."""

    category_id: str
    jar_id: str


@dataclass(slots=True)
class Count:
    """How often a phrase meant something, and how often a person had to say so."""

    times: int = 0
    corrected: int = 0


@dataclass(frozen=True, slots=True)
class Recalled:
    """The answer of the memory: what the words meant, how often, and in how many of their uses."""

    words: str
    meaning: Meaning
    times: int
    share: float

    @property
    def confidence(self) -> float:
        """Laplace's estimate from the counts, less where the words were used otherwise too."""
        return round(min(0.99, self.share * (self.times + 1) / (self.times + 1.5)), 3)


@dataclass
class Lessons:
    """The phrases of one household, or those of them that a sentence needs."""

    counts: dict[str, dict[Meaning, Count]] = field(default_factory=dict)

    def learn(self, folded_note: str, meaning: Meaning, corrected: bool) -> None:
        """Counts one confirmed draft for each of its phrases."""
        for phrase in phrases_of(folded_note):
            count = self.counts.setdefault(phrase, {}).setdefault(meaning, Count())
            count.times += 1
            count.corrected += int(corrected)

    def recall(self, folded_note: str, strong_words: str) -> Recalled | None:
        """What the note meant before, or None.

        `strong_words` are the folded words by which the vocabulary is already sure of a category. Against them a phrase
        speaks only when people corrected it, since everything that merely confirms them agrees anyway.
        """
        whole = " ".join(content_words(folded_note))
        found = []
        for phrase in phrases_of(folded_note):
            best = self._meaning_of(phrase)
            if best is None:
                continue
            meaning, count, share = best
            needed = 1 if phrase == whole and count.corrected and len(phrase.split()) > 1 else LEAST_TIMES
            overruled = bool(strong_words) and count.corrected < needed
            if count.times >= needed and share >= LEAST_SHARE and not overruled:
                found.append(
                    (len(phrase.split()), count.corrected, share, Recalled(phrase, meaning, count.times, share))
                )
        return max(found, key=lambda item: item[:3])[3] if found else None

    def _meaning_of(self, phrase: str) -> tuple[Meaning, Count, float] | None:
        """The likeliest meaning of a phrase; what was corrected weighs twice, so that two corrections win over a
        habit.
        """
        meanings = self.counts.get(phrase)
        if not meanings:
            return None
        weights = {meaning: count.times + count.corrected for meaning, count in meanings.items()}
        meaning = max(weights, key=lambda key: weights[key])
        return meaning, meanings[meaning], weights[meaning] / sum(weights.values())


def content_words(folded_note: str) -> list[str]:
    """The words of a note that can say something."""
    return [word for word in folded_note.split() if word.isalpha() and word not in EMPTY_WORDS and len(word) > 1]


def phrases_of(folded_note: str) -> list[str]:
    """The phrases that a note teaches: single words and neighbours up to three, longest first, a bounded number.

    A phrase neither begins nor ends with an empty word: "mua hat" teaches "hat", "tra da" is one phrase.
    """
    words = [word for word in folded_note.split() if word.isalpha()][:40]
    found: dict[str, None] = {}
    whole = content_words(folded_note)
    if len(whole) > 1:
        found[" ".join(whole[:8])] = None
    for size in range(LONGEST_PHRASE, 0, -1):
        for start in range(len(words) - size + 1):
            phrase = words[start : start + size]
            if all(word in EMPTY_WORDS or len(word) < 2 for word in phrase):
                continue
            if size > 1 and (phrase[0] in EMPTY_WORDS or phrase[-1] in EMPTY_WORDS):
                continue
            found[" ".join(phrase)] = None
    return list(found)[:MOST_PHRASES]


def explanation(recalled: Recalled, category_name: str, locale: str) -> str:
    """The evidence for a person: "3 lần “highlands” → Cà phê"."""
    times = f"{recalled.times} times" if locale == "en" else f"{recalled.times} lần"
    return f"{times} “{recalled.words}” → {category_name}"[:200]


def merged(rows: Iterable[tuple[str, str, str, int, int]]) -> Lessons:
    """Lessons from rows of (words, category, jar, times, corrected)."""
    lessons = Lessons()
    for words, category_id, jar_id, times, corrected in rows:
        lessons.counts.setdefault(words, {})[Meaning(category_id, jar_id)] = Count(times, corrected)
    return lessons


def size_of(counts: Mapping[str, Mapping[Meaning, Count]]) -> int:
    """How many associations are kept."""
    return sum(len(meanings) for meanings in counts.values())


def least_used(rows: Sequence[tuple[str, int]], most: int) -> list[str]:
    """The ids to forget so that `most` remain: the least used first, older before newer."""
    return [memory_id for memory_id, _ in sorted(rows, key=lambda row: row[1])[: max(0, len(rows) - most)]]
