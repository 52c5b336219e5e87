"""Canonical forms and their hashes. A form is a JSON list without spaces whose first item names its version.

Ids are 32 hexadecimal digits, hashes 64, dates and times ISO 8601, amounts integers of minor units, nothing is null.
These
forms are for ever: a changed form gets a new name, and verification keeps reading the old one.
"""

import hashlib
import json
from collections.abc import Sequence
from datetime import date
from json.encoder import encode_basestring_ascii
from typing import NamedTuple
from uuid import UUID

quoted = encode_basestring_ascii
encoded = json.JSONEncoder(separators=(",", ":"), ensure_ascii=True, check_circular=False).encode


def digest(form: Sequence[object]) -> bytes:
    """SHA-256 of a canonical form."""
    return hashlib.sha256(encoded(form).encode()).digest()


def hashed(form: str) -> bytes:
    """The forms that every posting needs are spelled out: the JSON encoder takes three times as long for the same."""
    return hashlib.sha256(form.encode()).digest()


def chain(previous: bytes, item: bytes) -> bytes:
    """The next hash of a chain: SHA-256(previous, item)."""
    return hashlib.sha256(previous + item).digest()


def genesis(household_id: UUID) -> bytes:
    """Where a household's journal chain begins."""
    return hashlib.sha256(b"heo.genesis.v1" + household_id.bytes).digest()


def event_genesis(household_id: UUID) -> bytes:
    """Where a household's event chain begins."""
    return hashlib.sha256(b"heo.events.genesis.v1" + household_id.bytes).digest()


def line_hash(
    line: int, role: int, member_id: UUID | None, commitment: bytes | None, legs: Sequence[tuple[int, int, str]]
) -> bytes:
    """The hash of a line; `legs` are (account number, amount, commodity) in order.

    Form: ["heo.line.v1", line, role, member, commitment, [[account, amount, commodity], …]].
    """
    member = member_id.hex if member_id else ""
    words = commitment.hex() if commitment else ""
    moved = ",".join([f'[{account},{amount},"{commodity}"]' for account, amount, commodity in legs])
    return hashed(f'["heo.line.v1",{line},{role:d},"{member}","{words}",[{moved}]]')


class EntryForm(NamedTuple):
    """The columns of an entry that its hash covers, beside the hashes of its lines and facts."""

    household_id: UUID
    sequence: int
    group_id: UUID
    ordinal: int
    transaction_id: UUID
    version: int
    kind: int
    phase: int
    source: int
    actor_id: UUID | None
    valid_date: date
    booked_at: str
    """ISO 8601: many entries of a batch share it."""
    reverses: int | None
    rule_version: int | None
    rule_inputs: str | None
    evidence: str | None
    request_hash: bytes


def entry_hash(entry: EntryForm, lines: Sequence[bytes], facts: Sequence[bytes]) -> bytes:
    """The hash of an entry: its request, the hashes of its lines in order and of its facts in sorted order.

    Form: ["heo.entry.v1", the columns in order of EntryForm, [line hash, …], [fact hash, …]].
    """
    actor = entry.actor_id.hex if entry.actor_id else ""
    line_list = ",".join([f'"{item.hex()}"' for item in lines])
    fact_list = ",".join(sorted([f'"{item.hex()}"' for item in facts])) if facts else ""
    return hashed(
        f'["heo.entry.v1","{entry.household_id.hex}",{entry.sequence},"{entry.group_id.hex}",{entry.ordinal},'
        f'"{entry.transaction_id.hex}",{entry.version},{entry.kind:d},{entry.phase:d},{entry.source:d},"{actor}",'
        f'"{entry.valid_date.isoformat()}","{entry.booked_at}",{entry.reverses or 0},'
        f"{entry.rule_version or 0},{quoted(entry.rule_inputs or '')},{quoted(entry.evidence or '')},"
        f'"{entry.request_hash.hex()}",[{line_list}],[{fact_list}]]'
    )


def account_hash(
    sequence: int,
    number: int,
    account_id: UUID,
    book: int,
    kind: int,
    commodity: str,
    on_budget: bool,
    role: int,
    purpose: int,
) -> bytes:
    """The hash of an account's fact; `sequence` is the entry that brought it, here and below."""
    form = ["heo.account.v1", sequence, number, account_id.hex, book, kind, commodity, on_budget, role, purpose]
    return digest(form)


def commodity_hash(sequence: int, code: str, decimals: int) -> bytes:
    """The hash of a commodity's fact."""
    return digest(["heo.commodity.v1", sequence, code, decimals])


def closure_hash(sequence: int, number: int, successor: int | None) -> bytes:
    """The hash of a closing."""
    return digest(["heo.closure.v1", sequence, number, successor or 0])


def rule_hash(sequence: int, version: int, commodity: str, preset: str) -> bytes:
    """The hash of a version of the jar rule; its shares have their own."""
    return digest(["heo.rule.v1", sequence, version, commodity, preset])


def share_hash(sequence: int, version: int, ordinal: int, jar: int, kind: int, basis_points: int) -> bytes:
    """The hash of one share of a rule."""
    return digest(["heo.share.v1", sequence, version, ordinal, jar, kind, basis_points])


def event_item(
    household_id: UUID, sequence: int, kind: int, created_at: str, traceparent: str, payload: bytes
) -> bytes:
    """The hash of an event, for its chain.

    Form: ["heo.event.v1", household, sequence, kind, created at, traceparent, payload in hexadecimal].
    """
    return hashed(
        f'["heo.event.v1","{household_id.hex}",{sequence},{kind:d},"{created_at}",'
        f'{quoted(traceparent)},"{payload.hex()}"]'
    )
