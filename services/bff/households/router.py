"""Households over REST."""

from fastapi import APIRouter
from heo.ledger.v1.household_service_pb2 import CreateHouseholdRequest, GetHouseholdRequest, UpdateHouseholdRequest
from heo.ledger.v1.verification_service_pb2 import VerifyHouseholdRequest

from services.bff.dependencies import ClockDep, ContextsDep, LedgerDep, MemberDep, MembershipsDep, SignedInDep
from services.bff.households.answers import household_answer
from services.bff.households.schemas import Household, HouseholdChange, NewHousehold, Verification
from services.bff.upstream.acting import Acting
from services.bff.wire.from_proto import answer
from services.bff.wire.to_proto import request_of

router = APIRouter(prefix="/households", tags=["households"])


@router.post("", status_code=201)
async def create_household(
    person: SignedInDep, ledger: LedgerDep, memberships: MembershipsDep, clock: ClockDep, body: NewHousehold
) -> Household:
    """Make a household with default categories, a cash account and the six jars; who makes it is its first owner."""
    request = request_of(CreateHouseholdRequest, body, owner_name=person.display_name)
    reply = await ledger.ask(ledger.households.CreateHousehold, request, Acting(person.user_id))
    memberships.forget_user(person.user_id)
    return household_answer(reply.household, clock)


@router.get("/{household_id}")
async def get_household(member: MemberDep, ledger: LedgerDep, clock: ClockDep) -> Household:
    """One household."""
    request = request_of(GetHouseholdRequest, household_id=member.household_id)
    reply = await ledger.ask(ledger.households.GetHousehold, request, member.acting)
    return household_answer(reply.household, clock)


@router.patch("/{household_id}")
async def update_household(
    member: MemberDep,
    ledger: LedgerDep,
    memberships: MembershipsDep,
    contexts: ContextsDep,
    clock: ClockDep,
    body: HouseholdChange,
) -> Household:
    """Change name, time zone, first day of the month or language."""
    request = request_of(UpdateHouseholdRequest, body, household_id=member.household_id)
    reply = await ledger.ask(ledger.households.UpdateHousehold, request, member.acting)
    memberships.forget_household(member.membership.household_id)
    contexts.forget(member.membership.household_id)
    return household_answer(reply.household, clock)


@router.get("/{household_id}/verification")
async def verify_household(member: MemberDep, ledger: LedgerDep) -> Verification:
    """Replay the journal and compare; names the first rows that differ."""
    request = request_of(VerifyHouseholdRequest, household_id=member.household_id)
    return answer(Verification, await ledger.ask(ledger.verification.VerifyHousehold, request, member.acting))
