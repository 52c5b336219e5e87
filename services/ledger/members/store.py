"""Members and invitations in PostgreSQL."""

from datetime import datetime
from uuid import UUID

from psycopg.rows import args_row

from services.ledger.members.model import Invitation, Member
from services.ledger.reading import Connection

_MEMBER = """
SELECT member_id, user_id, name, role, joined_at FROM ledger.members WHERE household_id = %(household_id)s AND state = 1
"""
MEMBERS = (
    f"{_MEMBER} AND (joined_at, member_id) > (%(joined_at)s, %(after)s) ORDER BY joined_at, member_id LIMIT %(limit)s"
)
MEMBER = f"{_MEMBER} AND member_id = %(member_id)s"
MEMBER_OF_USER = f"{_MEMBER} AND user_id = %(user_id)s"
COUNTS = """
SELECT count(*), count(*) FILTER (WHERE role = 4) FROM ledger.members WHERE household_id = %(household_id)s AND state =
1
"""
COUNT_KNOWN = """
SELECT count(*) FROM ledger.members WHERE household_id = %(household_id)s AND member_id = ANY(%(member_ids)s)
"""
ADD = """
INSERT INTO ledger.members (household_id, member_id, user_id, name, role, state, joined_at)
VALUES (%(household_id)s, %(member_id)s, %(user_id)s, %(name)s, %(role)s, 1, %(now)s)
"""
CHANGE = """
UPDATE ledger.members SET role = %(role)s, name = %(name)s, version = version + 1
WHERE household_id = %(household_id)s AND member_id = %(member_id)s
"""
REMOVE = """
UPDATE ledger.members SET state = 2, removed_at = %(now)s, version = version + 1
WHERE household_id = %(household_id)s AND member_id = %(member_id)s
"""
_INVITATION = """
SELECT invitation_id, name, role, expires_at FROM ledger.invitations
WHERE household_id = %(household_id)s AND state = 1 AND expires_at > %(now)s
"""
INVITATIONS = f"{_INVITATION} AND invitation_id > %(after)s ORDER BY invitation_id LIMIT %(limit)s"
INVITATION = f"{_INVITATION} AND invitation_id = %(invitation_id)s"
INVITATION_OF_CODE = f"{_INVITATION} AND code_hash = %(code_hash)s FOR UPDATE"
COUNT_INVITATIONS = """
SELECT count(*) FROM ledger.invitations WHERE household_id = %(household_id)s AND state = 1 AND expires_at > %(now)s
"""
INVITE = """
INSERT INTO ledger.invitations (household_id, invitation_id, code_hash, name, role, state, invited_by, created_at,
expires_at) VALUES (%(household_id)s, %(invitation_id)s, %(code_hash)s, %(name)s, %(role)s, 1, %(invited_by)s, %(now)s,
%(expires_at)s)
"""
SETTLE_INVITATION = """
UPDATE ledger.invitations SET state = %(state)s, accepted_by = %(accepted_by)s
WHERE household_id = %(household_id)s AND invitation_id = %(invitation_id)s
"""
ACCEPTED, WITHDRAWN = 2, 3


async def members(conn: Connection, household_id: UUID, after: tuple[datetime, UUID], limit: int) -> list[Member]:
    """At most `limit` members after (joined, id), in the order in which they joined."""
    values = {"household_id": household_id, "joined_at": after[0], "after": after[1], "limit": limit}
    return await _members(conn, MEMBERS, values)


async def member(conn: Connection, household_id: UUID, member_id: UUID) -> Member | None:
    """One member; None when the household has none such."""
    found = await _members(conn, MEMBER, {"household_id": household_id, "member_id": member_id})
    return found[0] if found else None


async def member_of_user(conn: Connection, household_id: UUID, user_id: UUID) -> Member | None:
    """A user's membership; None when there is none."""
    found = await _members(conn, MEMBER_OF_USER, {"household_id": household_id, "user_id": user_id})
    return found[0] if found else None


