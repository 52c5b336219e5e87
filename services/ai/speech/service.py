"""Use cases: hear a clip, or one that is still spoken, and weigh the amounts that it says."""

import asyncio
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any

from services.ai.speech.amounts import SaidAmount, weighed
from services.ai.speech.audio.bare import BareClip
from services.ai.speech.audio.decoder import AudioDecoder, LiveClip
from services.ai.speech.audio.wav import UNKNOWN_BYTES, WAV, header
from services.ai.speech.features import SAMPLE_RATE
from services.ai.speech.model import Hearing, NothingHeard, Transcript
from services.ai.speech.recognizer import SpeechRecognizer
from services.ai.understanding.interpret import interpret
from services.ai.understanding.model import Context, Draft
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
        is_file = not self.bare_rate_hz or self.is_ready(first) or first.startswith(WAV)
        return b"" if is_file else header(self.bare_rate_hz, data_bytes)

    def is_ready(self, first: bytes) -> bool:
        """Whether a clip that begins with `first` is nothing but samples as they are heard."""
        return self.bare_rate_hz == SAMPLE_RATE and not first.startswith(WAV)


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
        head, is_ready = form.head(clip, len(clip)), form.is_ready(clip)
        sound = await self._decoder.decode(head + clip, is_bare=is_ready)
        return await self._weighed(await self._recognizer.recognize(sound, form.phrases))

    async def listen(self, pieces: AsyncIterator[bytes], form: ClipForm) -> AsyncIterator[Heard]:
        """What is heard while pieces come, and the final transcript once no more do. Errors as `hear`."""
        first = await _first(pieces)
        if not first:
            yield Heard(Transcript(Hearing(nothing_heard=NothingHeard.SILENCE)), is_final=True)
            return
        is_ready = form.is_ready(first)
        async with self._decoder.live(is_bare=is_ready) as clip, self._recognizer.listen(form.phrases) as listening:
            clip.feed(form.head(first) + first)
            async with _running(_feed(clip, pieces)) as feeding:
                # Words are told when they are there, not when the next piece comes.
                while not feeding.done():
                    await _any_of(feeding, clip.news(), listening.news())
                    interim = await listening.hear(clip.take())
                    if interim is not None:
                        yield Heard(Transcript(interim), is_final=False)
                feeding.result()
            # Nothing is said of what the last samples bring: the final transcript is next.
            await listening.hear(await clip.finish())
            final = await self._weighed(await listening.finish())
            yield Heard(final, is_final=True)

    async def _weighed(self, hearing: Hearing) -> Transcript:
        return await asyncio.to_thread(weighed, replace(hearing, is_pause=False), self._amounts_of)

    def _amounts_of(self, text: str) -> tuple[SaidAmount, ...]:
        context = Context(today=today(self._clock, ZONE))
        return amounts_said(interpret(text, context, self._vocabulary).drafts)


def amounts_said(drafts: Sequence[Draft]) -> tuple[SaidAmount, ...]:
    """The amounts in đồng of the drafts, with the text that each comes from."""
    found = []
    for draft in drafts:
        if draft.amount is not None and draft.currency == "VND":
            piece = next((piece for piece in draft.evidence if piece.field == "amount"), None)
            found.append(SaidAmount(draft.amount, piece.start if piece else 0, piece.end if piece else 0))
    return tuple(found)


async def _first(pieces: AsyncIterator[bytes]) -> bytes:
    """The first piece that holds anything; none when the clip is empty."""
    async for piece in pieces:
        if piece:
            return piece
    return b""


async def _feed(clip: LiveClip | BareClip, pieces: AsyncIterator[bytes]) -> None:
    async for piece in pieces:
        clip.feed(piece)


@asynccontextmanager
async def _running(work: Coroutine[Any, Any, None]) -> AsyncIterator["asyncio.Task[None]"]:
    """A task that ends with the context."""
    task = asyncio.create_task(work)
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def _any_of(feeding: "asyncio.Task[None]", *news: Coroutine[Any, Any, None]) -> None:
    """Returns when the clip has come to its end, or one of the others returns."""
    waits = [asyncio.create_task(one) for one in news]
    try:
        await asyncio.wait([feeding, *waits], return_when=asyncio.FIRST_COMPLETED)
    finally:
        for wait in waits:
            wait.cancel()
        await asyncio.wait(waits)
