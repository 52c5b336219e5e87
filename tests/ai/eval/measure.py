"""Measuring understanding on labelled sentences: exact fields, category F1, calibration and time."""

import itertools
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from services.ai.understanding.interpret import interpret
from services.ai.understanding.model import Context, Draft
from services.ai.understanding.vocabulary import Vocabulary
from tests.ai.eval.labels import TODAY, Label, Labelled, is_whole, wrong_fields

MEASURED = ("amount", "valid_date", "kind", "category")
# An amount that is shown as certain: not inferred, and nearly surely right by its own account.
CERTAIN = 0.9


@dataclass
class Tally:
    """Counts over one set of sentences; `pairs` are (confidence, was right) per field."""

    sentences: int = 0
    whole: int = 0
    drafts: int = 0
    wrong: Counter[str] = field(default_factory=Counter)
    false_certain: int = 0
    categories: Counter[tuple[str, str]] = field(default_factory=Counter)
    pairs: list[tuple[float, bool, str]] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def add(self, labelled: Labelled, vocabulary: Vocabulary) -> None:
        """Interprets one sentence and counts what was right."""
        begin = time.perf_counter()
        found = interpret(labelled.text, Context(today=TODAY), vocabulary)
        self.seconds.append(time.perf_counter() - begin)
        self.sentences += 1
        whole = is_whole(labelled, found)
        self.whole += whole
        if not whole:
            self.failures.append(labelled.text)
        if labelled.asked:
            return
        self.drafts += max(len(labelled.drafts), len(found.drafts))
        if len(labelled.drafts) != len(found.drafts):
            self._add_miscounted(labelled, found.drafts)
            return
        for label, draft in zip(labelled.drafts, found.drafts, strict=True):
            self._add_draft(label, draft)

    def _add_miscounted(self, labelled: Labelled, drafts: tuple[Draft, ...]) -> None:
        """A draft too many or too few: its fields count as wrong, each amount that was never said as falsely
        certain.
        """
        said = Counter(label.amount for label in labelled.drafts)
        missed = max(len(labelled.drafts), len(drafts))
        self.wrong.update(dict.fromkeys(MEASURED, missed))
        for draft in drafts:
            right = said[draft.amount or 0] > 0
            said[draft.amount or 0] -= 1
            self._add_certainty(draft, right)

    def _add_draft(self, label: Label, draft: Draft) -> None:
        wrong = wrong_fields(label, draft)
        self.wrong.update(wrong)
        if label.category:
            self.categories[label.category, draft.category] += 1
        self._add_certainty(draft, "amount" not in wrong)
        for piece in draft.evidence:
            checked = piece.field in MEASURED and (piece.field != "category" or label.category)
            if checked:
                self.pairs.append((piece.confidence, piece.field not in wrong, piece.rule))

    def _add_certainty(self, draft: Draft, right: bool) -> None:
        piece = next(piece for piece in draft.evidence if piece.field == "amount")
        self.false_certain += int(not right and not piece.inferred and piece.confidence >= CERTAIN)

    def exact(self, name: str) -> float:
        """The share of drafts in which a field was right."""
        return 1 - self.wrong[name] / max(1, self.drafts)


def tally(sentences: Iterable[Labelled], vocabulary: Vocabulary) -> Tally:
    """Counts over all sentences."""
    counted = Tally()
    for labelled in sentences:
        counted.add(labelled, vocabulary)
    return counted


def macro_f1(categories: Counter[tuple[str, str]]) -> float:
    """The mean over the labelled categories of the harmonic mean of precision and recall."""
    scores = []
    for key in {said for said, _ in categories}:
        hits = categories[key, key]
        said = sum(count for (label, _), count in categories.items() if label == key)
        answered = sum(count for (_, answer), count in categories.items() if answer == key)
        scores.append(2 * hits / (said + answered))
    return sum(scores) / max(1, len(scores))


@dataclass(frozen=True)
class Bin:
    """A range of confidences: how many answers, their mean confidence, and the share that was right."""

    low: float
    count: int
    confidence: float
    right: float


BORDERS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.01)


def reliability(pairs: Iterable[tuple[float, bool, str]]) -> tuple[list[Bin], float]:
    """The reliability table and the expected calibration error."""
    pairs = list(pairs)
    bins, error = [], 0.0
    for low, high in itertools.pairwise(BORDERS):
        inside = [(confidence, right) for confidence, right, _ in pairs if low <= confidence < high]
        if inside:
            confidence = sum(value for value, _ in inside) / len(inside)
            right = sum(value for _, value in inside) / len(inside)
            bins.append(Bin(low, len(inside), confidence, right))
            error += len(inside) / len(pairs) * abs(confidence - right)
    return bins, error
