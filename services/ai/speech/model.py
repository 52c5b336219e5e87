"""What hearing gives: plain values, no wire, no engine."""

from dataclasses import dataclass
from enum import Enum


class NothingHeard(Enum):
    """Why a clip has no words; the names of heo.ai.v1.NothingHeard."""

    SILENCE = "silence"
    NOISE = "noise"


@dataclass(frozen=True, slots=True)
class HeardWord:
    """A word in NFC and lower case, its place in the clip in milliseconds, and the probability that it is right."""

    text: str
    start_ms: int
    end_ms: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read the sound, and its share of the probability of all readings that were weighed."""

    text: str
    share: float
    words: tuple[HeardWord, ...] = ()
    """Its words with their places; of the likeliest readings only."""


@dataclass(frozen=True, slots=True)
class Hearing:
    """What a recogniser gives of a clip or of its beginning. Readings come likeliest first and begin with the words."""

    words: tuple[HeardWord, ...] = ()
    readings: tuple[Reading, ...] = ()
    duration_ms: int = 0
    nothing_heard: NothingHeard | None = None
    is_pause: bool = False
    """The speaker has paused long enough to be done."""

    @property
    def text(self) -> str:
        """The words with spaces."""
        return " ".join(word.text for word in self.words)

    @property
    def confidence(self) -> float:
        """The probability that the whole text is right: the first reading's share, and no more than its words allow."""
        if not self.words:
            return 0.0
        share = self.readings[0].share if self.readings else 1.0
        return min(share, *(word.confidence for word in self.words))


@dataclass(frozen=True, slots=True)
class HeardAmount:
    """An amount in minor units, and its share over all readings that were weighed."""

    minor_units: int
    posterior: float


@dataclass(frozen=True, slots=True)
class Transcript:
    """What was heard, with the amounts that it says in order."""

    hearing: Hearing
    amounts: tuple[HeardAmount, ...] = ()
