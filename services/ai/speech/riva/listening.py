"""A Listening over one stream of Riva."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from services.ai.inference.engine import EngineUnavailableError
from services.ai.speech.activity.model import Speech
from services.ai.speech.ctc.recognizer import with_doubts
from services.ai.speech.features import SAMPLE_RATE, Samples
from services.ai.speech.loudness import is_silent
from services.ai.speech.model import Hearing, NothingHeard
from services.ai.speech.riva.answers import LEAST_CONFIDENCE, Answers
from services.ai.speech.riva.requests import config_message, to_pcm
from services.mesh.deadline import handed_down_s

if TYPE_CHECKING:
    from services.ai.speech.riva.recognizer import RivaRecognizer

LONGEST_CLIP_S = 75.0
"""A live clip is at most a minute long; its stream gets a little more."""
STEP_MS = 100
"""Sound that must have come since speech was last looked for."""


class RivaListening:
    """Hears by sending what comes and collecting what is answered."""

    def __init__(self, recognizer: "RivaRecognizer", phrases: Sequence[str]) -> None:
        """Hear with `recognizer`."""
        self._recognizer = recognizer
        self._phrases = phrases
        self._pieces: list[Samples] = []
        self._to_send: asyncio.Queue[bytes | None] = asyncio.Queue()
        self._answers = Answers()
        self._answered, self._has_news = asyncio.Event(), asyncio.Event()
        self._told = ""
        self._following = recognizer.detector.follow()
        self._speech = Speech()
        self._detecting: asyncio.Task[Speech] | None = None
        self._reading: asyncio.Task[None] | None = None

    async def hear(self, sound: Samples) -> Hearing | None:
        """See Listening."""
        if len(sound):
            self._pieces.append(sound)
            self._to_send.put_nowait(to_pcm(sound))
            self._reading = self._reading or asyncio.create_task(self._read())
        if self._reading is not None and self._reading.done():
            self._reading.result()  # EngineUnavailableError, as the stream has ended
        self._detect()
        heard, is_pause = self._answers.hearing(self._duration_ms()), self._speech.has_paused
        if not heard.words or (told := f"{heard.text}{is_pause}") == self._told:
            return None
        self._told = told
        return Hearing(heard.words, heard.readings, heard.duration_ms, is_pause=is_pause)

    async def news(self) -> None:
        """See Listening."""
        await self._has_news.wait()
        self._has_news.clear()

    async def finish(self) -> Hearing:
        """See Listening."""
        sound = self._sound()
        if is_silent(sound) or self._reading is None:
            return Hearing(duration_ms=self._duration_ms(), nothing_heard=NothingHeard.SILENCE)
        if not (await self._recognizer.detector.detect(sound)).is_any:
            return Hearing(duration_ms=self._duration_ms(), nothing_heard=NothingHeard.NOISE)
        self._to_send.put_nowait(None)
        # Whatever a server does: no news for this long after the last sound is the end.
        while not self._reading.done():
            self._answered.clear()
            news = asyncio.create_task(self._answered.wait())
            done, _ = await asyncio.wait(
                {news, self._reading}, timeout=self._recognizer.quiet_s, return_when=asyncio.FIRST_COMPLETED
            )
            news.cancel()
            if not done:
                break
        if self._reading.done():
            self._reading.result()
        elif not self._answers.has_any:
            self._recognizer.breaker.failed()
            raise EngineUnavailableError("riva: no answer")
        self._recognizer.breaker.succeeded()
        return with_doubts(self._answers.hearing(self._duration_ms()), LEAST_CONFIDENCE)

    async def close(self) -> None:
        """End the stream."""
        for task in filter(None, (self._reading, self._detecting)):
            task.cancel()
            await asyncio.wait([task])

    def _detect(self) -> None:
        """Find the speech in what has come, in the background, one run at a time."""
        if self._detecting is not None and self._detecting.done():
            self._speech = self._detecting.result()
            self._detecting = None
        if self._detecting is None and self._duration_ms() - self._speech.until_ms >= STEP_MS:
            self._detecting = asyncio.create_task(self._following.listen(self._sound()))
            self._detecting.add_done_callback(lambda _: self._has_news.set())

    async def _read(self) -> None:
        self._recognizer.breaker.enter()
        with self._recognizer.failures():
            call = self._recognizer.stub().StreamingRecognize(self._requests(), timeout=handed_down_s(LONGEST_CLIP_S))
            async for response in call:
                self._answers.add(response.results)
                self._answered.set()
                self._has_news.set()

    async def _requests(self) -> AsyncIterator[Any]:
        from riva.client.proto import riva_asr_pb2 as pb

        config = config_message(self._recognizer.server, self._phrases)
        streaming = pb.StreamingRecognitionConfig(config=config, interim_results=True)
        yield pb.StreamingRecognizeRequest(streaming_config=streaming)
        while (piece := await self._to_send.get()) is not None:
            yield pb.StreamingRecognizeRequest(audio_content=piece)

    def _sound(self) -> Samples:
        if len(self._pieces) > 1:
            self._pieces = [np.concatenate(self._pieces)]
        return self._pieces[0] if self._pieces else np.zeros(0, np.float32)

    def _duration_ms(self) -> int:
        return sum(map(len, self._pieces)) * 1000 // SAMPLE_RATE
