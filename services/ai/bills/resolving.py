"""A bill's draft with the household's own ids instead of preset keys."""

from dataclasses import replace

from services.ai.bills.categories import Meaning
from services.ai.bills.drafting import MOST_NOTE, BillDraft, Part
from services.ai.interpretation.resolve import Resolver
from services.ai.understanding.model import Draft, TransactionKind


def resolved(draft: BillDraft, resolver: Resolver) -> BillDraft:
    """What the household does not have stays empty."""

    def place(category: str, jar: str) -> tuple[str, str]:
        found = resolver.resolve(
            Draft(TransactionKind.EXPENSE, None, draft.currency, draft.valid_date, category, jar, draft.account)
        )
        return found.category, found.jar

    def meant(meaning: Meaning) -> Meaning:
        category, jar = place(meaning.category, meaning.jar)
        return replace(meaning, category=category, jar=jar)

    kind, day = TransactionKind.EXPENSE, draft.valid_date
    found = resolver.resolve(Draft(kind, None, draft.currency, day, draft.category, draft.jar, draft.account))
    parts: dict[tuple[str, str], Part] = {}
    for part in draft.parts:
        category, jar = key = place(part.category, part.jar)
        before = parts.get(key, Part(0, category, jar, ""))
        note = ", ".join(text for text in (before.note, part.note) if text)[:MOST_NOTE]
        parts[key] = Part(before.amount + part.amount, category, jar, note)
    alone = next(iter(parts)) if len(parts) == 1 else (found.category, found.jar)
    return replace(
        draft,
        category=alone[0],
        jar=alone[1],
        account=found.account,
        parts=tuple(parts.values()) if len(parts) > 1 else (),
        meanings=tuple(meant(meaning) for meaning in draft.meanings),
    )
