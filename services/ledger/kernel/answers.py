"""What the kernel answers: posted, or refused with a reason."""

import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias
from uuid import UUID


class Reason(StrEnum):
    """Why a group was refused: names of heo.ledger.v1.ErrorReason without the prefix."""

    REQUEST_ID_REUSED = "REQUEST_ID_REUSED"
    VERSION_STALE = "VERSION_STALE"
    HOUSEHOLD_NOT_FOUND = "HOUSEHOLD_NOT_FOUND"
    ACCOUNT_NOT_FOUND = "ACCOUNT_NOT_FOUND"
    ACCOUNT_CLOSED = "ACCOUNT_CLOSED"
    JAR_NOT_FOUND = "JAR_NOT_FOUND"
    JAR_CLOSED = "JAR_CLOSED"
    TRANSACTION_NOT_FOUND = "TRANSACTION_NOT_FOUND"
    ALREADY_VOIDED = "ALREADY_VOIDED"
    UNBALANCED = "UNBALANCED"
    COMMODITY_MISMATCH = "COMMODITY_MISMATCH"
    COMMODITY_UNKNOWN = "COMMODITY_UNKNOWN"
    AMOUNT_OUT_OF_RANGE = "AMOUNT_OUT_OF_RANGE"
    DATE_OUT_OF_RANGE = "DATE_OUT_OF_RANGE"
    KIND_MISMATCH = "KIND_MISMATCH"
    BALANCE_NOT_ZERO = "BALANCE_NOT_ZERO"
    SUCCESSOR_INVALID = "SUCCESSOR_INVALID"
    DRAFT_NOT_FOUND = "DRAFT_NOT_FOUND"
    DRAFT_NOT_READY = "DRAFT_NOT_READY"
    UNASSIGNED_JAR = "UNASSIGNED_JAR"
    RULE_INVALID = "RULE_INVALID"
    QUEUE_FULL = "QUEUE_FULL"
    LIMIT_REACHED = "LIMIT_REACHED"


class RefusalError(Exception):
    """Raised while a group is worked out; becomes Refused. Never leaves the kernel."""

    def __init__(self, reason: Reason) -> None:
        """Refuse for `reason`."""
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing was written."""

    reason: Reason


@dataclass(frozen=True, slots=True)
class JarChange:
    """What a jar took or gave in one line of an entry; line i is part i of the content."""

    line: int
    jar_id: UUID
    amount: int


@dataclass(frozen=True, slots=True)
class PostedEntry:
    """One entry of the group. `reverses` is the sequence that it undoes, 0 for none; `rule_version` 0 for none."""

    transaction_id: UUID
    sequence: int
    version: int
    kind: int
    reverses: int
    rule_version: int
    booked_at: datetime
    jars: tuple[JarChange, ...]


@dataclass(frozen=True, slots=True)
class Posted:
    """The stored answer: read again for the same request, it is the same byte for byte."""

    request_id: UUID
    entries: tuple[PostedEntry, ...]

    @classmethod
    def decode(cls, request_id: UUID, answer: bytes) -> "Posted":
        """Read what `encode` wrote."""
        _, *entries = json.loads(answer)
        return cls(request_id, tuple(_entry(fields) for fields in entries))

    def encode(self) -> bytes:
        """The stored form, version 1: a JSON list without spaces."""
        return json.dumps(["heo.answer.v1", *map(_fields, self.entries)], separators=(",", ":")).encode()


Answer: TypeAlias = Posted | Refused


def _fields(entry: PostedEntry) -> list[object]:
    jars = [(change.line, str(change.jar_id), change.amount) for change in entry.jars]
    return [
        str(entry.transaction_id), entry.sequence, entry.version, entry.kind, entry.reverses, entry.rule_version,
        entry.booked_at.isoformat(), jars,
    ]  # fmt: skip


def _entry(fields: list[object]) -> PostedEntry:
    transaction, sequence, version, kind, reverses, rule, booked_at, jars = fields
    changes = tuple(JarChange(line, UUID(jar), amount) for line, jar, amount in jars)  # type: ignore[attr-defined]
    numbers = (int(str(number)) for number in (sequence, version, kind, reverses, rule))
    return PostedEntry(UUID(str(transaction)), *numbers, datetime.fromisoformat(str(booked_at)), changes)
