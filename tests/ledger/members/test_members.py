"""Members and invitations. Somebody invited is not yet a member."""

from datetime import timedelta

import pytest
from heo.ledger.v1 import household_service_pb2 as household_pb
from heo.ledger.v1 import member_service_pb2 as pb
from heo.type.v1 import access_pb2
from heo.type.v1.page_pb2 import Page

from services.ledger.members.model import InvitationCodes, code_hash, household_of
from services.mesh.clock import FixedClock
from services.mesh.ids import new_id
from services.mesh.testing.serving import Running
from tests.support.ledger import Person, founded


async def members(lan: Person) -> dict[str, pb.Member]:
    return {item.name: item for item in (await lan(pb.ListMembersRequest())).members}


async def invited(lan: Person, role: access_pb2.Role.ValueType = access_pb2.ROLE_EDITOR) -> pb.CreateInvitationResponse:
    made: pb.CreateInvitationResponse = await lan(pb.CreateInvitationRequest(name="Minh", role=role))
    return made


async def joined(lan: Person, role: access_pb2.Role.ValueType = access_pb2.ROLE_EDITOR) -> Person:
    code = (await invited(lan, role)).code
    minh = Person(lan.server, new_id())
    await minh(pb.AcceptInvitationRequest(code=code, name="Minh"))
    assert lan.household_id is not None
    return minh.in_household(lan.household_id, int(role))


async def test_an_invitation_lets_one_person_in_with_its_role(lan: Person) -> None:
    made = await invited(lan)
    assert list(await members(lan)) == ["Lan"]
    minh = Person(lan.server, new_id())
    asked = pb.AcceptInvitationRequest(request_id=str(new_id()), code=made.code, name="Minh")
    answer = await minh(asked)
    assert answer.household_id == str(lan.household_id)
    assert (await members(lan))["Minh"].role == access_pb2.ROLE_EDITOR
    assert await minh(asked) == answer
    (mine,) = (await minh(household_pb.ListHouseholdsRequest())).memberships
    assert (mine.household.household_id, mine.role) == (str(lan.household_id), access_pb2.ROLE_EDITOR)
    stranger = Person(lan.server, new_id())
    assert await stranger.refused(pb.AcceptInvitationRequest(code=made.code, name="X")) == "INVITATION_INVALID"
    assert not (await lan(pb.ListInvitationsRequest())).invitations


async def test_a_repeated_invitation_answers_the_same_code_and_a_list_answers_none(lan: Person) -> None:
    asked = pb.CreateInvitationRequest(request_id=str(new_id()), name="Minh", role=access_pb2.ROLE_VIEWER)
    first, second = await lan(asked), await lan(asked)
    assert first == second
    (listed,) = (await lan(pb.ListInvitationsRequest())).invitations
    assert listed == first.invitation
    asked.name = "Khác"
    assert await lan.refused(asked) == "REQUEST_ID_REUSED"


async def test_an_invitation_ends_when_withdrawn_or_after_seven_days(lan: Person, clock: FixedClock) -> None:
    withdrawn, expired = await invited(lan), await invited(lan)
    await lan(pb.DeleteInvitationRequest(invitation_id=withdrawn.invitation.invitation_id))
    minh = Person(lan.server, new_id())
    assert await minh.refused(pb.AcceptInvitationRequest(code=withdrawn.code, name="M")) == "INVITATION_INVALID"
    again = pb.DeleteInvitationRequest(invitation_id=withdrawn.invitation.invitation_id)
    assert await lan.refused(again) == "INVITATION_INVALID"
    clock.advance(timedelta(days=7, seconds=1))
    assert await minh.refused(pb.AcceptInvitationRequest(code=expired.code, name="M")) == "INVITATION_INVALID"
    assert not (await lan(pb.ListInvitationsRequest())).invitations


@pytest.mark.parametrize("code", ["not-a-code", "AAAAAAAA", "A" * 52, "Đồng" * 10])
async def test_a_made_up_code_lets_nobody_in(lan: Person, code: str) -> None:
    stranger = Person(lan.server, new_id())
    assert await stranger.refused(pb.AcceptInvitationRequest(code=code, name="X")) == "INVITATION_INVALID"


