"""DraftService on the wire."""

from typing import Any

from heo.ledger.v1 import draft_service_pb2 as pb
from heo.ledger.v1 import draft_service_pb2_grpc as rpc

from services.ledger.drafts.messages import content_from, draft_message, new_draft_from
from services.ledger.drafts.model import State
from services.ledger.drafts.readings import Readings
from services.ledger.drafts.service import Drafts
from services.ledger.journal.messages import put_recorded
from services.ledger.wire import id_from, page_from
from services.mesh.caller import caller_of


class DraftServicer(rpc.DraftServiceServicer):
    """From the wire to one call, and back."""

    def __init__(self, drafts: Drafts, readings: Readings) -> None:
        """Serve `drafts` and the ends of `readings`."""
        self._drafts = drafts
        self._readings = readings

    async def BatchCreateDrafts(
        self, request: pb.BatchCreateDraftsRequest, context: Any
    ) -> pb.BatchCreateDraftsResponse:
        """Keep drafts."""
        household_id, request_id = id_from(request.household_id), id_from(request.request_id)
        new = tuple(new_draft_from(item) for item in request.drafts)
        made = await self._drafts.create(household_id, request_id, new, caller_of(context).user_id)
        return pb.BatchCreateDraftsResponse(drafts=[draft_message(item) for item in made])

    async def GetDraft(self, request: pb.GetDraftRequest, context: Any) -> pb.GetDraftResponse:
        """Answer one draft."""
        found = await self._drafts.get(id_from(request.household_id), id_from(request.draft_id))
        return pb.GetDraftResponse(draft=draft_message(found))

    async def ListDrafts(self, request: pb.ListDraftsRequest, context: Any) -> pb.ListDraftsResponse:
        """Answer drafts, newest first."""
        page = page_from(request.page, request.household_id, request)
        states = tuple(State(state) for state in request.states if state)
        cut = await self._drafts.page(id_from(request.household_id), states, page)
        return pb.ListDraftsResponse(drafts=[draft_message(item) for item in cut.items], next_page_token=cut.next_token)

    async def UpdateDraft(self, request: pb.UpdateDraftRequest, context: Any) -> pb.UpdateDraftResponse:
        """Replace a draft's content."""
        changed = await self._drafts.update(
            id_from(request.household_id),
            id_from(request.request_id),
            id_from(request.draft_id),
            request.version,
            content_from(request.content),
        )
        return pb.UpdateDraftResponse(draft=draft_message(changed))

    async def BatchConfirmDrafts(
        self, request: pb.BatchConfirmDraftsRequest, context: Any
    ) -> pb.BatchConfirmDraftsResponse:
        """Post drafts."""
        household_id, request_id = id_from(request.household_id), id_from(request.request_id)
        ids = tuple(map(id_from, request.draft_ids))
        made = await self._drafts.confirm(household_id, request_id, ids, caller_of(context).user_id)
        response = pb.BatchConfirmDraftsResponse()
        for recorded in made:
            put_recorded(response.transactions.add(), recorded)
        return response

    async def BatchDiscardDrafts(
        self, request: pb.BatchDiscardDraftsRequest, context: Any
    ) -> pb.BatchDiscardDraftsResponse:
        """Put drafts away."""
        household_id, request_id = id_from(request.household_id), id_from(request.request_id)
        gone = await self._drafts.discard(household_id, request_id, tuple(map(id_from, request.draft_ids)))
        return pb.BatchDiscardDraftsResponse(drafts=[draft_message(item) for item in gone])

    async def RestoreDraft(self, request: pb.RestoreDraftRequest, context: Any) -> pb.RestoreDraftResponse:
        """Bring a discarded draft back."""
        household_id, request_id = id_from(request.household_id), id_from(request.request_id)
        back = await self._drafts.restore(household_id, request_id, id_from(request.draft_id))
        return pb.RestoreDraftResponse(draft=draft_message(back))

    async def FinishReading(self, request: pb.FinishReadingRequest, context: Any) -> pb.FinishReadingResponse:
        """Turn a READING draft into what was read."""
        household_id, request_id = id_from(request.household_id), id_from(request.request_id)
        new = tuple(new_draft_from(item) for item in request.drafts)
        done = await self._readings.finish(household_id, request_id, id_from(request.draft_id), new, request.failure)
        return pb.FinishReadingResponse(drafts=[draft_message(item) for item in done])
