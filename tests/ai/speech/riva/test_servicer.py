"""Riva's protocol as its own client speaks it, field by field against what the protocol's comments promise.

The client is NVIDIA's unmodified one. The server is ours: a real Riva or NIM was not run here.
"""

import asyncio
import time
import wave
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import grpc
import numpy as np
import pytest
import riva.client
from riva.client.proto import riva_asr_pb2 as pb
from riva.client.proto import riva_common_pb2 as common
from riva.client.proto.riva_asr_pb2_grpc import RivaSpeechRecognitionStub

from services.ai.speech.ctc.recognizer import CtcRecognizer
from services.mesh.testing.serving import Running
from tests.ai.speech.audio.clips import recorded
from tests.ai.speech.beeps import say
from tests.ai.speech.serving import hearing_server

TEXT = "sáng nay ăn phở bốn lăm nghìn"


@pytest.fixture
async def server(beeps: CtcRecognizer) -> AsyncIterator[Running]:
    async with hearing_server(beeps) as started:
        yield started


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    """A WAV file as people keep them."""
    file = tmp_path / "clip.wav"
    with wave.open(str(file), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(16_000)
        out.writeframes((say(TEXT, after_s=1.3) * 32767).astype("<i2").tobytes())
    return file


def config(**fields: Any) -> Any:
    return riva.client.RecognitionConfig(
        encoding=riva.client.AudioEncoding.LINEAR_PCM, sample_rate_hertz=16_000, language_code="vi-VN", **fields
    )


def slowly(chunks: Iterable[bytes]) -> Iterator[bytes]:
    for chunk in chunks:
        time.sleep(0.03)
        yield chunk


async def with_client(server: Running, use: Callable[[Any], Any]) -> Any:
    """What the unmodified client answers, which blocks its thread."""
    return await asyncio.to_thread(lambda: use(riva.client.ASRService(riva.client.Auth(uri=server.target))))


async def test_the_unmodified_client_transcribes_a_file(server: Running, clip: Path) -> None:
    asked = config(max_alternatives=3, enable_word_time_offsets=True)
    riva.client.add_audio_file_specs_to_config(asked, str(clip))
    answer = await with_client(server, lambda service: service.offline_recognize(clip.read_bytes(), asked))
    (result,) = answer.results
    best = result.alternatives[0]
    assert best.transcript == TEXT
    assert 1 <= len(result.alternatives) <= 3
    assert (result.channel_tag, result.audio_processed) == (
        1,
        pytest.approx(len(say(TEXT, after_s=1.3)) / 16_000, abs=0.05),
    )
    assert [word.word for word in best.words] == TEXT.split()
    assert all(0 <= word.start_time < word.end_time <= 1000 * result.audio_processed for word in best.words)
    assert all(0 < word.confidence <= 1 for word in best.words)
    assert 0 < best.confidence <= 1
    assert not answer.HasField("id")


async def test_the_unmodified_client_streams_a_file(server: Running, clip: Path) -> None:
    streaming = riva.client.StreamingRecognitionConfig(config=config(), interim_results=True)

    def stream(service: Any) -> list[Any]:
        with riva.client.AudioChunkFileIterator(str(clip), 1600, delay_callback=lambda *_: None) as chunks:
            return list(service.streaming_response_generator(slowly(chunks), streaming))

    results = [result for response in await with_client(server, stream) for result in response.results]
    *interim, final = results
    assert interim
    for result in interim:
        assert not result.is_final
        assert 0 < result.stability <= 1
        assert len(result.alternatives) == 1
        assert TEXT.startswith(result.alternatives[0].transcript)
        assert result.alternatives[0].confidence == 0.0
        assert not result.alternatives[0].words
    assert final.is_final
    assert final.stability == 0.0
    assert final.alternatives[0].transcript == TEXT
    # Without enable_word_time_offsets there are words, and no times.
    assert {(word.start_time, word.end_time) for word in final.alternatives[0].words} == {(0, 0)}
    assert [result.audio_processed for result in results] == sorted(result.audio_processed for result in results)


async def test_without_interim_results_only_final_ones_come(server: Running) -> None:
    streaming = riva.client.StreamingRecognitionConfig(config=config(), interim_results=False)
    bare = (say(TEXT) * 32767).astype("<i2").tobytes()
    chunks = [bare[begin : begin + 6400] for begin in range(0, len(bare), 6400)]
    answers = await with_client(server, lambda service: list(service.streaming_response_generator(chunks, streaming)))
    assert [result.is_final for response in answers for result in response.results] == [True]


async def test_other_encodings_phrases_and_ids(server: Running) -> None:
    stub = RivaSpeechRecognitionStub(server.channel)
    samples = say("ăn trưa lót te ri a chín mươi nghìn")
    for encoding, how in (("FLAC", "flac"), ("OGGOPUS", "ogg"), ("ENCODING_UNSPECIFIED", "flac")):
        asked = pb.RecognitionConfig(
            encoding=riva.client.AudioEncoding.Value(encoding),
            language_code="vi-VN",
            speech_contexts=[pb.SpeechContext(phrases=["Lotteria"], boost=20)],
        )
        request = pb.RecognizeRequest(config=asked, audio=recorded(samples, how), id=common.RequestId(value="7"))
        answer = await stub.Recognize(request)
        assert answer.id.value == "7"
        assert len(answer.results) <= 1
        if how == "flac":
            assert answer.results[0].alternatives[0].transcript == "ăn trưa lotteria chín mươi nghìn"
            assert len(answer.results[0].alternatives) == 1


async def test_nothing_heard_has_no_results(server: Running) -> None:
    stub = RivaSpeechRecognitionStub(server.channel)
    silence = np.zeros(16_000, "<i2").tobytes()
    assert not (await stub.Recognize(pb.RecognizeRequest(config=config(), audio=silence))).results


async def test_what_is_served_is_told(server: Running) -> None:
    stub = RivaSpeechRecognitionStub(server.channel)
    for name in ("", "beeps"):
        answer = await stub.GetRivaSpeechRecognitionConfig(pb.RivaSpeechRecognitionConfigRequest(model_name=name))
        (served,) = answer.model_config
        assert served.model_name == "beeps"
        assert served.parameters["language_code"] == "vi-VN"
    with pytest.raises(grpc.aio.AioRpcError, match="NOT_FOUND"):
        await stub.GetRivaSpeechRecognitionConfig(pb.RivaSpeechRecognitionConfigRequest(model_name="other"))


@pytest.mark.parametrize(
    "fields",
    [
        {"language_code": "en-US"},
        {"model": "other"},
        {"audio_channel_count": 2},
        {"sample_rate_hertz": 4000},
        {"encoding": riva.client.AudioEncoding.MULAW},
        {"diarization_config": pb.SpeakerDiarizationConfig(enable_speaker_diarization=True)},
    ],
    ids=lambda fields: next(iter(fields)),
)
async def test_what_cannot_be_had_is_refused_and_never_left_out_in_silence(
    server: Running, fields: dict[str, Any]
) -> None:
    asked = config()
    asked.MergeFrom(pb.RecognitionConfig(**fields))
    stub = RivaSpeechRecognitionStub(server.channel)
    with pytest.raises(grpc.aio.AioRpcError) as caught:
        await stub.Recognize(pb.RecognizeRequest(config=asked, audio=b"x"))
    assert caught.value.code() == grpc.StatusCode.INVALID_ARGUMENT
    assert next(iter(fields)) in (caught.value.details() or "")


@pytest.mark.parametrize("first", ["audio", "config twice"])
async def test_a_stream_out_of_order_is_refused(server: Running, first: str) -> None:
    async def requests() -> AsyncIterator[Any]:
        streaming = pb.StreamingRecognizeRequest(streaming_config=pb.StreamingRecognitionConfig(config=config()))
        if first == "audio":
            yield pb.StreamingRecognizeRequest(audio_content=b"x")
        yield streaming
        yield streaming

    with pytest.raises(grpc.aio.AioRpcError, match="INVALID_ARGUMENT"):
        await RivaSpeechRecognitionStub(server.channel).StreamingRecognize(requests()).read()
