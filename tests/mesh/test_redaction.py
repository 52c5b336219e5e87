from uuid import UUID

import pytest

from services.mesh.redaction import MALFORMED_EVENT, is_allowed, redacted

ID = UUID("0197b6a0-7c00-7abc-8def-0123456789ab")


@pytest.mark.parametrize("key", ["rpc_method", "entry_id", "legs", "duration_ms", "wal_bytes", "retry_count"])
def test_ids_measures_and_known_keys_may_leave(key: str) -> None:
    assert is_allowed(key)


@pytest.mark.parametrize("key", ["amount", "amount_count", "token_id", "display_name", "note", "memo_text", "whatever"])
def test_peoples_data_and_unknown_keys_may_not(key: str) -> None:
    assert not is_allowed(key)


def test_a_forbidden_word_wins_over_a_services_own_permission() -> None:
    assert is_allowed("balanced", frozenset({"balanced"}))
    assert not is_allowed("amount", frozenset({"amount"}))


def test_what_was_dropped_is_named_but_not_shown() -> None:
    line = redacted({"event": "entry.posted", "entry_id": ID, "amount": 45_000, "note": "phở"})
    assert line == {"event": "entry.posted", "entry_id": str(ID), "dropped_fields": ["amount", "note"]}


def test_an_event_that_is_a_sentence_is_replaced() -> None:
    assert redacted({"event": "posted 45.000 for Lan"})["event"] == MALFORMED_EVENT


def test_objects_leave_as_their_type_and_long_texts_are_cut() -> None:
    line = redacted({"event": "a.b", "reason": "x" * 1000, "state": {"memo": "phở"}})
    assert len(line["reason"]) == 300
    assert line["state"] == "dict"
