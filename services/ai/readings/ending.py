"""How a reading ends: what was found, and what the ledger is told."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from heo.ai.v1 import reading_service_pb2 as pb
from heo.ledger.v1.draft_service_pb2 import FinishReadingRequest

from services.ai.readings.model import BROKEN, Reading, request_id_of

Progress = Callable[[int], Awaitable[None]]
"""Told how much is done, in percent."""


@dataclass(frozen=True, slots=True)
class Result:
    """What was found, as the message that is kept, and what the ledger is told."""

    found: pb.Reading
    request: FinishReadingRequest


class Work(Protocol):
    """Reads what readings name; see `services.ai.readings.work`."""

    async def contents(self, reading: Reading) -> list[bytes]:
        """The files, as they were sent. ObjectMissingError when one was deleted meanwhile."""
        ...

    async def read(self, reading: Reading, contents: Sequence[bytes], progress: Progress) -> Result:
        """What the files say. PictureError for a file that cannot be read, EngineError when a model cannot be run."""
        ...


def finishing(reading: Reading, failure: str = "", what: str = "finish") -> FinishReadingRequest:
    """The request that ends a reading, under an id that follows from it."""
    return FinishReadingRequest(
        household_id=str(reading.household_id),
        request_id=str(request_id_of(reading.reading_id, what)),
        draft_id=str(reading.reading_id),
        failure=failure,
    )


def simpler(reading: Reading, request: FinishReadingRequest) -> list[FinishReadingRequest]:
    """The same without what may have been closed since it was read, then as a failure; each under its own id."""
    if request.failure:
        return []
    bare = finishing(reading, what="finish bare")
    for draft in request.drafts:
        kept = bare.drafts.add()
        kept.CopyFrom(draft)
        for name in ("category_id", "account_id", "jar_id", "parts", "valid_date"):
            kept.content.ClearField(name)
        kept.needs_look = True
    return [bare, finishing(reading, BROKEN, what="finish broken")]
