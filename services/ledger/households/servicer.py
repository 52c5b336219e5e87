"""HouseholdService on the wire."""

from typing import Any
from uuid import UUID

from heo.ledger.v1 import household_service_pb2 as pb
from heo.ledger.v1 import household_service_pb2_grpc as rpc

from services.ledger.households.founding import NewHousehold
from services.ledger.households.model import Household, HouseholdChange, Membership
from services.ledger.households.service import Households
from services.ledger.wire import id_from, page_from, timestamp
from services.mesh.caller import caller_of


class HouseholdServicer(rpc.HouseholdServiceServicer):
    """From the wire to one call, and back."""

    def __init__(self, households: Households) -> None:
        """Serve `households`."""
        self._households = households

    async def CreateHousehold(self, request: pb.CreateHouseholdRequest, context: Any) -> pb.CreateHouseholdResponse:
        """Make a household."""
        made = await self._households.create(_new(request), user_of(context))
        return pb.CreateHouseholdResponse(household=household_message(made))

    async def GetHousehold(self, request: pb.GetHouseholdRequest, context: Any) -> pb.GetHouseholdResponse:
        """Answer one household."""
        found = await self._households.get(id_from(request.household_id))
        return pb.GetHouseholdResponse(household=household_message(found))

    async def ListHouseholds(self, request: pb.ListHouseholdsRequest, context: Any) -> pb.ListHouseholdsResponse:
        """Answer the caller's households."""
        user_id = user_of(context)
        cut = await self._households.memberships(user_id, page_from(request.page, str(user_id), request))
        return pb.ListHouseholdsResponse(
            memberships=[_membership(item) for item in cut.items],
            next_page_token=cut.next_token,
        )

    async def UpdateHousehold(self, request: pb.UpdateHouseholdRequest, context: Any) -> pb.UpdateHouseholdResponse:
        """Change settings."""
        household_id, request_id = id_from(request.household_id), id_from(request.request_id)
        changed = await self._households.update(household_id, request_id, _change(request))
        return pb.UpdateHouseholdResponse(household=household_message(changed))


def user_of(context: Any) -> UUID:
    """The calling user; the auth interceptor lets nobody else in where a method needs one."""
    user_id = caller_of(context).user_id
    if user_id is None:
        raise LookupError("a method for users was called by nobody")
    return user_id


def household_message(household: Household) -> pb.Household:
    """The household on the wire."""
    return pb.Household(
        household_id=str(household.household_id),
        name=household.name,
        time_zone=household.time_zone,
        currency=household.currency,
        month_start_day=household.month_start_day,
        locale=household.locale,
        create_time=timestamp(household.create_time),
        sequence=household.sequence,
        chain_hash=bytes.fromhex(household.chain_hash),
    )


def _membership(item: Membership) -> pb.HouseholdMembership:
    role: Any = item.role  # the numbers are the contract's
    return pb.HouseholdMembership(household=household_message(item.household), role=role)


def _new(request: pb.CreateHouseholdRequest) -> NewHousehold:
    return NewHousehold(
        household_id=id_from(request.request_id),
        name=request.name,
        time_zone=request.time_zone,
        currency=request.currency,
        month_start_day=request.month_start_day,
        locale=request.locale,
        owner_name=request.owner_name,
    )


def _change(request: pb.UpdateHouseholdRequest) -> HouseholdChange:
    return HouseholdChange(
        name=request.name if request.HasField("name") else None,
        time_zone=request.time_zone if request.HasField("time_zone") else None,
        month_start_day=request.month_start_day if request.HasField("month_start_day") else None,
        locale=request.locale if request.HasField("locale") else None,
    )
