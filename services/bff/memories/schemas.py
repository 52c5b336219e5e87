"""What the household taught the understanding, on the wire."""

from typing import Annotated

from pydantic import Field

from services.bff.wire.scalars import Id, RequestId, text
from services.bff.wire.schema import Answer, Body


class SlangAnswer(Body):
    """What one of the word is worth here, in minor units."""

    request_id: RequestId
    slang: Annotated[str, text(32, 1)]
    unit_value: Annotated[int, Field(strict=True, ge=1, le=1_000_000_000_000)]


class Memory(Answer):
    """One learned association; `unit_value` is 0 unless it is a word of slang."""

    memory_id: Id
    words: str
    category_id: Id | None
    jar_id: Id | None
    unit_value: int
    times: int


class MemoryList(Answer):
    """What was learned, most used first."""

    memories: list[Memory]
