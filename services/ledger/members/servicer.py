"""MemberService on the wire."""

from typing import Any

from heo.ledger.v1 import member_service_pb2 as pb
from heo.ledger.v1 import member_service_pb2_grpc as rpc

from services.ledger.households.servicer import user_of
from services.ledger.members.model import Invitation, Member, MemberChange
from services.ledger.members.service import Joining, Members
from services.ledger.wire import id_from, page_from, timestamp


class MemberServicer(rpc.MemberServiceServicer):
    """From the wire to one call, and back."""

    def __init__(self, members: Members) -> None:
        """Serve `members`."""
        self._members = members

    async def ListMembers(self, request: pb.ListMembersRequest, context: Any) -> pb.ListMembersResponse:
        """Answer the members."""
        page = page_from(request.page, request.household_id, request)
        cut = await self._members.page(id_from(request.household_id), page)
        return pb.ListMembersResponse(
            members=[_member_message(item) for item in cut.items], next_page_token=cut.next_token
        )

    async def UpdateMember(self, request: pb.UpdateMemberRequest, context: Any) -> pb.UpdateMemberResponse:
        """Change a member's role or name."""
        wanted = MemberChange(
            member_id=id_from(request.member_id),
            role=int(request.role) if request.HasField("role") else None,
            name=request.name if request.HasField("name") else None,
        )
        household_id, request_id = id_from(request.household_id), id_from(request.request_id)
        changed = await self._members.update(household_id, request_id, wanted)
        return pb.UpdateMemberResponse(member=_member_message(changed))

    async def DeleteMember(self, request: pb.DeleteMemberRequest, context: Any) -> pb.DeleteMemberResponse:
        """End a membership."""
        household_id, request_id = id_from(request.household_id), id_from(request.request_id)
        await self._members.remove(household_id, request_id, id_from(request.member_id))
        return pb.DeleteMemberResponse()

    async def CreateInvitation(self, request: pb.CreateInvitationRequest, context: Any) -> pb.CreateInvitationResponse:
        """Make an invitation."""
        household_id, request_id = id_from(request.household_id), id_from(request.request_id)
        made, code = await self._members.invite(
            household_id, request_id, request.name, int(request.role), user_of(context)
        )
        return pb.CreateInvitationResponse(invitation=_invitation_message(made), code=code)

    async def ListInvitations(self, request: pb.ListInvitationsRequest, context: Any) -> pb.ListInvitationsResponse:
        """Answer the open invitations."""
        page = page_from(request.page, request.household_id, request)
        cut = await self._members.invitations(id_from(request.household_id), page)
        return pb.ListInvitationsResponse(
            invitations=[_invitation_message(item) for item in cut.items], next_page_token=cut.next_token
        )

    async def DeleteInvitation(self, request: pb.DeleteInvitationRequest, context: Any) -> pb.DeleteInvitationResponse:
        """Withdraw an invitation."""
        household_id, request_id = id_from(request.household_id), id_from(request.request_id)
        await self._members.withdraw(household_id, request_id, id_from(request.invitation_id))
        return pb.DeleteInvitationResponse()

    async def AcceptInvitation(self, request: pb.AcceptInvitationRequest, context: Any) -> pb.AcceptInvitationResponse:
        """Make the caller a member."""
        asked = Joining(request.code, request.name, user_of(context))
        household_id, member = await self._members.accept(id_from(request.request_id), asked)
        return pb.AcceptInvitationResponse(household_id=str(household_id), member=_member_message(member))


def _member_message(member: Member) -> pb.Member:
    role: Any = member.role  # the numbers are the contract's
    return pb.Member(
        member_id=str(member.member_id),
        user_id=str(member.user_id),
        name=member.name,
        role=role,
        create_time=timestamp(member.create_time),
    )


def _invitation_message(invitation: Invitation) -> pb.Invitation:
    role: Any = invitation.role  # the numbers are the contract's
    return pb.Invitation(
        invitation_id=str(invitation.invitation_id),
        name=invitation.name,
        role=role,
        expire_time=timestamp(invitation.expire_time),
    )
