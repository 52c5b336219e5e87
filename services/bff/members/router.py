"""Members and invitations over REST."""

from uuid import UUID

from fastapi import APIRouter, Response
from heo.ledger.v1.member_service_pb2 import (
    AcceptInvitationRequest,
    CreateInvitationRequest,
    DeleteInvitationRequest,
    DeleteMemberRequest,
    ListInvitationsRequest,
    ListMembersRequest,
    UpdateMemberRequest,
)

from services.bff.dependencies import ContextsDep, LedgerDep, MemberDep, MembershipsDep, SignedInDep
from services.bff.members.schemas import (
    Acceptance,
    Invitation,
    InvitationCode,
    InvitationList,
    Joined,
    Member,
    MemberChange,
    MemberList,
    NewInvitation,
)
from services.bff.upstream.acting import Acting
from services.bff.wire.from_proto import answer, answers
from services.bff.wire.scalars import RequestId
from services.bff.wire.to_proto import request_of

router = APIRouter(tags=["members"])
OF_HOUSEHOLD = "/households/{household_id}"


@router.get(OF_HOUSEHOLD + "/members")
async def list_members(member: MemberDep, ledger: LedgerDep) -> MemberList:
    """The members and their roles."""
    request = request_of(ListMembersRequest, household_id=member.household_id)
    found = await ledger.ask_all(ledger.members.ListMembers, request, member.acting, "members")
    return MemberList(members=answers(Member, found))


@router.patch(OF_HOUSEHOLD + "/members/{member_id}")
async def update_member(
    member: MemberDep,
    ledger: LedgerDep,
    memberships: MembershipsDep,
    contexts: ContextsDep,
    member_id: UUID,
    body: MemberChange,
) -> Member:
    """Change a member's role or name."""
    request = request_of(UpdateMemberRequest, body, household_id=member.household_id, member_id=member_id)
    reply = await ledger.ask(ledger.members.UpdateMember, request, member.acting)
    memberships.forget_household(member.membership.household_id)
    contexts.forget(member.membership.household_id)
    return answer(Member, reply.member)


@router.delete(OF_HOUSEHOLD + "/members/{member_id}", status_code=204)
async def delete_member(
    member: MemberDep,
    ledger: LedgerDep,
    memberships: MembershipsDep,
    contexts: ContextsDep,
    member_id: UUID,
    request_id: RequestId,
) -> Response:
    """End a membership; what the member recorded stays."""
    request = request_of(
        DeleteMemberRequest, household_id=member.household_id, member_id=member_id, request_id=request_id
    )
    await ledger.ask(ledger.members.DeleteMember, request, member.acting)
    memberships.forget_household(member.membership.household_id)
    contexts.forget(member.membership.household_id)
    return Response(status_code=204)


@router.get(OF_HOUSEHOLD + "/invitations")
async def list_invitations(member: MemberDep, ledger: LedgerDep) -> InvitationList:
    """The open invitations, without their codes."""
    request = request_of(ListInvitationsRequest, household_id=member.household_id)
    found = await ledger.ask_all(ledger.members.ListInvitations, request, member.acting, "invitations")
    return InvitationList(invitations=answers(Invitation, found))


@router.post(OF_HOUSEHOLD + "/invitations", status_code=201)
async def create_invitation(member: MemberDep, ledger: LedgerDep, body: NewInvitation) -> InvitationCode:
    """Make a code that lets one person join within seven days."""
    request = request_of(CreateInvitationRequest, body, household_id=member.household_id)
    return answer(InvitationCode, await ledger.ask(ledger.members.CreateInvitation, request, member.acting))


@router.delete(OF_HOUSEHOLD + "/invitations/{invitation_id}", status_code=204)
async def delete_invitation(
    member: MemberDep, ledger: LedgerDep, invitation_id: UUID, request_id: RequestId
) -> Response:
    """Withdraw an invitation."""
    request = request_of(
        DeleteInvitationRequest,
        household_id=member.household_id,
        invitation_id=invitation_id,
        request_id=request_id,
    )
    await ledger.ask(ledger.members.DeleteInvitation, request, member.acting)
    return Response(status_code=204)


@router.post("/invitations/accept")
async def accept_invitation(
    person: SignedInDep, ledger: LedgerDep, memberships: MembershipsDep, contexts: ContextsDep, body: Acceptance
) -> Joined:
    """Join the household that the code is of."""
    request = request_of(AcceptInvitationRequest, body)
    joined = answer(Joined, await ledger.ask(ledger.members.AcceptInvitation, request, Acting(person.user_id)))
    memberships.forget_user(person.user_id)
    contexts.forget(joined.household_id)
    return joined
