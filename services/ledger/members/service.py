"""Use cases of members and invitations."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import NoReturn
from uuid import UUID, uuid5

from pydantic import TypeAdapter

from services.ledger.events.model import HouseholdChanged
from services.ledger.members import store
from services.ledger.members.model import (
    INVITATION_LIFE,
    MOST_INVITATIONS,
    MOST_MEMBERS,
    Invitation,
    InvitationCodes,
    Member,
    MemberChange,
    code_hash,
    household_of,
)
from services.ledger.paging.model import Cut, PageRequest
from services.ledger.reading import Connection, Reader
from services.ledger.receipts.service import Keeper, Keeping, Write
from services.ledger.refusals import refusal
from services.mesh.clock import Clock
from services.mesh.errors import ServiceError

OWNER = 4
"""heo.type.v1.ROLE_OWNER."""

_MEMBER = TypeAdapter(Member)
_INVITATION = TypeAdapter(Invitation)
_NOTHING: TypeAdapter[None] = TypeAdapter(type(None))
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_BEFORE_ALL = str(UUID(int=0))


@dataclass(frozen=True, slots=True)
class Joining:
    """Who comes in, with which code, and under what name."""

    code: str
    name: str
    user_id: UUID


class Members:
    """Reads and changes who belongs to a household."""

    def __init__(self, reader: Reader, keeper: Keeper, codes: InvitationCodes, clock: Clock) -> None:
        """Work with these parts."""
        self._reader = reader
        self._keeper = keeper
        self._codes = codes
        self._clock = clock

    async def page(self, household_id: UUID, page: PageRequest) -> Cut[Member]:
        """Members in the order in which they joined."""
        micros, member_id = page.after((0, _BEFORE_ALL))
        after = (_EPOCH + int(micros) * _MICROSECOND, UUID(str(member_id)))
        async with self._reader.household(household_id) as conn:
            found = await store.members(conn, household_id, after, page.limit)
        return page.cut(found, lambda item: ((item.create_time - _EPOCH) // _MICROSECOND, str(item.member_id)))

    async def update(self, household_id: UUID, request_id: UUID, wanted: MemberChange) -> Member:
        """Change a role or a name; MEMBER_NOT_FOUND, LAST_OWNER."""

        async def work(keeping: Keeping) -> Member:
            member = await _known(keeping.conn, household_id, wanted.member_id)
            role = member.role if wanted.role is None else wanted.role
            if member.role == OWNER and role != OWNER:
                await _check_other_owner(keeping.conn, household_id)
            name = member.name if wanted.name is None else wanted.name
            await store.change(keeping.conn, household_id, member.member_id, role, name)
            keeping.tell(HouseholdChanged(members_changed=True))
            return await _known(keeping.conn, household_id, wanted.member_id)

        return await self._keeper.keep(Write(household_id, request_id, "UpdateMember", wanted), _MEMBER, work)

    async def remove(self, household_id: UUID, request_id: UUID, member_id: UUID) -> None:
        """End a membership; MEMBER_NOT_FOUND, LAST_OWNER."""

        async def work(keeping: Keeping) -> None:
            member = await _known(keeping.conn, household_id, member_id)
            if member.role == OWNER:
                await _check_other_owner(keeping.conn, household_id)
            await store.remove(keeping.conn, household_id, member_id, keeping.now)
            keeping.tell(HouseholdChanged(members_changed=True))

        await self._keeper.keep(Write(household_id, request_id, "DeleteMember", member_id), _NOTHING, work)

    async def invite(
        self, household_id: UUID, request_id: UUID, name: str, role: int, invited_by: UUID
    ) -> tuple[Invitation, str]:
        """Keep a place for somebody; the invitation and its code. LIMIT_REACHED."""
        code = self._codes.code_of(household_id, request_id)

        async def work(keeping: Keeping) -> Invitation:
            waiting = await store.count_invitations(keeping.conn, household_id, keeping.now)
            if waiting >= MOST_INVITATIONS:
                raise refusal("LIMIT_REACHED")
            new = Invitation(request_id, name, role, keeping.now + INVITATION_LIFE)
            await store.invite(keeping.conn, household_id, new, code_hash(code), invited_by, keeping.now)
            keeping.tell(HouseholdChanged(members_changed=False))
            return new

        write = Write(household_id, request_id, "CreateInvitation", (name, role))
        return await self._keeper.keep(write, _INVITATION, work), code

    async def invitations(self, household_id: UUID, page: PageRequest) -> Cut[Invitation]:
        """The open invitations, by id."""
        (after,) = page.after((_BEFORE_ALL,))
        async with self._reader.household(household_id) as conn:
            found = await store.invitations(conn, household_id, self._clock.now(), UUID(str(after)), page.limit)
        return page.cut(found, lambda item: (str(item.invitation_id),))

    async def withdraw(self, household_id: UUID, request_id: UUID, invitation_id: UUID) -> None:
        """Withdraw an invitation; INVITATION_INVALID when it is not open."""

        async def work(keeping: Keeping) -> None:
            if await store.invitation(keeping.conn, household_id, invitation_id, keeping.now) is None:
                raise refusal("INVITATION_INVALID")
            await store.settle_invitation(keeping.conn, household_id, invitation_id, store.WITHDRAWN)
            keeping.tell(HouseholdChanged(members_changed=False))

        await self._keeper.keep(Write(household_id, request_id, "DeleteInvitation", invitation_id), _NOTHING, work)

    async def accept(self, request_id: UUID, asked: Joining) -> tuple[UUID, Member]:
        """Make a user a member of the household that the code is for.

        INVITATION_INVALID when it is unknown, used, withdrawn or expired, or the user belongs there already;
        LIMIT_REACHED.
        """
        household_id = household_of(asked.code)
        if household_id is None:
            raise refusal("INVITATION_INVALID")

        async def work(keeping: Keeping) -> Member:
            return await _join(keeping, request_id, asked)

        try:
            joined = await self._keeper.keep(Write(household_id, request_id, "AcceptInvitation", asked), _MEMBER, work)
        except ServiceError as refused:
            _as_invitation(refused)
        return household_id, joined


async def _join(keeping: Keeping, request_id: UUID, asked: Joining) -> Member:
    conn, household_id = keeping.conn, keeping.household_id
    invitation = await store.invitation_of_code(conn, household_id, code_hash(asked.code), keeping.now)
    if invitation is None or await store.member_of_user(conn, household_id, asked.user_id) is not None:
        raise refusal("INVITATION_INVALID")
    if (await store.counts(conn, household_id))[0] >= MOST_MEMBERS:
        raise refusal("LIMIT_REACHED")
    member_id = uuid5(household_id, f"heo.member.{request_id}")
    member = Member(member_id, asked.user_id, asked.name, invitation.role, keeping.now)
    await store.add(conn, household_id, member)
    await store.settle_invitation(conn, household_id, invitation.invitation_id, store.ACCEPTED, asked.user_id)
    keeping.tell(HouseholdChanged(members_changed=True))
    return member


def _as_invitation(refused: ServiceError) -> NoReturn:
    """A code tells nothing of whether its household exists."""
    raise refusal("INVITATION_INVALID") if refused.reason == "HOUSEHOLD_NOT_FOUND" else refused


async def _known(conn: Connection, household_id: UUID, member_id: UUID) -> Member:
    found = await store.member(conn, household_id, member_id)
    if found is None:
        raise refusal("MEMBER_NOT_FOUND")
    return found


async def _check_other_owner(conn: Connection, household_id: UUID) -> None:
    _, owners = await store.counts(conn, household_id)
    if owners < 2:
        raise refusal("LAST_OWNER")
