"""The canonical forms are for ever: these digests were written down once, and a change of a form breaks them."""

from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

import pytest

from services.ledger.journal import hashing
from services.ledger.journal.hashing import EntryForm
from services.ledger.journal.words import Words, fold

H = UUID(int=1)
ENTRY = EntryForm(
    H, 5, UUID(int=2), 0, UUID(int=3), 1, 1, 1, 1, UUID(int=4), date(2026, 11, 21),
    "2026-11-21T05:00:00.000001+00:00", None, None, None, None, b"\x01" * 32,
)  # fmt: skip
OTHER: dict[type, Any] = {
    int: 77, UUID: UUID(int=99), date: date(2020, 1, 1), str: "2020",
    bytes: b"\x07" * 32, type(None): 9,
}  # fmt: skip


def test_an_entry_is_hashed_by_hand() -> None:
    form = (
        '["heo.entry.v1","00000000000000000000000000000001",5,"00000000000000000000000000000002",0,'
        '"00000000000000000000000000000003",1,1,1,1,"00000000000000000000000000000004","2026-11-21",'
        f'"2026-11-21T05:00:00.000001+00:00",0,0,"","","{"01" * 32}",["{"0a" * 32}"],[]]'
    )
    assert hashing.entry_hash(ENTRY, [b"\x0a" * 32], []) == sha256(form.encode()).digest()


def test_a_line_is_hashed_by_hand() -> None:
    form = '["heo.line.v1",0,1,"","",[[8,-45000,"VND"],[13,45000,"VND"]]]'
    assert (
        hashing.line_hash(0, 1, None, None, [(8, -45000, "VND"), (13, 45000, "VND")]) == sha256(form.encode()).digest()
    )


def test_the_chain_is_previous_and_item() -> None:
    assert hashing.chain(b"a" * 32, b"b" * 32) == sha256(b"a" * 32 + b"b" * 32).digest()
    assert hashing.genesis(H) == sha256(b"heo.genesis.v1" + H.bytes).digest()


@pytest.mark.parametrize("name", EntryForm._fields)
def test_every_column_of_an_entry_counts(name: str) -> None:
    stored = getattr(ENTRY, name)
    altered = "x" if name in {"rule_inputs", "evidence"} else OTHER[type(stored)]
    columns: dict[str, Any] = {name: altered}
    changed = ENTRY._replace(**columns)
    assert hashing.entry_hash(changed, [], []) != hashing.entry_hash(ENTRY, [], [])


def test_facts_count_in_any_order() -> None:
    one, two = b"\x01" * 32, b"\x02" * 32
    assert hashing.entry_hash(ENTRY, [], [one, two]) == hashing.entry_hash(ENTRY, [], [two, one])
    assert hashing.entry_hash(ENTRY, [], [one]) != hashing.entry_hash(ENTRY, [], [one, two])
    assert hashing.entry_hash(ENTRY, [one, two], []) != hashing.entry_hash(ENTRY, [two, one], [])


def test_words_are_bound_by_a_salt() -> None:
    words = Words("phở", "Lan", "tái", ("sáng", "quán quen"))
    assert words.commitment(b"1" * 16) != words.commitment(b"2" * 16)
    assert words.commitment(b"1" * 16) != replace(words, tags=("sáng quán quen",)).commitment(b"1" * 16)
    assert words.folded() == "pho lan tai sang quan quen"


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Phở  Thìn", "pho thin"), ("ĐỔ XĂNG", "do xang"), ("Hoà hòa", "hoa hoa"), ("Straße", "strasse"), ("", "")],
)
def test_search_folds_words(text: str, folded: str) -> None:
    assert fold(text) == folded
