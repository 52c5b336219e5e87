"""VerificationService on the wire."""

from typing import Any

from heo.ledger.v1 import verification_service_pb2 as pb
from heo.ledger.v1 import verification_service_pb2_grpc as rpc

from services.ledger.paging.model import PageRequest
from services.ledger.verification.households import HouseholdIds
from services.ledger.verification.model import Difference
from services.ledger.verification.service import Verification
from services.ledger.wire import id_from


class VerificationServicer(rpc.VerificationServiceServicer):
    """From the wire to one call, and back."""

    def __init__(self, verification: Verification, households: HouseholdIds) -> None:
        """Serve `verification`, and the list of `households` to be verified."""
        self._verification = verification
        self._households = households

    async def VerifyHousehold(self, request: pb.VerifyHouseholdRequest, context: Any) -> pb.VerifyHouseholdResponse:
        """Replay a household's journal and answer the verdict."""
        verdict = await self._verification.verify_household(id_from(request.household_id))
        return pb.VerifyHouseholdResponse(
            clean=verdict.clean,
            differences=[_difference(item) for item in verdict.differences],
            entries=verdict.entries,
            sequence=verdict.sequence,
            chain_hash=verdict.chain_hash,
        )

    async def ListHouseholdIds(self, request: pb.ListHouseholdIdsRequest, context: Any) -> pb.ListHouseholdIdsResponse:
        """Answer the ids of all households."""
        page = PageRequest(request.page_size, request.page_token, b"ListHouseholdIds")
        cut = await self._households.page(page)
        return pb.ListHouseholdIdsResponse(
            household_ids=[str(item) for item in cut.items], next_page_token=cut.next_token
        )


def _difference(item: Difference) -> pb.Difference:
    return pb.Difference(table=item.table, row=item.row, column=item.column, problem=item.problem)
