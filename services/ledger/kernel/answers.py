"""What the kernel answers: posted, or refused with a reason."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias
from uuid import UUID

from services.ledger.journal.refusal import Reason


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
        return f'["heo.answer.v1",{",".join(map(_form, self.entries))}]'.encode()


Answer: TypeAlias = Posted | Refused


def _form(entry: PostedEntry) -> str:
    jars = ",".join([f'[{change.line},"{change.jar_id}",{change.amount}]' for change in entry.jars])
    return (
        f'["{entry.transaction_id}",{entry.sequence},{entry.version},{entry.kind:d},{entry.reverses},'
        f'{entry.rule_version},"{entry.booked_at.isoformat()}",[{jars}]]'
    )


def _entry(fields: list[Any]) -> PostedEntry:
    transaction, sequence, version, kind, reverses, rule, booked_at, jars = fields
    changes = tuple(JarChange(line, UUID(jar), amount) for line, jar, amount in jars)
    at = datetime.fromisoformat(booked_at)
    return PostedEntry(UUID(transaction), sequence, version, kind, reverses, rule, at, changes)
