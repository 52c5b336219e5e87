"""What Riva's results say, piece by piece: settled ones, and the newest that may still change."""

import math
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from services.ai.speech.model import HeardWord, Hearing, Reading

LEAST_CONFIDENCE = 0.0
"""Riva's confidences are on no known scale: they decide nothing."""
UNKNOWN_CONFIDENCE = 0.5
"""Of a word whose server says nothing of it: neither sure nor a guess."""


@dataclass(frozen=True, slots=True)
class _Part:
    """The readings of one stretch of sound, likeliest first, with their shares."""

    readings: tuple[Reading, ...]


class Answers:
    """Collects the results of one clip."""

    def __init__(self) -> None:
        """Nothing yet."""
        self._settled: list[_Part] = []
        self._open: _Part | None = None

    @property
    def has_any(self) -> bool:
        """Whether anything was said at all."""
        return bool(self._settled) or self._open is not None

    def add(self, results: Iterable[Any]) -> None:
        """Take the results of one response. Whole clips' results have no is_final: they are."""
        for result in results:
            if not result.alternatives:
                continue
            part = _Part(_readings(result.alternatives))
            is_final = getattr(result, "is_final", True)
            self._open = None if is_final else part
            if is_final:
                self._settled.append(part)

    def hearing(self, duration_ms: int) -> Hearing:
        """All parts as one. Its readings are those of the parts, one changed at a time."""
        parts = [*self._settled, *([self._open] if self._open else [])]
        parts = [part for part in parts if part.readings[0].words]
        words = tuple(word for part in parts for word in part.readings[0].words)
        if not words:
            return Hearing(duration_ms=duration_ms)
        readings = [Reading(_text(parts, {}), math.prod(part.readings[0].share for part in parts), words)]
        for index, part in enumerate(parts):
            others = math.prod(other.readings[0].share for other in parts if other is not part)
            readings += [Reading(_text(parts, {index: other}), other.share * others) for other in part.readings[1:]]
        total = sum(reading.share for reading in readings)
        shares = tuple(replace(reading, share=reading.share / total) for reading in readings)
        return Hearing(words, shares, duration_ms)


def _text(parts: Sequence[_Part], instead: dict[int, Reading]) -> str:
    texts = (instead.get(index, part.readings[0]).text for index, part in enumerate(parts))
    return " ".join(text for text in texts if text)


def _readings(alternatives: Sequence[Any]) -> tuple[Reading, ...]:
    """Alternatives weighed by their confidences: some servers send logarithms, some probabilities, some nothing."""
    logs = [_log(alternative.confidence) for alternative in alternatives]
    weights = [math.exp(log - max(logs)) for log in logs]
    found = []
    for alternative, weight in zip(alternatives, weights, strict=True):
        words = _words(alternative)
        text = " ".join(word.text for word in words)
        found.append(Reading(text, weight / sum(weights), words))
    return tuple(found)


def _log(confidence: float) -> float:
    if confidence == 0.0:
        return 0.0  # not set
    return math.log(confidence) if 0 < confidence <= 1 else max(min(confidence, 0.0), -50.0)


def _words(alternative: Any) -> tuple[HeardWord, ...]:
    if alternative.words:
        found = (
            HeardWord(_clean(word.word), word.start_time, word.end_time, _probability(word.confidence))
            for word in alternative.words
        )
    else:
        found = (HeardWord(_clean(text), 0, 0, UNKNOWN_CONFIDENCE) for text in alternative.transcript.split())
    return tuple(word for word in found if word.text)


def _clean(word: str) -> str:
    """NFC, lower case, without punctuation around it."""
    return unicodedata.normalize("NFC", word).lower().strip(" .,!?;:…\"'")


def _probability(confidence: float) -> float:
    if confidence == 0.0:
        return UNKNOWN_CONFIDENCE
    return confidence if 0 < confidence <= 1 else math.exp(max(min(confidence, 0.0), -50.0))
