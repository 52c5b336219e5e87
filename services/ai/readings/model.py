"""What a reading is and how it may end."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from uuid import UUID, uuid5

MOST_WAITING = 300
"""Readings that may wait at once in a household."""

MOST_ATTEMPTS = 3
"""Times that a reading is begun; one that took its process with it so often is not begun again."""

NO_BILL, BROKEN, TIMED_OUT, GONE = "NO_BILL", "BROKEN", "TIMED_OUT", "GONE"


class Stage(IntEnum):
    """How far a reading is; heo.ai.v1.ReadingStage."""

    QUEUED = 1
    READING = 2
    DONE = 3
    FAILED = 4


@dataclass(frozen=True, slots=True)
class ReadingPage:
    """A picture or file: the id of its object, and what the uploader called it."""

    evidence_id: UUID
    media_type: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A reading as it is kept. `found` and `context` are messages of the contract, as bytes, or None."""

    household_id: UUID
    reading_id: UUID
    stage: Stage
    progress: int
    pages: tuple[ReadingPage, ...]
    create_time: datetime
    place: int = 0
    ahead: int = 0
    failure: str = ""
    attempts: int = 0
    context: bytes | None = None
    found: bytes | None = None
    result: bytes | None = None


def draft_id_of(reading_id: UUID, index: int) -> UUID:
    """The id of the draft that a reading's bill becomes: the same however often it is told."""
    return reading_id if index == 0 else uuid5(reading_id, f"draft {index}")


def request_id_of(reading_id: UUID, what: str) -> UUID:
    """The id of a request that a reading makes."""
    return uuid5(reading_id, what)
