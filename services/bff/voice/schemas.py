"""What goes over the voice line, and what a whole clip is answered."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from services.bff.drafts.schemas import Draft, Question
from services.bff.problems.problem import Problem
from services.bff.wire.enums import AudioEncoding, NothingHeard
from services.bff.wire.scalars import Day, Id, RequestId
from services.bff.wire.schema import Answer, Body, Moment

SampleRate = Annotated[int, Field(strict=True, ge=0, le=192_000)]


class HeardWord(Answer):
    """A word with its place in the clip, in milliseconds, and the probability that it is right."""

    text: str
    start_ms: int
    end_ms: int
    confidence: float


class HeardAmount(Answer):
    """An amount that the words say, and how sure that is over all readings that were weighed, 0 to 1."""

    minor_units: int
    posterior: float


class Transcript(Answer):
    """What was heard; `nothing_heard` says why there are no words."""

    text: str
    words: list[HeardWord]
    confidence: float
    amounts: list[HeardAmount]
    nothing_heard: NothingHeard | None
    duration_ms: int


class VoiceStart(Body):
    """The first message: what comes, under the id that makes a repeated clip the same clip.

    `sample_rate_hz` is of linear16 (8000 to 192000), 0 for a container. `said_on` is the day on which it was said, for
    a clip kept while offline; null is today.
    """

    type: Literal["start"] = "start"
    request_id: RequestId
    encoding: AudioEncoding = AudioEncoding.CONTAINER
    sample_rate_hz: SampleRate = 0
    said_on: Day | None = None

    @model_validator(mode="after")
    def _rate_of_samples(self) -> "VoiceStart":
        is_bare = self.encoding is AudioEncoding.LINEAR16
        if is_bare != (self.sample_rate_hz >= 8_000) or (not is_bare and self.sample_rate_hz):
            raise ValueError("linear16 needs its sample_rate_hz, 8000 to 192000; a container has its own")
        return self


class VoiceEnd(Body):
    """The last message of a clip; `cancel` forgets it."""

    type: Literal["end", "cancel"]


class WordsEvent(Answer):
    """What is heard so far. `is_pause` is true when the speaker has paused long enough to be done."""

    type: Literal["words"] = "words"
    transcript: Transcript
    is_pause: bool


class DraftsEvent(Answer):
    """The end: what was heard, the kept clip, and the drafts that it became, every one to be looked at.

    `evidence_id` is null when nothing was heard or the household keeps no clips. `unread` is the end of what was heard
    when that holds more than is read at once, to be sent again by itself; empty for nearly every clip.
    """

    type: Literal["drafts"] = "drafts"
    transcript: Transcript
    evidence_id: Id | None
    drafts: list[Draft]
    question: Question | None
    unread: str


class ProblemEvent(Problem):
    """A refusal; the line is closed after it. The problem's own type, a URN of its reason, gives way."""

    type: Literal["problem"] = "problem"


class Clip(Answer):
    """A kept clip and its words; `expire_time` is when it goes away by itself."""

    evidence_id: Id
    media_type: str
    transcript: Transcript
    create_time: Moment
    expire_time: Moment | None
