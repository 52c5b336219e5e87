from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from services.mesh.caller import Caller
from services.mesh.clock import FixedClock
from services.mesh.ids import new_id
from services.mesh.keys import new_key_pair
from services.mesh.tokens import TokenIssuer, TokenRefusedError, TokenVerifier

NOON = datetime(2026, 9, 23, 12, tzinfo=UTC)
PRIVATE, PUBLIC = new_key_pair()


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOON)


@pytest.fixture
def verifier(clock: FixedClock) -> TokenVerifier:
    return TokenVerifier({"bff": PUBLIC}, "ledger", clock)


def forged(key: Any = PRIVATE, algorithm: str = "EdDSA", kid: str = "bff", **claims: Any) -> str:
    now_s = int(NOON.timestamp())
    given = {"iss": "bff", "aud": "ledger", "iat": now_s, "exp": now_s + 60, **claims}
    present = {claim: value for claim, value in given.items() if value is not None}
    return jwt.encode(present, key, algorithm=algorithm, headers={"kid": kid})


def test_a_token_says_for_whom_its_service_acts(clock: FixedClock, verifier: TokenVerifier) -> None:
    user, household = new_id(), new_id()
    token = TokenIssuer("bff", PRIVATE, clock).issue(user, household, 3, audience="ledger")
    assert verifier.verify(token) == Caller(user, household, 3, "bff")


def test_a_service_may_act_for_nobody(clock: FixedClock, verifier: TokenVerifier) -> None:
    token = TokenIssuer("bff", PRIVATE, clock).issue(audience="ledger")
    assert verifier.verify(token) == Caller(None, None, 0, "bff")


def test_a_token_dies_after_its_life_even_when_it_was_verified_before(
    clock: FixedClock, verifier: TokenVerifier
) -> None:
    token = TokenIssuer("bff", PRIVATE, clock).issue(audience="ledger")
    clock.advance(timedelta(seconds=59))
    verifier.verify(token)
    clock.advance(timedelta(seconds=1))
    with pytest.raises(TokenRefusedError, match="expired"):
        verifier.verify(token)


def test_a_token_is_handed_out_again_only_while_half_of_its_life_is_left(clock: FixedClock) -> None:
    issuer = TokenIssuer("bff", PRIVATE, clock)
    first = issuer.issue(audience="ledger")
    clock.advance(timedelta(seconds=29))
    assert issuer.issue(audience="ledger") == first
    assert issuer.issue(audience="ai") != first
    clock.advance(timedelta(seconds=1))
    assert issuer.issue(audience="ledger") != first


@pytest.mark.parametrize(
    ("token", "why"),
    [
        pytest.param("", "DecodeError", id="empty"),
        pytest.param("a.b.c", "DecodeError", id="no token"),
        pytest.param("x" * 5000, "too long", id="huge"),
        pytest.param(forged(key=new_key_pair()[0]), "InvalidSignature", id="another key"),
        pytest.param(forged(kid="ai"), "nobody known", id="unknown peer"),
        pytest.param(forged(iss="ledger"), "InvalidIssuer", id="issuer is not the signer"),
        pytest.param(forged(aud="ai"), "InvalidAudience", id="for another service"),
        pytest.param(forged(exp=None), "MissingRequiredClaim", id="no end"),
        pytest.param(forged(exp=int(NOON.timestamp()) + 61), "too long", id="lives too long"),
        pytest.param(forged(iat=int(NOON.timestamp()) + 30), "future", id="from the future"),
        pytest.param(forged(exp=NOON.timestamp() + 0.5), "whole seconds", id="fractions"),
        pytest.param(forged(sub="nobody"), "ValueError", id="user is no id"),
        pytest.param(forged(household="x"), "ValueError", id="household is no id"),
        pytest.param(forged(role="4"), "role", id="role is text"),
        pytest.param(forged(key="s" * 32, algorithm="HS256"), "InvalidAlgorithm", id="symmetric"),
        pytest.param(forged(key="", algorithm="none"), "InvalidAlgorithm", id="unsigned"),
    ],
)
def test_a_token_that_proves_nothing_is_refused(verifier: TokenVerifier, token: str, why: str) -> None:
    with pytest.raises(TokenRefusedError, match=why):
        verifier.verify(token)


def test_the_reason_of_a_refusal_quotes_nothing_of_the_token(verifier: TokenVerifier) -> None:
    token = forged(aud="somebody-else")
    with pytest.raises(TokenRefusedError) as refused:
        verifier.verify(token)
    assert "somebody" not in str(refused.value)
    assert refused.value.__cause__ is None


def test_only_ed25519_keys_and_short_lives_are_taken(clock: FixedClock) -> None:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    with pytest.raises(ValueError, match="Ed25519"):
        TokenIssuer("bff", pem, clock)
    with pytest.raises(ValueError, match="60 seconds"):
        TokenIssuer("bff", PRIVATE, clock, life=timedelta(seconds=61))
