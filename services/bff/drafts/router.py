"""Drafts over REST: the quick-add line."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, BackgroundTasks, Query, Response
from heo.ledger.v1.draft_service_pb2 import (
    BatchConfirmDraftsRequest,
    BatchDiscardDraftsRequest,
    ListDraftsRequest,
    RestoreDraftRequest,
    UpdateDraftRequest,
)

from services.bff.dependencies import AiDep, ClockDep, ContextsDep, LedgerDep, LessonsDep, MemberDep
from services.bff.drafts.schemas import (
    Confirmed,
    Draft,
    DraftChoice,
    DraftEdit,
    DraftList,
    DraftRestoring,
    Said,
    Understood,
)
from services.bff.drafts.service import understand
from services.bff.wire.enums import DraftState
from services.bff.wire.from_proto import answer, answers
from services.bff.wire.query import by_comma
from services.bff.wire.to_proto import request_of

router = APIRouter(prefix="/households/{household_id}/drafts", tags=["drafts"])


@router.post("", status_code=201, responses={200: {"model": Understood, "description": "Nothing was understood"}})
async def create_drafts(
    member: MemberDep,
    ledger: LedgerDep,
    ai: AiDep,
    contexts: ContextsDep,
    clock: ClockDep,
    body: Said,
    response: Response,
) -> Understood:
    """Read a sentence into drafts and keep them. The same request again answers the same drafts."""
    understood = await understand(member, ledger, ai, contexts, clock, body)
    if not understood.drafts:
        response.status_code = 200
    return understood


@router.get("")
async def list_drafts(
    member: MemberDep,
    ledger: LedgerDep,
    states: Annotated[list[DraftState], by_comma, Query(max_length=10, default_factory=list)],
) -> DraftList:
    """Drafts, newest first; reading, ready and failed ones unless `states` says which."""
    request = request_of(ListDraftsRequest, household_id=member.household_id, states=states)
    found = await ledger.ask_all(ledger.drafts.ListDrafts, request, member.acting, "drafts")
    return DraftList(drafts=answers(Draft, found))


@router.post("/confirm")
async def confirm_drafts(
    member: MemberDep, ledger: LedgerDep, lessons: LessonsDep, afterwards: BackgroundTasks, body: DraftChoice
) -> Confirmed:
    """Post drafts, all or none."""
    request = request_of(BatchConfirmDraftsRequest, body, household_id=member.household_id)
    confirmed = await ledger.ask(ledger.drafts.BatchConfirmDrafts, request, member.acting)
    afterwards.add_task(lessons.put_aside, member, body.draft_ids)
    return answer(Confirmed, confirmed)


@router.post("/discard")
async def discard_drafts(member: MemberDep, ledger: LedgerDep, body: DraftChoice) -> DraftList:
    """Put drafts away; they can be brought back until they expire."""
    request = request_of(BatchDiscardDraftsRequest, body, household_id=member.household_id)
    return answer(DraftList, await ledger.ask(ledger.drafts.BatchDiscardDrafts, request, member.acting))


@router.patch("/{draft_id}")
async def update_draft(member: MemberDep, ledger: LedgerDep, draft_id: UUID, body: DraftEdit) -> Draft:
    """Replace a draft's content before it is confirmed."""
    request = request_of(UpdateDraftRequest, body, household_id=member.household_id, draft_id=draft_id)
    reply = await ledger.ask(ledger.drafts.UpdateDraft, request, member.acting)
    return answer(Draft, reply.draft)


@router.post("/{draft_id}/restore")
async def restore_draft(member: MemberDep, ledger: LedgerDep, draft_id: UUID, body: DraftRestoring) -> Draft:
    """Bring a discarded draft back."""
    request = request_of(RestoreDraftRequest, body, household_id=member.household_id, draft_id=draft_id)
    reply = await ledger.ask(ledger.drafts.RestoreDraft, request, member.acting)
    return answer(Draft, reply.draft)
