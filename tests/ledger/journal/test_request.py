"""The hash of a request is for ever: these digests were written down once, and a change of the form breaks them."""

from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

import pytest

from services.ledger.journal.kinds import Kind, Source
from services.ledger.journal.model import Amount, Content, Edit, Part, PostingGroup, Record, Void
from services.ledger.journal.request import request_hash

ACTOR = UUID(int=3)
PARTS = (
    Part(Amount(45_000, "VND"), UUID(int=5), UUID(int=6), "lunch", ("office",), UUID(int=7)),
    Part(Amount(1, 'V"Đ')),
)
CONTENT = Content(
    Kind.EXCHANGE, date(2026, 11, 21), PARTS, UUID(int=8), UUID(int=9), UUID(int=10), Amount(7, "USD"), "note", "Lan"
)
RECORD = Record(UUID(int=2), CONTENT, Source.BILL, (UUID(int=11), UUID(int=12)), 3)


def group(*changes: Any, actor: UUID | None = None) -> PostingGroup:
    return PostingGroup(UUID(int=1), UUID(int=2), actor, changes, "told to nobody")


def test_a_group_is_hashed_by_hand() -> None:
    one, two = ("0" * 31 + "1", "0" * 31 + "2")
    form = f'["heo.request.v1","{one}","{two}","",[["void","{two}",4]]]'
    assert request_hash(group(Void(UUID(int=2), 4))) == sha256(form.encode()).digest()


@pytest.mark.parametrize(
    ("change", "digest"),
    [
        (RECORD, "385d69317b445a1dda70c81d43516249621f8ce2f9e9a542b3d51ad0b968ab6f"),
        (Edit(UUID(int=4), 2, CONTENT), "4b6db1e57fee2595060bbf3f6efa44bdf72467e617aa59563dbf22849a815c04"),
    ],
)
def test_a_change_with_everything_in_it_has_the_digest_that_was_written_down(change: Any, digest: str) -> None:
    assert request_hash(group(change)).hex() == digest


@pytest.mark.parametrize(
    "altered",
    [
        {"kind": Kind.EXPENSE},
        {"valid_date": date(2026, 11, 22)},
        {"account_id": None},
        {"counter_account_id": UUID(int=77)},
        {"counter_jar_id": None},
        {"counter_amount": Amount(8, "USD")},
        {"parts": PARTS[:1]},
        {"parts": (replace(PARTS[0], jar_id=None), PARTS[1])},
        {"parts": (replace(PARTS[0], category_id=None), PARTS[1])},
        {"parts": (replace(PARTS[0], member_id=None), PARTS[1])},
        {"parts": (PARTS[0], replace(PARTS[1], note="has words now"))},
    ],
)
def test_each_field_of_the_content_counts(altered: dict[str, Any]) -> None:
    other = replace(RECORD, content=replace(CONTENT, **altered))
    assert request_hash(group(other)) != request_hash(group(RECORD))


def test_words_and_traces_do_not_count_and_the_actor_does() -> None:
    said = replace(RECORD, content=replace(CONTENT, note="another note"))
    assert request_hash(replace(group(said), traceparent="another")) == request_hash(group(RECORD))
    assert request_hash(group(RECORD, actor=ACTOR)) != request_hash(group(RECORD))
