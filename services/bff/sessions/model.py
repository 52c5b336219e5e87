"""Sessions: how a token, its hash and its CSRF token hang together, and how long it lives. Pure."""

import base64
import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

LIFE = timedelta(days=30)
"""A session ends this long after it was last used."""

LONGEST_LIFE = timedelta(days=180)
"""And this long after it began, however often it is used."""

RENEW_AFTER = timedelta(hours=12)
"""A use moves the end only when it moves it by this much: one write in half a day, not one per request."""

TOKEN_FORM = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The person behind a request."""

    user_id: UUID
    username: str
    display_name: str
    locale: str
    csrf_token: str
    token_hash: bytes


def new_token() -> str:
    """256 random bits in 43 characters."""
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> bytes | None:
    """What is stored of `token`; None when it has not the form of one."""
    if TOKEN_FORM.fullmatch(token) is None:
        return None
    return hashlib.sha256(token.encode("ascii")).digest()


def csrf_of(token: str) -> str:
    """The CSRF token of a session: whoever can read it has the session's own answer, not just its cookie's reflex."""
    digest = hmac.new(token.encode("ascii"), b"heo csrf", hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode("ascii")


def renewed_end(begin: datetime, end: datetime, now: datetime) -> datetime | None:
    """The new end of a session used at `now`; None when the old one is late enough."""
    wanted = min(now + LIFE, begin + LONGEST_LIFE)
    return wanted if wanted - end >= RENEW_AFTER else None
