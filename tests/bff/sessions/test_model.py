"""Tokens, their hashes, and how long a session lives."""

from datetime import UTC, datetime, timedelta

import pytest

from services.bff.sessions.model import LIFE, LONGEST_LIFE, csrf_of, hash_of, new_token, renewed_end

BEGIN = datetime(2026, 11, 1, tzinfo=UTC)


def test_a_token_has_256_bits_and_a_hash_that_is_not_it() -> None:
    token = new_token()
    kept = hash_of(token)
    assert kept is not None
    assert len(kept) == 32
    assert token != new_token()
    assert token.encode() not in kept


@pytest.mark.parametrize("token", ["", "short", "x" * 44, "đ" * 43, "' OR 1=1 --" + "x" * 32])
def test_what_has_not_the_form_of_a_token_is_not_looked_up(token: str) -> None:
    assert hash_of(token) is None


def test_each_session_has_its_own_csrf_token() -> None:
    token = new_token()
    assert csrf_of(token) == csrf_of(token) != csrf_of(new_token())
    assert token not in csrf_of(token)


def test_use_moves_the_end_but_not_at_every_request() -> None:
    end = BEGIN + LIFE
    assert renewed_end(BEGIN, end, BEGIN + timedelta(hours=1)) is None
    assert renewed_end(BEGIN, end, BEGIN + timedelta(days=1)) == BEGIN + timedelta(days=1) + LIFE


def test_no_session_outlives_its_longest_life() -> None:
    late = BEGIN + LONGEST_LIFE - timedelta(days=2)
    assert renewed_end(BEGIN, late + timedelta(days=1), late) == BEGIN + LONGEST_LIFE
    assert renewed_end(BEGIN, BEGIN + LONGEST_LIFE, late) is None
