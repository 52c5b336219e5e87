"""Members and invitations on the wire."""

from typing import Annotated

from services.bff.wire.enums import Role
from services.bff.wire.scalars import Id, Name, RequestId, text
from services.bff.wire.schema import Answer, Body, Moment


class Member(Answer):
    """A person of the household."""

    member_id: Id
    user_id: Id
    name: str
    role: Role
    create_time: Moment


class MemberList(Answer):
    """All members."""

    members: list[Member]


class MemberChange(Body):
    """What changes; absent fields stay."""

    request_id: RequestId
    role: Role | None = None
    name: Name | None = None


class Invitation(Answer):
    """A place kept for somebody."""

    invitation_id: Id
    name: str
    role: Role
    expire_time: Moment


class InvitationList(Answer):
    """The open invitations."""

    invitations: list[Invitation]


class NewInvitation(Body):
    """For whom, and as what."""

    request_id: RequestId
    name: Name
    role: Role


class InvitationCode(Answer):
    """The invitation and the code that lets one person join."""

    invitation: Invitation
    code: str


class Acceptance(Body):
    """The code, and what the new member wants to be called."""

    request_id: RequestId
    code: Annotated[str, text(128, 8)]
    name: Name


class Joined(Answer):
    """The household that was joined."""

    household_id: Id
    member: Member