async def test_who_belongs_already_uses_up_no_invitation(lan: Person) -> None:
    made = await invited(lan)
    assert await lan.refused(pb.AcceptInvitationRequest(code=made.code, name="Lan")) == "INVITATION_INVALID"
    assert len((await lan(pb.ListInvitationsRequest())).invitations) == 1


async def test_a_role_and_a_name_can_be_changed(lan: Person) -> None:
    await joined(lan)
    minh = (await members(lan))["Minh"]
    asked = pb.UpdateMemberRequest(member_id=minh.member_id, role=access_pb2.ROLE_RECORDER, name="Anh Minh")
    changed = (await lan(asked)).member
    assert (changed.role, changed.name, changed.user_id) == (access_pb2.ROLE_RECORDER, "Anh Minh", minh.user_id)


async def test_a_household_keeps_an_owner(lan: Person) -> None:
    me = (await members(lan))["Lan"]
    lower = pb.UpdateMemberRequest(member_id=me.member_id, role=access_pb2.ROLE_EDITOR)
    assert await lan.refused(lower) == "LAST_OWNER"
    assert await lan.refused(pb.DeleteMemberRequest(member_id=me.member_id)) == "LAST_OWNER"
    minh = await joined(lan, access_pb2.ROLE_OWNER)
    await minh(pb.DeleteMemberRequest(member_id=me.member_id))
    assert list(await members(minh)) == ["Minh"]


async def test_who_left_sees_the_household_no_more_and_may_come_back(lan: Person) -> None:
    minh = await joined(lan)
    member = (await members(lan))["Minh"]
    asked = pb.DeleteMemberRequest(request_id=str(new_id()), member_id=member.member_id)
    await lan(asked)
    await lan(asked)
    assert not (await minh(household_pb.ListHouseholdsRequest())).memberships
    assert await lan.refused(pb.DeleteMemberRequest(member_id=member.member_id)) == "MEMBER_NOT_FOUND"
    code = (await invited(lan)).code
    await minh(pb.AcceptInvitationRequest(code=code, name="Minh"))
    assert (await members(lan))["Minh"].member_id != member.member_id


async def test_another_households_members_do_not_exist_here(lan: Person, server: Running) -> None:
    other = await founded(server)
    theirs = (await members(other))["Lan"]
    rename = pb.UpdateMemberRequest(member_id=theirs.member_id, name="X")
    assert await lan.refused(rename) == "MEMBER_NOT_FOUND"
    assert await lan.refused(pb.DeleteMemberRequest(member_id=theirs.member_id)) == "MEMBER_NOT_FOUND"
    made = await invited(other)
    withdraw = pb.DeleteInvitationRequest(invitation_id=made.invitation.invitation_id)
    assert await lan.refused(withdraw) == "INVITATION_INVALID"


async def test_members_and_invitations_come_page_by_page(lan: Person, clock: FixedClock) -> None:
    for _ in range(3):
        clock.advance(timedelta(minutes=1))
        await joined(lan)
        await invited(lan)
    first = await lan(pb.ListMembersRequest(page=Page(page_size=3)))
    rest = await lan(pb.ListMembersRequest(page=Page(page_size=3, page_token=first.next_page_token)))
    assert (len(first.members), len(rest.members), rest.next_page_token) == (3, 1, "")
    first = await lan(pb.ListInvitationsRequest(page=Page(page_size=2)))
    rest = await lan(pb.ListInvitationsRequest(page=Page(page_size=2, page_token=first.next_page_token)))
    assert (len(first.invitations), len(rest.invitations), rest.next_page_token) == (2, 1, "")


def test_a_code_names_its_household_and_needs_the_key() -> None:
    household, invitation = new_id(), new_id()
    code = InvitationCodes(b"k" * 32).code_of(household, invitation)
    assert household_of(code) == household == household_of(code.lower())
    assert code_hash(code) == code_hash(f" {code.lower()} ")
    assert InvitationCodes(b"other key of the ledger").code_of(household, invitation) != code
    with pytest.raises(ValueError, match="16 bytes"):
        InvitationCodes(b"short")
