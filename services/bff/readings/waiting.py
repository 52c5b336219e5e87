"""The draft that waits in the ledger while its files are read."""

from uuid import UUID

from heo.ledger.v1.draft_service_pb2 import (
    BatchCreateDraftsRequest,
    BatchDiscardDraftsRequest,
    DraftState,
    GetDraftRequest,
    NewDraft,
    RestoreDraftRequest,
)
from heo.ledger.v1.transaction_pb2 import Source
from heo.type.v1.draft_pb2 import DraftContent

from services.bff.households.member import Member
from services.bff.problems.problem import Refusal
from services.bff.readings.model import Kept
from services.bff.upstream.services import Ledger
from services.bff.wire.ids import derived_id
from services.bff.wire.to_proto import request_of


class Waiting:
    """Drafts of readings."""

    def __init__(self, ledger: Ledger) -> None:
        """Keep them in `ledger`."""
        self._ledger = ledger

    async def wait(self, member: Member, kept: Kept) -> None:
        """Let a draft wait for the reading; the same again changes nothing. Refusal: what the ledger refuses."""
        draft = NewDraft(
            draft_id=str(kept.reading_id),
            content=DraftContent(),
            source=Source.SOURCE_BILL,
            evidence_ids=[str(evidence_id) for evidence_id in kept.evidence_ids],
            is_reading=True,
            reading_id=str(kept.reading_id),
        )
        request = request_of(
            BatchCreateDraftsRequest,
            household_id=member.household_id,
            request_id=derived_id(kept.reading_id, "heo reading waits"),
            drafts=[draft],
        )
        await self._ledger.ask(self._ledger.drafts.BatchCreateDrafts, request, member.acting)

    async def lives(self, member: Member, reading_id: UUID) -> bool:
        """Whether the reading's first draft is still there. One that was put away is brought back: its files were just
        sent again.
        """
        drafts = self._ledger.drafts
        request = request_of(GetDraftRequest, household_id=member.household_id, draft_id=reading_id)
        try:
            draft = (await self._ledger.ask(drafts.GetDraft, request, member.acting)).draft
        except Refusal as refusal:
            if refusal.reason != "DRAFT_NOT_FOUND":
                raise
            return False
        if draft.state == DraftState.DRAFT_STATE_DISCARDED:
            request_id = derived_id(reading_id, "heo reading back", draft.version)
            back = request_of(
                RestoreDraftRequest, household_id=member.household_id, request_id=request_id, draft_id=reading_id
            )
            await self._ledger.ask(drafts.RestoreDraft, back, member.acting)
        return True

    async def put_away(self, member: Member, reading_id: UUID) -> None:
        """Put the failed draft of a reading away; what is not there or was put away stays so."""
        request = request_of(
            BatchDiscardDraftsRequest,
            household_id=member.household_id,
            request_id=derived_id(reading_id, "heo reading again"),
            draft_ids=[reading_id],
        )
        try:
            await self._ledger.ask(self._ledger.drafts.BatchDiscardDrafts, request, member.acting)
        except Refusal as refusal:
            if refusal.reason not in {"DRAFT_NOT_FOUND", "DRAFT_NOT_READY"}:
                raise
