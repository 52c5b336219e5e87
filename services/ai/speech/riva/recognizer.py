"""Hearing with NVIDIA Riva or a speech NIM: its stubs on our own aio channel, so that every call has a deadline.

A NIM may never say that a result is final: when nothing has come for a while after the sound's end, what has come is
taken. Tried against Heo's own server of this protocol; a real NIM was not run.
"""

import contextlib
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import grpc

from services.ai.inference.breaker import Breaker
from services.ai.inference.engine import EngineError, EngineUnavailableError
from services.ai.speech.activity.detector import SpeechDetector
from services.ai.speech.ctc.recognizer import with_doubts
from services.ai.speech.features import SAMPLE_RATE, Samples
from services.ai.speech.loudness import is_silent
from services.ai.speech.model import Hearing, NothingHeard
from services.ai.speech.riva.answers import LEAST_CONFIDENCE, Answers
from services.ai.speech.riva.listening import RivaListening
from services.ai.speech.riva.requests import config_message, to_pcm
from services.mesh.deadline import handed_down_s

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
    """A SpeechRecognizer over a Riva server. It connects when the first clip comes in which `detector` finds speech."""

    def __init__(self, server: RivaServer, detector: SpeechDetector, limit_s: float, quiet_s: float = 1.5) -> None:
        """Wait `limit_s` for a whole clip, and at a stream's end `quiet_s` for a result that may never be final."""
        self.server, self.detector, self.limit_s, self.quiet_s = server, detector, limit_s, quiet_s
        self.breaker = Breaker("riva")
        self._channel: grpc.aio.Channel | None = None

    async def recognize(self, sound: Samples, phrases: Sequence[str] = ()) -> Hearing:
        """See SpeechRecognizer."""
        from riva.client.proto import riva_asr_pb2 as pb

        duration_ms = len(sound) * 1000 // SAMPLE_RATE
        if is_silent(sound):
            return Hearing(duration_ms=duration_ms, nothing_heard=NothingHeard.SILENCE)
        if not (await self.detector.detect(sound)).is_any:
            return Hearing(duration_ms=duration_ms, nothing_heard=NothingHeard.NOISE)
        request = pb.RecognizeRequest(config=config_message(self.server, phrases), audio=to_pcm(sound))
        self.breaker.enter()
        with self.failures():
            answer = await self.stub().Recognize(request, timeout=handed_down_s(self.limit_s))
        self.breaker.succeeded()
        answers = Answers()
        answers.add(answer.results)
        return with_doubts(answers.hearing(duration_ms), LEAST_CONFIDENCE)

    @asynccontextmanager
    async def listen(self, phrases: Sequence[str] = ()) -> AsyncIterator[RivaListening]:
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
