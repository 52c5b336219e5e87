"""What is sent to be read, and what the bff remembers of it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from services.bff.evidence.model import content_hash

UNDERWAY = timedelta(minutes=2)
"""A reading this young without a draft is still being sent, by another request of the same person perhaps."""

NOT_NOW = frozenset({"AI_UNAVAILABLE", "ENGINE_UNAVAILABLE", "LIMIT_REACHED", "UNAVAILABLE"})
"""Refusals of ai after which a reading waits here and is handed over later."""


class SentFile(Protocol):
    """A file as it was sent, read piece by piece or at once."""

    async def read(self, size: int = -1) -> bytes:
        """Its next `size` bytes, or all that are left."""
        ...


@dataclass(frozen=True, slots=True)
class Page:
    """One file of a reading, weighed and hashed; its bytes are elsewhere."""

    evidence_id: UUID
    media_type: str
    size: int
    sha256: bytes


@dataclass(frozen=True, slots=True)
class Kept:
    """A reading as the bff remembers it. `is_started` once ai has taken it over."""

    reading_id: UUID
    evidence_ids: tuple[UUID, ...]
    content_hash: bytes | None
    is_started: bool
    create_time: datetime


def hash_of(pages: Sequence[Page]) -> bytes:
    """What tells the same files from others."""
    return content_hash([page.sha256 for page in pages])