async def counts(conn: Connection, household_id: UUID) -> tuple[int, int]:
    """How many members, and how many of them are owners."""
    row = await (await conn.execute(COUNTS, {"household_id": household_id})).fetchone()
    return (int(row[0]), int(row[1])) if row else (0, 0)


async def add(conn: Connection, household_id: UUID, new: Member) -> None:
    """A new member."""
    values = {
        "member_id": new.member_id,
        "user_id": new.user_id,
        "name": new.name,
        "role": new.role,
        "now": new.create_time,
    }
    await conn.execute(ADD, {"household_id": household_id, **values})


async def change(conn: Connection, household_id: UUID, member_id: UUID, role: int, name: str) -> None:
    """Another role or name."""
    values = {"household_id": household_id, "member_id": member_id, "role": role, "name": name}
    await conn.execute(CHANGE, values)


async def remove(conn: Connection, household_id: UUID, member_id: UUID, now: datetime) -> None:
    """End a membership."""
    await conn.execute(REMOVE, {"household_id": household_id, "member_id": member_id, "now": now})


async def invitations(conn: Connection, household_id: UUID, now: datetime, after: UUID, limit: int) -> list[Invitation]:
    """At most `limit` open invitations after `after`, by id."""
    values = {"household_id": household_id, "now": now, "after": after, "limit": limit}
    return await _invitations(conn, INVITATIONS, values)


async def invitation(conn: Connection, household_id: UUID, invitation_id: UUID, now: datetime) -> Invitation | None:
    """One open invitation; None when there is none such."""
    values = {"household_id": household_id, "now": now, "invitation_id": invitation_id}
    found = await _invitations(conn, INVITATION, values)
    return found[0] if found else None


async def invitation_of_code(conn: Connection, household_id: UUID, hashed: bytes, now: datetime) -> Invitation | None:
    """The open invitation whose code has this hash, locked; None when it is unknown, used, withdrawn or expired."""
    values = {"household_id": household_id, "now": now, "code_hash": hashed}
    found = await _invitations(conn, INVITATION_OF_CODE, values)
    return found[0] if found else None


async def count_invitations(conn: Connection, household_id: UUID, now: datetime) -> int:
    """How many invitations are open."""
    row = await (await conn.execute(COUNT_INVITATIONS, {"household_id": household_id, "now": now})).fetchone()
    return int(row[0]) if row else 0


async def invite(
    conn: Connection, household_id: UUID, new: Invitation, hashed: bytes, invited_by: UUID, now: datetime
) -> None:
    """A new invitation."""
    values = {"invitation_id": new.invitation_id, "name": new.name, "role": new.role, "expires_at": new.expire_time}
    await conn.execute(
        INVITE, {"household_id": household_id, **values, "code_hash": hashed, "invited_by": invited_by, "now": now}
    )


async def settle_invitation(
    conn: Connection, household_id: UUID, invitation_id: UUID, state: int, accepted_by: UUID | None = None
) -> None:
    """Mark an invitation ACCEPTED or WITHDRAWN."""
    values = {"household_id": household_id, "invitation_id": invitation_id, "state": state, "accepted_by": accepted_by}
    await conn.execute(SETTLE_INVITATION, values)


async def _members(conn: Connection, statement: str, values: dict[str, object]) -> list[Member]:
    async with conn.cursor(row_factory=args_row(Member)) as cursor:
        await cursor.execute(statement, values)
        return await cursor.fetchall()


async def _invitations(conn: Connection, statement: str, values: dict[str, object]) -> list[Invitation]:
    async with conn.cursor(row_factory=args_row(Invitation)) as cursor:
        await cursor.execute(statement, values)
        return await cursor.fetchall()


async def count_known(conn: Connection, household_id: UUID, member_ids: list[UUID]) -> int:
    """How many of `member_ids` are or were members."""
    values = {"household_id": household_id, "member_ids": member_ids}
    row = await (await conn.execute(COUNT_KNOWN, values)).fetchone()
    return int(row[0]) if row else 0
