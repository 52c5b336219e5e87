"""From a sentence to kept drafts: ai reads, the ledger keeps."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from heo.ai.v1.understanding_service_pb2 import DraftSuggestion, InterpretRequest, InterpretResponse
from heo.ai.v1.understanding_service_pb2 import Question as ProtoQuestion
from heo.ledger.v1.draft_service_pb2 import BatchCreateDraftsRequest, GetDraftRequest, NewDraft
from heo.ledger.v1.draft_service_pb2 import Draft as ProtoDraft

from services.bff.drafts.context import Contexts
from services.bff.drafts.model import draft_id_of, needs_look
from services.bff.drafts.schemas import Draft, Question, QuestionOption, Said, Understood
from services.bff.households.member import Member
from services.bff.problems.problem import Refusal
from services.bff.upstream.services import Ai, Ledger
from services.bff.wire.from_proto import answers
from services.bff.wire.to_proto import request_of
from services.mesh.clock import Clock, today

MOST_DRAFTS = 100


@dataclass(frozen=True, slots=True)
class Heard:
    """What lies behind a sentence that was spoken: its clip, and whether every draft of it wants a look."""

    evidence_ids: tuple[UUID, ...] = ()
    needs_look: bool = False


TYPED = Heard()


async def understand(
    member: Member, ledger: Ledger, ai: Ai, contexts: Contexts, clock: Clock, said: Said, heard: Heard = TYPED
) -> Understood:
    """The kept drafts of a sentence, and at most one question.

    A repeated request may be read differently (a word was learned, a day passed), so the ledger's answer to its id
    counts: what was kept the first time is answered again.

    Refusal: AI_UNAVAILABLE, LEDGER_UNAVAILABLE, REQUEST_ID_REUSED.
    """
    read = await _interpret(member, ai, contexts, clock, said)
    suggestions = list(read.suggestions)[:MOST_DRAFTS]
    question = read.question if read.HasField("question") else None
    if suggestions:
        drafts = await _keep(member, ledger, said, heard, suggestions, question)
    else:
        drafts = await _kept(member, ledger, said)
    return Understood(drafts=answers(Draft, drafts), question=_question(question, drafts), unread=read.unread)


async def _interpret(member: Member, ai: Ai, contexts: Contexts, clock: Clock, said: Said) -> InterpretResponse:
    day = said.said_on or today(clock, member.membership.time_zone).isoformat()
    context = await contexts.of(member.acting, member.membership, day)
    request = InterpretRequest(household_id=member.household_id, text=said.text, context=context)
    return await ai.ask(ai.understanding.Interpret, request, member.acting)


async def _keep(
    member: Member,
    ledger: Ledger,
    said: Said,
    heard: Heard,
    suggestions: Sequence[DraftSuggestion],
    question: ProtoQuestion | None,
) -> list[ProtoDraft]:
    asked = question.draft_index if question is not None else -1
    drafts = [_new_draft(said, heard, index, found, index == asked) for index, found in enumerate(suggestions)]
    request = request_of(
        BatchCreateDraftsRequest, household_id=member.household_id, request_id=said.request_id, drafts=drafts
    )
    try:
        return list((await ledger.ask(ledger.drafts.BatchCreateDrafts, request, member.acting)).drafts)
    except Refusal as refusal:
        if refusal.reason != "REQUEST_ID_REUSED":
            raise
        kept = await _kept(member, ledger, said)
        if not kept:
            raise
        return kept


async def _kept(member: Member, ledger: Ledger, said: Said) -> list[ProtoDraft]:
    """The drafts that this very request made before; REQUEST_ID_REUSED when it said something else then."""
    found: list[ProtoDraft] = []
    for index in range(MOST_DRAFTS):
        request = request_of(
            GetDraftRequest, household_id=member.household_id, draft_id=draft_id_of(said.request_id, index)
        )
        try:
            found.append((await ledger.ask(ledger.drafts.GetDraft, request, member.acting)).draft)
        except Refusal as refusal:
            if refusal.reason != "DRAFT_NOT_FOUND":
                raise
            break
    if any(draft.source_text != said.text for draft in found):
        raise Refusal("REQUEST_ID_REUSED")
    return found


def _new_draft(said: Said, heard: Heard, index: int, found: DraftSuggestion, is_asked: bool) -> NewDraft:
    draft: NewDraft = request_of(
        NewDraft,
        draft_id=draft_id_of(said.request_id, index),
        source_text=said.text,
        source=said.source,
        evidence_ids=heard.evidence_ids,
    )
    draft.content.CopyFrom(found.content)
    draft.evidence.extend(found.evidence)
    draft.needs_look = heard.needs_look or needs_look(
        is_complete(found.content),
        (piece.confidence for piece in found.evidence),
        any(piece.inferred for piece in found.evidence),
        is_asked,
    )
    return draft


def is_complete(content: Any) -> bool:
    """Whether a tap could post it as it stands."""
    return bool(content.kind and content.HasField("amount") and content.valid_date and content.account_id)


def _question(question: ProtoQuestion | None, drafts: Sequence[ProtoDraft]) -> Question | None:
    if question is None:
        return None
    about = drafts[question.draft_index].draft_id if 0 <= question.draft_index < len(drafts) else None
    options = answers(QuestionOption, question.options)
    return Question.model_validate(
        {"slang": question.slang, "text": question.text, "draft_id": about, "options": options}
    )
