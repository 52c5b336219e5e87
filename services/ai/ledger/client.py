"""What the ai service asks of the ledger, as itself and for nobody: confirmed drafts, and to keep what was read."""

from uuid import UUID

import grpc
from heo.ledger.v1.draft_service_pb2 import Draft, FinishReadingRequest, GetDraftRequest
from heo.ledger.v1.draft_service_pb2_grpc import DraftServiceStub

from services.mesh.channels import call_metadata
from services.mesh.tokens import TokenIssuer

AUDIENCE = "ledger"
SERVICES = ("heo.ledger.v1.DraftService",)
GONE = frozenset({grpc.StatusCode.NOT_FOUND, grpc.StatusCode.PERMISSION_DENIED})


class LedgerClient:
    """The ledger as the ai service calls it."""

    def __init__(self, channel: grpc.aio.Channel, issuer: TokenIssuer, deadline_s: float) -> None:
        """Call over `channel`; each call may take `deadline_s` seconds."""
        self._issuer = issuer
        self._deadline_s = deadline_s
        self._drafts = DraftServiceStub(channel)

    async def draft(self, household_id: UUID, draft_id: UUID) -> Draft | None:
        """The draft; None when it, or its household, is gone. AioRpcError when the ledger cannot answer."""
        request = GetDraftRequest(household_id=str(household_id), draft_id=str(draft_id))
        token = self._issuer.issue(household_id=household_id, audience=AUDIENCE)
        try:
            reply = await self._drafts.GetDraft(request, timeout=self._deadline_s, metadata=call_metadata(token))
        except grpc.aio.AioRpcError as error:
            if error.code() in GONE:
                return None
            raise
        return reply.draft

    async def finish_reading(self, request: FinishReadingRequest) -> None:
        """Tells what was read. AioRpcError when the ledger refuses it or cannot answer; the same request is safe."""
        token = self._issuer.issue(household_id=UUID(request.household_id), audience=AUDIENCE)
        await self._drafts.FinishReading(request, timeout=self._deadline_s, metadata=call_metadata(token))
