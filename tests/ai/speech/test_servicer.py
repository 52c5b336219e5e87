"""SpeechService on the wire: whole clips and live ones, what is refused, and what happens while the engine is down."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import grpc
import numpy as np
import pytest
from heo.ai.v1 import speech_service_pb2 as pb
from heo.ai.v1.speech_service_pb2_grpc import SpeechServiceStub, add_SpeechServiceServicer_to_server
from numpy.typing import NDArray

from services.ai.failures import audio_refused, engine_unavailable
from services.ai.inference.guarded import GuardedEngine
from services.ai.inference.in_process import InProcessEngine
from services.ai.inference.repository import Repository
from services.ai.speech.audio.decoder import AudioDecoder
from services.ai.speech.ctc.recognizer import CtcRecognizer
from services.ai.speech.service import Ears
from services.ai.speech.servicer import SpeechServicer
from services.ai.understanding.vocabulary import Vocabulary
from services.mesh.app import ServerApp
from services.mesh.clock import SystemClock
from services.mesh.errors import reason_of
from services.mesh.ids import new_id
from services.mesh.testing.identity import Identities
from services.mesh.testing.serving import running
from tests.ai.speech.audio.clips import recorded
from tests.ai.speech.beeps import say

TEXT = "sáng nay ăn phở bốn lăm nghìn xong đổ xăng tám chục"


class Switch:
    """An engine that can be switched off, and then answers after ten seconds."""

    def __init__(self, engine: InProcessEngine) -> None:
        self.engine, self.is_on, self.asked = engine, True, 0

    async def infer(self, model: str, inputs: Any) -> dict[str, NDArray[Any]]:
        self.asked += 1
        if not self.is_on:
            await asyncio.sleep(10)
        return await self.engine.infer(model, inputs)

    async def ready(self, model: str) -> bool:
        return self.is_on

    async def close(self) -> None:
        await self.engine.close()


@dataclass(frozen=True)
class Speaker:
    """A member of a household who speaks to the service."""

    stub: Any
    metadata: Any
    engine: Switch
    household_id: UUID = field(default_factory=new_id)

    async def recognize(self, audio: bytes, **config: Any) -> pb.Transcript:
        request = pb.RecognizeRequest(
            household_id=str(self.household_id), config=pb.RecognitionConfig(**config), audio=audio
        )
        answer: Any = self.stub.Recognize(request, timeout=20, metadata=self.metadata)
        return (await answer).transcript  # type: ignore[no-any-return]

    def stream(self, requests: AsyncIterator[pb.StreamingRecognizeRequest]) -> Any:
        return self.stub.StreamingRecognize(requests, timeout=20, metadata=self.metadata)

    def config(self, **config: Any) -> pb.StreamingRecognizeRequest:
        return pb.StreamingRecognizeRequest(household_id=str(self.household_id), config=pb.RecognitionConfig(**config))

    def audio(self, piece: bytes) -> pb.StreamingRecognizeRequest:
        return pb.StreamingRecognizeRequest(household_id=str(self.household_id), audio=piece)


@pytest.fixture
async def speaker(beep_models: Path, vocabulary: Vocabulary, identities: Identities) -> AsyncIterator[Speaker]:
    repository = Repository(beep_models)
    switch = Switch(InProcessEngine(repository))
    # Loading is not what the limit is about here.
    await switch.engine.infer("beeps", {"features": np.zeros((1, 64, 80), np.float32), "lengths": np.array([64])})
    recognizer = CtcRecognizer(GuardedEngine(switch, limit_s=0.3), repository, "beeps")
    ears = Ears(recognizer, AudioDecoder(), vocabulary, SystemClock())
    app = ServerApp(
        name="ai",
        servicers=[(add_SpeechServiceServicer_to_server, SpeechServicer(ears))],
        closers=[recognizer.close],
        translators=(engine_unavailable, audio_refused),
    )
    async with running(app, identities) as server:
        household_id = new_id()
        metadata = identities.metadata("ai", new_id(), household_id, 2)
        yield Speaker(SpeechServiceStub(server.channel), metadata, switch, household_id)


async def reason(call: Any) -> tuple[str, str]:
    """How a call fails: the code's name and the reason."""
    with pytest.raises(grpc.aio.AioRpcError) as caught:
        await call
    info = reason_of(caught.value)
    return caught.value.code().name, info.reason if info else ""


async def test_a_clip_becomes_words_and_amounts(speaker: Speaker) -> None:
    heard = await speaker.recognize(recorded(say(TEXT), "wav 96 kHz"))
    assert heard.text == TEXT
    assert [word.text for word in heard.words] == TEXT.split()
    assert [amount.minor_units for amount in heard.amounts] == [45_000, 80_000]
    assert all(0.5 < amount.posterior <= 1 for amount in heard.amounts)
    assert 0 < heard.confidence <= 1
    assert heard.nothing_heard == pb.NOTHING_HEARD_UNSPECIFIED
    assert heard.duration_ms == pytest.approx(len(say(TEXT)) / 16, abs=20)


