"""Hearing with a CTC model, wherever an engine runs it: in this process or on a Triton server."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from services.ai.inference.engine import Engine
from services.ai.inference.repository import Repository
from services.ai.speech.activity.detector import SpeechDetector
from services.ai.speech.activity.model import Speech
from services.ai.speech.ctc.acoustics import Acoustics
from services.ai.speech.ctc.beam import Speller
from services.ai.speech.ctc.free_speller import FreeSpeller
from services.ai.speech.ctc.listening import CtcListening
from services.ai.speech.ctc.reading import THOROUGH, Care, Reader
from services.ai.speech.features import SAMPLE_RATE, Samples
from services.ai.speech.language.lexicon import shipped_tree
from services.ai.speech.language.ngrams import shipped_model
from services.ai.speech.language.phrases import NO_PHRASES, phrases_of
from services.ai.speech.language.speller import LexiconSpeller, Weights
from services.ai.speech.loudness import is_silent
from services.ai.speech.model import Hearing, NothingHeard


class CtcRecognizer:
    """A SpeechRecognizer over `model` of a repository. Everything is loaded when the first clip comes."""

    def __init__(self, engine: Engine, repository: Repository, model: str) -> None:
        """Hear with `model` on `engine`; what is speech at all, the repository's detector says on the same engine."""
        self._engine, self._repository, self._model = engine, repository, model
        self._acoustics: Acoustics | None = None
        self.detector = SpeechDetector(engine, repository)

    async def recognize(self, sound: Samples, phrases: Sequence[str] = ()) -> Hearing:
        """See SpeechRecognizer."""
        if is_silent(sound):
            return Hearing(duration_ms=len(sound) * 1000 // SAMPLE_RATE, nothing_heard=NothingHeard.SILENCE)
        return await self.hear(sound, await self.detector.detect(sound), phrases)

    async def hear(self, sound: Samples, speech: Speech, phrases: Sequence[str] = ()) -> Hearing:
        """The words of `sound` where there is speech in it, else why there are none."""
        duration_ms = len(sound) * 1000 // SAMPLE_RATE
        if is_silent(sound):
            return Hearing(duration_ms=duration_ms, nothing_heard=NothingHeard.SILENCE)
        if not speech.is_any:
            return Hearing(duration_ms=duration_ms, nothing_heard=NothingHeard.NOISE)
        acoustics = await self.acoustics()
        return with_doubts(await self.read(sound, speech, phrases), acoustics.config.least_confidence)

    async def read(
        self, sound: Samples, speech: Speech, phrases: Sequence[str], begin_ms: int = 0, care: Care = THOROUGH
    ) -> Hearing:
        """What can be read out of a clip's part that begins at `begin_ms`, however unsure: words where there is speech.

        Places are of the part.
        """
        acoustics = await self.acoustics()
        log_probs = await acoustics.log_probs(sound)
        is_near = speech.near(len(log_probs), acoustics.config.answer_ms, begin_ms)
        reader = Reader(acoustics.config, acoustics.vocabulary)
        duration_ms = len(sound) * 1000 // SAMPLE_RATE
        return await asyncio.to_thread(
            reader.read, reader.hushed(log_probs, is_near), _speller(acoustics, phrases), duration_ms, care
        )

    @asynccontextmanager
    async def listen(self, phrases: Sequence[str] = ()) -> AsyncIterator[CtcListening]:
        """See SpeechRecognizer."""
        listening = CtcListening(self, phrases)
        try:
            yield listening
        finally:
            await listening.close()

    async def ready(self) -> bool:
        """See SpeechRecognizer."""
        return await self._engine.ready(self._model)

    async def close(self) -> None:
        """See SpeechRecognizer."""
        await self._engine.close()

    async def acoustics(self) -> Acoustics:
        """The model's acoustics. EngineUnavailableError when the model is not there, EngineError when it is broken."""
        if self._acoustics is None:
            folder = await asyncio.to_thread(self._repository.get, self._model)
            self._acoustics = await asyncio.to_thread(Acoustics, self._engine, folder)
        return self._acoustics


def _speller(acoustics: Acoustics, phrases: Sequence[str]) -> Speller:
    if not acoustics.vocabulary.is_own:
        return FreeSpeller()
    config, (model, syllables) = acoustics.config, shipped_model()
    weights = Weights(config.lm_weight, config.word_bonus, config.boost)
    names = phrases_of(phrases, {*model.ids, *syllables}) if phrases else NO_PHRASES
    return LexiconSpeller(shipped_tree(), model, weights, names)


def with_doubts(heard: Hearing, least_confidence: float) -> Hearing:
    """The hearing, or NOISE where no word was heard or the words are too unsure to be words."""
    confidence = sum(word.confidence for word in heard.words) / len(heard.words) if heard.words else 0.0
    if confidence >= least_confidence and heard.words:
        return heard
    return Hearing(duration_ms=heard.duration_ms, nothing_heard=NothingHeard.NOISE)
