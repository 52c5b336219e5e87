"""From drafts, questions and searches to the contract's messages."""

from heo.ai.v1 import understanding_service_pb2 as pb
from heo.type.v1 import draft_pb2, money_pb2

from services.ai.understanding.model import Draft, Evidence, Question, Search

MOST_TEXT = {"note": 500, "person": 100, "recurrence": 200, "explanation": 200}


def suggestion(draft: Draft) -> pb.DraftSuggestion:
    """The draft with its evidence."""
    content = draft_pb2.DraftContent(
        kind=draft_pb2.TransactionKind.Value(f"TRANSACTION_KIND_{draft.kind.name}"),
        amount=_money(draft.amount, draft.currency),
        valid_date=draft.valid_date.isoformat(),
        category_id=draft.category,
        account_id=draft.account,
        counter_account_id=draft.counter_account,
        jar_id=draft.jar,
        counter_jar_id=draft.counter_jar,
        note=draft.note[: MOST_TEXT["note"]],
        person=draft.person[: MOST_TEXT["person"]],
        tags=draft.tags,
        recurrence=draft.recurrence[: MOST_TEXT["recurrence"]],
        counter_amount=_money(draft.counter_amount, draft.counter_currency),
    )
    return pb.DraftSuggestion(content=content, evidence=[_evidence(piece) for piece in draft.evidence])


def question(asked: Question, currency: str) -> pb.Question:
    """The question with its readings."""
    return pb.Question(
        slang=asked.slang,
        text=asked.text,
        draft_index=asked.draft_index,
        options=[
            pb.QuestionOption(label=option.label, unit_value=option.unit_value, amount=_money(option.amount, currency))
            for option in asked.options
        ],
    )


def search(found: Search, currency: str) -> pb.ParseQueryResponse:
    """The filter for the ledger's list."""
    return pb.ParseQueryResponse(
        from_date=found.first.isoformat() if found.first else "",
        to_date=found.last.isoformat() if found.last else "",
        least_amount=_money(found.least, currency),
        most_amount=_money(found.most, currency),
        account_ids=found.accounts,
        jar_ids=found.jars,
        kinds=[draft_pb2.TransactionKind.Value(f"TRANSACTION_KIND_{kind.name}") for kind in found.kinds],
        words=found.words,
    )


def _money(minor_units: int | None, commodity: str) -> money_pb2.Money | None:
    return None if minor_units is None else money_pb2.Money(minor_units=minor_units, commodity=commodity)


def _evidence(piece: Evidence) -> draft_pb2.Evidence:
    return draft_pb2.Evidence(
        field=draft_pb2.DraftField.Value(f"DRAFT_FIELD_{piece.field.upper()}"),
        start=piece.start,
        end=piece.end,
        rule=piece.rule,
        explanation=piece.explanation[: MOST_TEXT["explanation"]],
        confidence=piece.confidence,
        inferred=piece.inferred,
    )