async def test_bare_samples_and_names_of_the_household(speaker: Speaker) -> None:
    samples = say("ăn trưa lót te ri a chín mươi nghìn")
    bare = (samples * 32767).astype("<i2").tobytes()
    heard = await speaker.recognize(
        bare, encoding=pb.AUDIO_ENCODING_LINEAR16, sample_rate_hz=16_000, phrases=["Lotteria"]
    )
    assert heard.text == "ăn trưa lotteria chín mươi nghìn"


async def test_words_appear_while_a_clip_is_spoken(speaker: Speaker) -> None:
    clip = recorded(np.concatenate([say(TEXT), np.zeros(24_000, np.float32)]), "webm")

    async def requests() -> AsyncIterator[pb.StreamingRecognizeRequest]:
        yield speaker.config()
        for begin in range(0, len(clip), 3000):
            yield speaker.audio(clip[begin : begin + 3000])
            await asyncio.sleep(0.1)

    answers = [answer async for answer in speaker.stream(requests())]
    *interim, final = answers
    assert [answer.is_final for answer in answers] == [False] * len(interim) + [True]
    assert len(interim) >= 3
    assert final.transcript.words
    assert final.transcript.duration_ms > 5000


async def test_words_are_told_when_they_are_there_not_when_the_next_piece_comes(speaker: Speaker) -> None:
    bare, was_told = (say(TEXT) * 32767).astype("<i2").tobytes(), asyncio.Event()

    async def requests() -> AsyncIterator[pb.StreamingRecognizeRequest]:
        yield speaker.config(encoding=pb.AUDIO_ENCODING_LINEAR16, sample_rate_hz=16_000)
        yield speaker.audio(bare)
        await was_told.wait()

    answers = []
    async for answer in speaker.stream(requests()):
        answers.append(answer)
        was_told.set()
    assert [answer.is_final for answer in answers] == [False, True]
    assert answers[-1].transcript.text == TEXT


async def test_silence_is_told_apart_from_noise(speaker: Speaker) -> None:
    silence = recorded(np.zeros(16_000, np.float32), "webm")
    noise = recorded((0.2 * np.random.default_rng(3).standard_normal(32_000)).astype(np.float32), "flac")
    assert (await speaker.recognize(silence)).nothing_heard == pb.NOTHING_HEARD_SILENCE
    heard = await speaker.recognize(noise)
    assert (heard.nothing_heard, heard.text, len(heard.amounts)) == (pb.NOTHING_HEARD_NOISE, "", 0)


async def test_what_is_no_clip_is_refused_with_its_reason(speaker: Speaker) -> None:
    long = recorded(np.full(61 * 16_000, 0.1, np.float32), "webm")
    assert await reason(speaker.recognize(b"nothing")) == ("INVALID_ARGUMENT", "AUDIO_UNREADABLE")
    assert await reason(speaker.recognize(long)) == ("INVALID_ARGUMENT", "AUDIO_TOO_LONG")
    bare = {"encoding": pb.AUDIO_ENCODING_LINEAR16}
    assert await reason(speaker.recognize(bytes(100), **bare)) == ("INVALID_ARGUMENT", "INVALID_ARGUMENT")


@pytest.mark.parametrize("order", ["audio first", "config twice", "nothing"])
async def test_a_stream_has_its_config_first_and_once(speaker: Speaker, order: str) -> None:
    async def requests() -> AsyncIterator[pb.StreamingRecognizeRequest]:
        if order == "config twice":
            yield speaker.config()
        if order != "nothing":
            yield speaker.audio(b"x") if order == "audio first" else speaker.config()

    call = speaker.stream(requests())
    if order == "nothing":
        assert [answer async for answer in call] == []
    else:
        assert await reason(call.read()) == ("INVALID_ARGUMENT", "INVALID_ARGUMENT")


async def test_a_stream_about_another_household_is_refused_in_the_middle(speaker: Speaker) -> None:
    async def requests() -> AsyncIterator[pb.StreamingRecognizeRequest]:
        yield speaker.config()
        yield pb.StreamingRecognizeRequest(household_id=str(new_id()), audio=b"x")

    assert (await reason(speaker.stream(requests()).read()))[0] == "PERMISSION_DENIED"


async def test_pieces_that_break_the_contract_are_refused(speaker: Speaker) -> None:
    async def requests() -> AsyncIterator[pb.StreamingRecognizeRequest]:
        yield speaker.config()
        yield speaker.audio(bytes(262_145))

    assert (await reason(speaker.stream(requests()).read())) == ("INVALID_ARGUMENT", "INVALID_ARGUMENT")


async def test_a_slow_engine_is_told_in_time_and_then_at_once(speaker: Speaker) -> None:
    clip = recorded(say("ăn phở bốn lăm nghìn"), "flac")
    await speaker.recognize(clip)
    speaker.engine.is_on = False
    for _ in range(3):
        assert await reason(speaker.recognize(clip)) == ("UNAVAILABLE", "ENGINE_UNAVAILABLE")
    asked = speaker.engine.asked
    assert await reason(speaker.recognize(clip)) == ("UNAVAILABLE", "ENGINE_UNAVAILABLE")
    assert speaker.engine.asked == asked
    silence = recorded(np.zeros(16_000, np.float32), "webm")
    assert (await speaker.recognize(silence)).nothing_heard == pb.NOTHING_HEARD_SILENCE
