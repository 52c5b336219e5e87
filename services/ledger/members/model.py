"""Who belongs to a household, and the codes that let somebody in."""

import base64
import binascii
import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

INVITATION_LIFE = timedelta(days=7)
MOST_MEMBERS = 50
MOST_INVITATIONS = 50
_SECRET_BYTES = 16
_ID_BYTES = 16


@dataclass(frozen=True, slots=True)
class Member:
    """A person of the household; `role` is heo.type.v1.Role."""

    member_id: UUID
    user_id: UUID
    name: str
    role: int
    create_time: datetime


@dataclass(frozen=True, slots=True)
class Invitation:
    """A place kept for somebody."""

    invitation_id: UUID
    name: str
    role: int
    expire_time: datetime


@dataclass(frozen=True, slots=True)
class MemberChange:
    """What is wanted of a member; None leaves a field as it is."""

    member_id: UUID
    role: int | None = None
    name: str | None = None


class InvitationCodes:
    """Makes codes out of requests: a repeated request answers the same code, although only its hash is stored.

    A code is household ‖ HMAC-SHA256(key, household ‖ invitation)[:16] in base32, 52 characters: whom it lets in where
    is in it, since before joining a person sees no household.
    """

    def __init__(self, key: bytes) -> None:
        """Derive codes with `key`, at least 16 secret bytes."""
        if len(key) < _SECRET_BYTES:
            raise ValueError("an invitation key has at least 16 bytes")
        self._key = key

    def code_of(self, household_id: UUID, invitation_id: UUID) -> str:
        """The code of an invitation."""
        mac = hmac.digest(self._key, b"heo-invitation/1" + household_id.bytes + invitation_id.bytes, "sha256")
        return base64.b32encode(household_id.bytes + mac[:_SECRET_BYTES]).rstrip(b"=").decode()


def household_of(code: str) -> UUID | None:
    """The household that a code is for; None when it has not the shape of a code."""
    text = code.strip().upper()
    try:
        raw = base64.b32decode(text + "=" * (-len(text) % 8))
    except (binascii.Error, ValueError):
        return None
    return UUID(bytes=raw[:_ID_BYTES]) if len(raw) == _ID_BYTES + _SECRET_BYTES else None


def code_hash(code: str) -> bytes:
    """What is stored of a code: SHA-256 of its canonical spelling. The code has 128 random bits, so that no salt is
    needed.
    """
    return hashlib.sha256(code.strip().upper().encode()).digest()
