"""What one condition scores: words, amounts, slots, and amounts that are wrong but look certain."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.ai.training.sentences.model import Meaning
from services.ai.training.speech.gate.errors import word_errors
from services.ai.training.speech.gate.frozen import Frozen
from services.ai.understanding.model import Draft
from tests.ai.eval.measure import CERTAIN
from tests.ai.eval_voice.figures import Figure, f1, ratio
from tests.ai.eval_voice.hearing import Heard, understand

SLOTS = ("kind", "amount", "date", "category", "account")


@dataclass(frozen=True)
class Scores:
    """The figures of one condition over the same sentences."""

    wer: Figure
    greedy_wer: Figure
    amount: Figure
    false_certain: Figure
    slots: Figure


def score(frozen: Sequence[Frozen], heard: Sequence[Heard]) -> Scores:
    """Compare what was heard with what was said."""
    pairs = list(zip(frozen, heard, strict=True))
    return Scores(
        wer=ratio([word_errors(one.words, ear.transcript.hearing.text) for one, ear in pairs]),
        greedy_wer=ratio([word_errors(one.spoken, ear.greedy) for one, ear in pairs]),
        amount=ratio([amounts(one.meanings, ear.understood.drafts) for one, ear in pairs]),
        false_certain=ratio([falsely_certain(one, ear) for one, ear in pairs]),
        slots=f1([slots(one.meanings, ear.understood.drafts) for one, ear in pairs]),
    )


def ceiling(frozen: Sequence[Frozen]) -> tuple[Figure, Figure]:
    """Amount exact and slots when every word is heard: what understanding of the written words alone reaches."""
    read = [(one.meanings, understand(one.words).drafts) for one in frozen]
    return ratio([amounts(*pair) for pair in read]), f1([slots(*pair) for pair in read])


def amounts(meanings: Sequence[Meaning], drafts: Sequence[Draft]) -> tuple[int, int]:
    """(drafts with the amount that was said, drafts); a draft too many counts as one more that is wrong."""
    pairs = zip(meanings, drafts, strict=False)
    right = sum(meaning.amount == draft.amount and draft.currency == "VND" for meaning, draft in pairs)
    return right, max(len(meanings), len(drafts))


def falsely_certain(one: Frozen, ear: Heard) -> tuple[int, int]:
    """(amounts that are wrong and look certain, drafts that were said): sure by its sound and by its words."""
    said = [meaning.amount for meaning in one.meanings]
    wrong = 0
    for place, draft in enumerate(ear.understood.drafts):
        piece = next(piece for piece in draft.evidence if piece.field == "amount")
        posteriors = ear.transcript.amounts
        posterior = posteriors[place].posterior if place < len(posteriors) else 0.0
        looks_certain = not piece.inferred and min(piece.confidence, posterior) >= CERTAIN
        wrong += looks_certain and draft.amount not in said[place : place + 1]
    return wrong, len(said)


def slots(meanings: Sequence[Meaning], drafts: Sequence[Draft]) -> tuple[int, int, int]:
    """(slots that are right, slots answered, slots said). A slot that is empty on both sides counts nowhere."""
    right = answered = expected = 0
    for place in range(max(len(meanings), len(drafts))):
        said = _said(meanings[place]) if place < len(meanings) else {}
        given = _given(drafts[place]) if place < len(drafts) else {}
        if place < len(meanings) and not meanings[place].category:
            given.pop("category", None)  # a transfer or a loan is labelled with none
        right += sum(given.get(name) == value for name, value in said.items())
        answered += len(given)
        expected += len(said)
    return right, answered, expected


def _said(meaning: Meaning) -> dict[str, object]:
    values = (meaning.kind, meaning.amount, meaning.day, meaning.category, meaning.account)
    return {name: value for name, value in zip(SLOTS, values, strict=True) if value}


def _given(draft: Draft) -> dict[str, object]:
    values = (draft.kind.value, draft.amount, draft.valid_date.isoformat(), draft.category, draft.account)
    return {name: value for name, value in zip(SLOTS, values, strict=True) if value}
