"""Caller tokens: short-lived EdDSA JWTs by which one service says to another for whom it acts.

Claims: iss = the signing service (also the header's kid), aud = the called service, iat and exp in seconds since the
epoch, and when it acts for somebody sub = user id, household and role.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key

from services.mesh.caller import Caller
from services.mesh.clock import Clock
from services.mesh.lru import ExpiringLru

ALGORITHM = "EdDSA"
LONGEST_LIFE = timedelta(seconds=60)
CLOCK_SKEW_S = 5
LONGEST_TOKEN_CHARS = 2048


class TokenRefusedError(Exception):
    """The token proves nothing. The message says why and carries no part of the token."""


class TokenIssuer:
    """Signs tokens in the name of one service.

    A token is handed out again while half of its life is left: signing costs more than an empty call, and the called
    service recognises a token that it has verified before.
    """

    def __init__(
        self, peer: str, private_key_pem: bytes, clock: Clock, life: timedelta = LONGEST_LIFE, cache_limit: int = 4096
    ) -> None:
        """Sign as `peer` with an Ed25519 key in PEM; ValueError for another kind of key or a life over 60 s."""
        key = load_pem_private_key(private_key_pem, password=None)
        if not isinstance(key, Ed25519PrivateKey):
            raise ValueError("a caller token is signed with an Ed25519 key")
        if not timedelta(seconds=1) <= life <= LONGEST_LIFE:
            raise ValueError("a caller token lives between 1 and 60 seconds")
        self.peer = peer
        self._key = key
        self._clock = clock
        self._life_s = int(life.total_seconds())
        self._issued: ExpiringLru[tuple[object, ...], str] = ExpiringLru(cache_limit)

    def issue(
        self, user_id: UUID | None = None, household_id: UUID | None = None, role: int = 0, *, audience: str
    ) -> str:
        """A token for `audience`; without user and household the service acts for nobody."""
        now_s = self._clock.now().timestamp()
        key = (user_id, household_id, role, audience)
        token = self._issued.get(key, now_s)
        if token is None:
            token = self._sign(user_id, household_id, role, audience, int(now_s))
            self._issued.put(key, token, int(now_s) + self._life_s / 2)
        return token

    def _sign(self, user_id: UUID | None, household_id: UUID | None, role: int, audience: str, now_s: int) -> str:
        claims: dict[str, Any] = {"iss": self.peer, "aud": audience, "iat": now_s, "exp": now_s + self._life_s}
        if user_id is not None:
            claims["sub"] = str(user_id)
        if household_id is not None:
            claims["household"] = str(household_id)
        if role:
            claims["role"] = role
        return jwt.encode(claims, self._key, algorithm=ALGORITHM, headers={"kid": self.peer})


class TokenVerifier:
    """Verifies tokens that are meant for one service, and remembers the verified ones until they expire."""

    def __init__(
        self, public_keys: Mapping[str, bytes], audience: str, clock: Clock, cache_limit: int = 16_384
    ) -> None:
        """Trust the Ed25519 `public_keys` (peer → PEM); ValueError for another kind of key."""
        self._keys = {peer: _public_key(pem) for peer, pem in public_keys.items()}
        self._audience = audience
        self._clock = clock
        self._verified: ExpiringLru[str, Caller] = ExpiringLru(cache_limit)

    def verify(self, token: str) -> Caller:
        """Whom `token` speaks for; TokenRefusedError when it is malformed, foreign, expired, or lives too long."""
        now_s = self._clock.now().timestamp()
        caller = self._verified.get(token, now_s)
        if caller is None:
            caller, until_s = self._check(token, now_s)
            self._verified.put(token, caller, until_s)
        return caller

    def _check(self, token: str, now_s: float) -> tuple[Caller, float]:
        if len(token) > LONGEST_TOKEN_CHARS:
            raise TokenRefusedError("too long")
        try:
            peer = jwt.get_unverified_header(token).get("kid")
            key = self._keys.get(peer) if isinstance(peer, str) else None
            if key is None:
                raise TokenRefusedError("signed by nobody known")
            claims = jwt.decode(
                token,
                key,
                algorithms=[ALGORITHM],
                audience=self._audience,
                issuer=peer,
                # Time is judged below, against the clock that was passed in.
                options={"require": ["iss", "aud", "iat", "exp"], "verify_exp": False, "verify_iat": False},
            )
            until_s = _checked_end(claims, now_s)
            return _caller(claims), until_s
        except (jwt.InvalidTokenError, ValueError) as refused:
            raise TokenRefusedError(type(refused).__name__) from None


def _public_key(pem: bytes) -> Ed25519PublicKey:
    key = load_pem_public_key(pem)
    if not isinstance(key, Ed25519PublicKey):
        raise ValueError("a caller token is verified with an Ed25519 key")
    return key


def _checked_end(claims: Mapping[str, Any], now_s: float) -> float:
    issued_s, until_s = claims["iat"], claims["exp"]
    if type(issued_s) is not int or type(until_s) is not int:
        raise TokenRefusedError("times are not whole seconds")
    if not 0 < until_s - issued_s <= LONGEST_LIFE.total_seconds():
        raise TokenRefusedError("lives too long")
    if issued_s > now_s + CLOCK_SKEW_S:
        raise TokenRefusedError("issued in the future")
    if until_s <= now_s:
        raise TokenRefusedError("expired")
    return until_s


def _caller(claims: Mapping[str, Any]) -> Caller:
    role = claims.get("role", 0)
    if type(role) is not int:
        raise TokenRefusedError("role is not a number")
    return Caller(_uuid(claims, "sub"), _uuid(claims, "household"), role, claims["iss"])


def _uuid(claims: Mapping[str, Any], claim: str) -> UUID | None:
    text = claims.get(claim)
    if text is None:
        return None
    if not isinstance(text, str):
        raise TokenRefusedError(f"{claim} is not an id")
    return UUID(text)
