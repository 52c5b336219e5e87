"""Hearing with NVIDIA Riva or a speech NIM: its stubs on our own aio channel, so that every call has a deadline.

A NIM may never say that a result is final: when nothing has come for a while after the sound's end, what has come is
taken. Tried against Heo's own server of this protocol; a real NIM was not run.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import grpc
import numpy as np

from services.ai.inference.breaker import Breaker
from services.ai.inference.engine import EngineError, EngineUnavailableError
from services.ai.speech import activity
from services.ai.speech.ctc.recognizer import with_doubts
from services.ai.speech.features import SAMPLE_RATE, Samples
from services.ai.speech.model import Hearing, NothingHeard
from services.ai.speech.riva.answers import Answers
from services.ai.speech.riva.requests import config_message
from services.mesh.deadline import handed_down_s

LONGEST_CLIP_S = 75.0
"""A live clip is at most a minute long; its stream gets a little more."""
LEAST_CONFIDENCE = 0.0
"""Riva's confidences are on no known scale: they decide nothing."""
_UNAVAILABLE = frozenset({"UNAVAILABLE", "DEADLINE_EXCEEDED", "RESOURCE_EXHAUSTED", "CANCELLED", "NOT_FOUND"})


@dataclass(frozen=True, slots=True)
class RivaServer:
    """Where Riva listens and what it is asked for."""

    target: str
    language: str = "vi-VN"
    model: str = ""
    certificate: bytes | None = None
    """The authority (PEM) of its certificate. None = a plain connection."""


class RivaRecognizer:
    """A SpeechRecognizer over a Riva server. It connects when the first clip comes."""

    def __init__(self, server: RivaServer, limit_s: float, quiet_s: float = 1.5) -> None:
        """Wait `limit_s` for a whole clip, and at a stream's end `quiet_s` for a result that may never be final."""
        self.server, self.limit_s, self.quiet_s = server, limit_s, quiet_s
        self.breaker = Breaker("riva")
        self._channel: grpc.aio.Channel | None = None

    async def recognize(self, sound: Samples, phrases: Sequence[str] = ()) -> Hearing:
        """See SpeechRecognizer."""
        from riva.client.proto import riva_asr_pb2 as pb

        duration_ms = len(sound) * 1000 // SAMPLE_RATE
        if activity.is_silent(sound):
            return Hearing(duration_ms=duration_ms, nothing_heard=NothingHeard.SILENCE)
        request = pb.RecognizeRequest(config=config_message(self.server, phrases), audio=to_pcm(sound))
        self.breaker.enter()
        with self.failures():
            answer = await self.stub().Recognize(request, timeout=handed_down_s(self.limit_s))
        self.breaker.succeeded()
        answers = Answers()
        answers.add(answer.results)
        return with_doubts(answers.hearing(duration_ms), LEAST_CONFIDENCE)

    @asynccontextmanager
    async def listen(self, phrases: Sequence[str] = ()) -> AsyncIterator["RivaListening"]:
        """See SpeechRecognizer."""
        listening = RivaListening(self, phrases)
        try:
            yield listening
        finally:
            await listening.close()

    async def ready(self) -> bool:
        """See SpeechRecognizer: whether the server answers for its configuration."""
        from riva.client.proto import riva_asr_pb2 as pb

        if self.breaker.is_open:
            return False
        try:
            with self.failures(counts=False):
                request = pb.RivaSpeechRecognitionConfigRequest(model_name=self.server.model)
                await self.stub().GetRivaSpeechRecognitionConfig(request, timeout=handed_down_s(self.limit_s))
        except EngineError:
            return False
        return True

    async def close(self) -> None:
        """See SpeechRecognizer."""
        if self._channel is not None:
            await self._channel.close()
            self._channel = None

    def stub(self) -> Any:
        """The protocol's stub on our channel."""
        from riva.client.proto import riva_asr_pb2_grpc

        if self._channel is None:
            certificate = self.server.certificate
            if certificate is None:
                self._channel = grpc.aio.insecure_channel(self.server.target)
            else:
                credentials = grpc.ssl_channel_credentials(certificate)
                self._channel = grpc.aio.secure_channel(self.server.target, credentials)
        return riva_asr_pb2_grpc.RivaSpeechRecognitionStub(self._channel)

    @contextlib.contextmanager
    def failures(self, *, counts: bool = True) -> Any:
        """What gRPC raises, as engine errors; those of a server that is away count for the breaker."""
        try:
            yield
        except grpc.aio.AioRpcError as error:
            name = error.code().name
            if name not in _UNAVAILABLE:
                raise EngineError(f"riva refuses: {name}") from error
            if counts:
                self.breaker.failed()
            raise EngineUnavailableError(f"riva: {name}") from error


class RivaListening:
    """A Listening over one stream of Riva."""

    def __init__(self, recognizer: RivaRecognizer, phrases: Sequence[str]) -> None:
        """Hear with `recognizer`."""
        self._recognizer = recognizer
        self._phrases = phrases
        self._pieces: list[Samples] = []
        self._to_send: asyncio.Queue[bytes | None] = asyncio.Queue()
        self._answers = Answers()
        self._news = asyncio.Event()
        self._told = ""
        self._reading: asyncio.Task[None] | None = None

    async def hear(self, sound: Samples) -> Hearing | None:
        """See Listening."""
        if len(sound):
            self._pieces.append(sound)
            self._to_send.put_nowait(to_pcm(sound))
            self._reading = self._reading or asyncio.create_task(self._read())
        if self._reading is not None and self._reading.done():
            self._reading.result()  # EngineUnavailableError, as the stream has ended
        heard = self._answers.hearing(self._duration_ms())
        is_pause = activity.has_paused(self._sound())
        if not heard.words or (told := f"{heard.text}{is_pause}") == self._told:
            return None
        self._told = told
        return Hearing(heard.words, heard.readings, heard.duration_ms, is_pause=is_pause)

    async def finish(self) -> Hearing:
        """See Listening."""
        if activity.is_silent(self._sound()) or self._reading is None:
            return Hearing(duration_ms=self._duration_ms(), nothing_heard=NothingHeard.SILENCE)
        self._to_send.put_nowait(None)
        # Whatever a server does: no news for this long after the last sound is the end.
        while not self._reading.done():
            self._news.clear()
            news = asyncio.create_task(self._news.wait())
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
        if self._reading is not None:
            self._reading.cancel()
            await asyncio.wait([self._reading])

    async def _read(self) -> None:
        self._recognizer.breaker.enter()
        with self._recognizer.failures():
            call = self._recognizer.stub().StreamingRecognize(self._requests(), timeout=handed_down_s(LONGEST_CLIP_S))
            async for response in call:
                self._answers.add(response.results)
                self._news.set()

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


def to_pcm(sound: Samples) -> bytes:
    """Samples as 16-bit little-endian."""
    return np.clip(np.rint(sound * 32767), -32768, 32767).astype("<i2").tobytes()
