"""What the say command prints: one JSON object per sentence."""

from collections.abc import Mapping
from typing import Any

from services.ai.understanding.model import Draft, Evidence, Question, Understanding
from services.ai.understanding.vocabulary import CategoryWord


def as_json(understanding: Understanding, categories: Mapping[str, CategoryWord]) -> dict[str, Any]:
    """Amounts are minor units beside their currency; fields that were not understood are null. `unread` is
    the end of a text that holds more than is read at once.
    """
    return {
        "text": understanding.text,
        "drafts": [_draft(draft, categories) for draft in understanding.drafts],
        "question": _question(understanding.question),
        "unread": understanding.unread or None,
    }


def _draft(draft: Draft, categories: Mapping[str, CategoryWord]) -> dict[str, Any]:
    category = categories.get(draft.category)
    return {
        "kind": draft.kind.value,
        "amount": draft.amount,
        "currency": draft.currency,
        "valid_date": draft.valid_date.isoformat(),
        "category": draft.category or None,
        "category_name": category.vi if category else None,
        "jar": draft.jar or None,
        "account": draft.account or None,
        "counter_account": draft.counter_account or None,
        "counter_jar": draft.counter_jar or None,
        "counter_amount": draft.counter_amount,
        "counter_currency": draft.counter_currency or None,
        "note": draft.note,
        "person": draft.person or None,
        "tags": list(draft.tags),
        "recurrence": draft.recurrence or None,
        "inferred": sorted({piece.field for piece in draft.evidence if piece.inferred}),
        "confidence": round(draft.confidence, 3),
        "evidence": [_evidence(piece) for piece in draft.evidence],
    }


def _evidence(piece: Evidence) -> dict[str, Any]:
    return {
        "field": piece.field,
        "start": piece.start,
        "end": piece.end,
        "rule": piece.rule,
        "confidence": piece.confidence,
        "inferred": piece.inferred,
    }


def _question(question: Question | None) -> dict[str, Any] | None:
    if question is None:
        return None
    options = [
        {"label": option.label, "unit_value": option.unit_value, "amount": option.amount} for option in question.options
    ]
    return {"text": question.text, "slang": question.slang, "draft_index": question.draft_index, "options": options}
