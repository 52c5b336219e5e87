"""Use cases: hear a clip, or one that is still spoken, and weigh the amounts that it says."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace

from services.ai.speech.amounts import weighed
from services.ai.speech.audio.decoder import AudioDecoder
from services.ai.speech.audio.wav import UNKNOWN_BYTES, WAV, header
from services.ai.speech.model import Hearing, NothingHeard, Transcript
from services.ai.speech.recognizer import SpeechRecognizer
from services.ai.understanding.interpret import interpret
from services.ai.understanding.model import Context
from services.ai.understanding.vocabulary import Vocabulary
from services.mesh.clock import Clock, today

ZONE = "Asia/Ho_Chi_Minh"


@dataclass(frozen=True, slots=True)
class ClipForm:
    """How a clip comes: a file of any kind, or bare 16-bit samples at a rate; and names that are likely in it."""

    bare_rate_hz: int = 0
    """0 = a file."""
    phrases: Sequence[str] = ()

    def head(self, first: bytes, data_bytes: int = UNKNOWN_BYTES) -> bytes:
        """What to put before a clip that begins with `first` to make it a file. Some clients call a WAV file bare."""
        is_bare = bool(self.bare_rate_hz) and not first.startswith(WAV)
        return header(self.bare_rate_hz, data_bytes) if is_bare else b""


@dataclass(frozen=True, slots=True)
class Heard:
    """A transcript, and whether it is the last one."""

    transcript: Transcript
    is_final: bool


class Ears:
    """Hears for everybody; knows no household."""

    def __init__(
        self, recognizer: SpeechRecognizer, decoder: AudioDecoder, vocabulary: Vocabulary, clock: Clock
    ) -> None:
        """Hear with `recognizer`; amounts are read with `vocabulary`."""
        self._recognizer, self._decoder = recognizer, decoder
        self._vocabulary, self._clock = vocabulary, clock

    async def hear(self, clip: bytes, form: ClipForm) -> Transcript:
        """What a whole clip says. AudioRefusedError for what is no clip, EngineError when it cannot be heard now."""
        sound = await self._decoder.decode(form.head(clip, len(clip)) + clip)
        return await self._weighed(await self._recognizer.recognize(sound, form.phrases))

    async def listen(self, pieces: AsyncIterator[bytes], form: ClipForm) -> AsyncIterator[Heard]:
        """What is heard while pieces come, and the final transcript once no more do. Errors as `hear`."""
        async with self._decoder.live() as clip, self._recognizer.listen(form.phrases) as listening:
            is_empty = True
            async for piece in pieces:
                head = form.head(piece) if is_empty and piece else b""
                is_empty = is_empty and not piece
                interim = await listening.hear(await clip.feed(head + piece))
                if interim is not None:
                    yield Heard(Transcript(interim), is_final=False)
            if is_empty:
                yield Heard(Transcript(Hearing(nothing_heard=NothingHeard.SILENCE)), is_final=True)
                return
            # Nothing is said of what the last samples bring: the final transcript is next.
            await listening.hear(await clip.finish())
            final = await self._weighed(await listening.finish())
            yield Heard(final, is_final=True)

    async def _weighed(self, hearing: Hearing) -> Transcript:
        return await asyncio.to_thread(weighed, replace(hearing, is_pause=False), self._amounts_of)

    def _amounts_of(self, text: str) -> tuple[int, ...]:
        context = Context(today=today(self._clock, ZONE))
        drafts = interpret(text, context, self._vocabulary).drafts
        return tuple(draft.amount for draft in drafts if draft.amount is not None and draft.currency == "VND")
