"""From log probabilities over time to what was heard: readings, words with times, and how sure they are."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

import numpy as np
from numpy.typing import NDArray

from services.ai.speech.ctc.acoustics import LogProbs
from services.ai.speech.ctc.alignment import Span, align
from services.ai.speech.ctc.beam import WIDTH, Found, Speller, search
from services.ai.speech.ctc.config import CtcConfig
from services.ai.speech.ctc.vocabulary import Vocabulary
from services.ai.speech.model import HeardWord, Hearing, Reading

MOST_READINGS = 16
NEVER = -30.0
"""The log probability of what was not said; a number, so that paths through it can be compared."""


@dataclass(frozen=True, slots=True)
class Care:
    """How widely it is searched, and how many readings get places for their words."""

    width: int
    placed: int


THOROUGH = Care(WIDTH, placed=3)
"""One of several readings may be chosen for its amounts."""
QUICK = Care(WIDTH // 2, placed=1)
"""Enough for words that may still change."""


class Reader:
    """Reads the answers of one model."""

    def __init__(self, config: CtcConfig, vocabulary: Vocabulary) -> None:
        """Read as `config` says."""
        self._config = config
        self._vocabulary = vocabulary

    def hushed(self, log_probs: LogProbs, is_speech: NDArray[np.bool_]) -> LogProbs:
        """The same answers, but nothing is said outside of speech."""
        silent = np.full(log_probs.shape[1], NEVER, np.float32)
        silent[self._vocabulary.blank] = 0.0
        return np.where(is_speech[:, None], log_probs, silent)

    def read(self, log_probs: LogProbs, speller: Speller, duration_ms: int, care: Care = THOROUGH) -> Hearing:
        """What was heard; no words when there are none."""
        found = search(log_probs, self._vocabulary.blank, speller, care.width)
        # Of sequences that read alike the likeliest stands for all.
        texts = {self._text(one): one for one in reversed(found)}
        by_text = sorted(texts.items(), key=lambda pair: pair[1].score, reverse=True)[:MOST_READINGS]
        if not by_text or not by_text[0][0]:
            return Hearing(duration_ms=duration_ms)
        shares = _shares([one.score for _, one in by_text], self._config.temperature)
        bare = [Reading(text, share) for (text, _), share in zip(by_text, shares, strict=True)]
        readings = tuple(
            replace(reading, words=self._words(log_probs, one, bare, duration_ms)) if index < care.placed else reading
            for index, (reading, (_, one)) in enumerate(zip(bare, by_text, strict=True))
        )
        return Hearing(readings[0].words, readings, duration_ms)

    def _text(self, found: Found) -> str:
        return " ".join(self._word_texts(found))

    def _word_texts(self, found: Found) -> list[str]:
        if found.words:
            return list(found.words)
        spelled = (
            self._vocabulary.spell([found.tokens[place] for place in places])
            for places in self._vocabulary.words(found.tokens)
        )
        return [word for word in spelled if word]

    def _words(
        self, log_probs: LogProbs, found: Found, readings: Sequence[Reading], duration_ms: int
    ) -> tuple[HeardWord, ...]:
        """The words with their places and how sure they are: by their sound, and by how many readings have them."""
        spans = align(log_probs, found.tokens, self._vocabulary.blank)
        texts = self._word_texts(found)
        agreed = agreement(texts, readings)
        groups = _grouped(found, self._vocabulary, len(texts))
        heard = []
        for text, places, share in zip(texts, groups, agreed, strict=True):
            said = [spans[place] for place in places] if spans else []
            heard.append(self._word(text, said, share, duration_ms))
        return tuple(heard)

    def _word(self, text: str, spans: Sequence[Span], share: float, duration_ms: int) -> HeardWord:
        if not spans:
            return HeardWord(text, 0, 0, 0.0)
        sound = math.exp(sum(span.log_prob for span in spans) / len(spans) / self._config.temperature)
        length = self._config.answer_ms
        # A front end that looks beyond the clip's ends may place a word there.
        begin_ms, end_ms = (min(round(place * length), duration_ms) for place in (spans[0].begin, spans[-1].end))
        return HeardWord(text, begin_ms, end_ms, round(min(sound, share), 4))


def agreement(words: Sequence[str], readings: Sequence[Reading]) -> list[float]:
    """For each word the share of the readings that have it in its place."""
    shares = np.zeros(len(words))
    for reading in readings:
        matcher = SequenceMatcher(None, words, reading.text.split(" "), autojunk=False)
        for block in matcher.get_matching_blocks():
            shares[block.a : block.a + block.size] += reading.share
    return [min(1.0, float(share)) for share in shares]


def _shares(scores: Sequence[float], temperature: float) -> list[float]:
    weights = np.exp((np.array(scores) - max(scores)) / temperature)
    return [float(weight) for weight in weights / weights.sum()]


def _grouped(found: Found, vocabulary: Vocabulary, count: int) -> list[list[int]]:
    """The places of each word's tokens. A word of the lexicon may be spoken as several syllables."""
    pieces = vocabulary.words(found.tokens)
    if len(pieces) == count and not found.words:
        return pieces
    if found.borders:
        return [list(range(begin, end)) for begin, end in zip((0, *found.borders), found.borders, strict=False)]
    return [piece for piece in pieces if vocabulary.spell([found.tokens[place] for place in piece])]
