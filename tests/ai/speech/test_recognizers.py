"""One contract for whoever hears: this process, a real Triton server, and Riva's protocol over its own stubs.

Riva's side is Heo's own server of that protocol, in this test as in the others: a real Riva or NIM was not run.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import numpy as np
import pytest

from services.ai.inference.engine import EngineUnavailableError
from services.ai.inference.guarded import GuardedEngine
from services.ai.inference.in_process import InProcessEngine
from services.ai.inference.repository import Repository
from services.ai.inference.triton import TritonEngine
from services.ai.speech.activity.detector import SpeechDetector
from services.ai.speech.ctc.recognizer import CtcRecognizer
from services.ai.speech.features import SAMPLE_RATE
from services.ai.speech.model import Hearing, NothingHeard
from services.ai.speech.recognizer import SpeechRecognizer
from services.ai.speech.riva.recognizer import RivaRecognizer, RivaServer
from tests.ai.speech.beeps import say
from tests.ai.speech.serving import hearing_server
from tests.support.triton import running_triton

TEXT = "sáng nay ăn phở bốn lăm nghìn xong đổ xăng tám chục"
KINDS = ("in process", "triton", "riva")
NOBODY = "127.0.0.1:9"


@pytest.fixture(scope="module")
def triton(beep_models: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A Triton server over the model of tones."""
    with running_triton(beep_models, tmp_path_factory.mktemp("triton")) as target:
        yield target


@asynccontextmanager
async def recognizer_of(kind: str, models: Path, triton: str) -> AsyncIterator[SpeechRecognizer]:
    repository = Repository(models)
    ctc = CtcRecognizer(GuardedEngine(InProcessEngine(repository), 20), repository, "beeps")
    found: SpeechRecognizer = ctc
    async with hearing_server(ctc) as server:
        if kind == "triton":
            found = CtcRecognizer(GuardedEngine(TritonEngine(triton, 20), 20), repository, "beeps")
        elif kind == "riva":
            found = RivaRecognizer(RivaServer(server.target, model="beeps"), ctc.detector, limit_s=20)
        yield found
        await found.close()
        await ctc.close()


@pytest.fixture(params=KINDS)
async def recognizer(request: pytest.FixtureRequest, beep_models: Path, triton: str) -> AsyncIterator[SpeechRecognizer]:
    async with recognizer_of(request.param, beep_models, triton) as found:
        yield found


async def test_words_come_with_their_places_and_doubts(recognizer: SpeechRecognizer) -> None:
    heard = await recognizer.recognize(say(TEXT))
    assert heard.text == TEXT
    assert heard.nothing_heard is None
    assert heard.duration_ms == pytest.approx(len(say(TEXT)) / 16, abs=20)
    starts = [word.start_ms for word in heard.words]
    assert starts == sorted(starts)
    assert all(0 < word.start_ms < word.end_ms <= heard.duration_ms for word in heard.words)
    assert all(0 < word.confidence <= 1 for word in heard.words)
    assert heard.readings[0].text == TEXT
    assert sum(reading.share for reading in heard.readings) == pytest.approx(1, abs=1e-3)


async def test_names_of_the_household_are_heard(recognizer: SpeechRecognizer) -> None:
    sound = say("ăn trưa lót te ri a chín mươi nghìn")
    assert "lotteria" not in (await recognizer.recognize(sound)).text
    assert (await recognizer.recognize(sound, ["Lotteria"])).text == "ăn trưa lotteria chín mươi nghìn"


async def test_nothing_is_invented(recognizer: SpeechRecognizer) -> None:
    silence = np.zeros(SAMPLE_RATE, np.float32)
    noise = (0.2 * np.random.default_rng(5).standard_normal(2 * SAMPLE_RATE)).astype(np.float32)
    for sound, why in ((silence, NothingHeard.SILENCE), (noise, NothingHeard.NOISE)):
        heard = await recognizer.recognize(sound)
        assert (heard.words, heard.nothing_heard) == ((), why)
        async with recognizer.listen() as listening:
            assert await listening.hear(sound) is None
            heard = await listening.finish()
        assert (heard.words, heard.nothing_heard) == ((), why)


async def test_live_words_grow_and_the_pause_is_told(recognizer: SpeechRecognizer) -> None:
    sound, seen = say(TEXT, after_s=1.6), list[Hearing]()
    async with recognizer.listen() as listening:
        for begin in range(0, len(sound), 1600):
            newest = await listening.hear(sound[begin : begin + 1600])
            seen += [newest] if newest else []
            await asyncio.sleep(0.05)
        for _ in range(50):  # what is under way when the sound ends
            if seen and seen[-1].is_pause:
                break
            await asyncio.sleep(0.05)
            newest = await listening.hear(sound[:0])
            seen += [newest] if newest else []
        final = await listening.finish()
    assert final.text == TEXT
    assert len(seen) >= 3
    assert all(TEXT.startswith(heard.text) for heard in seen)
    assert seen[-1].is_pause
    assert not seen[0].is_pause


async def test_several_clips_at_once_do_not_mix(recognizer: SpeechRecognizer) -> None:
    texts = ["ăn phở bốn lăm nghìn", "đổ xăng tám chục", "mua rau hai mươi nghìn", "trả nợ một triệu"] * 3
    heard = await asyncio.gather(*(recognizer.recognize(say(text)) for text in texts))
    assert [one.text for one in heard] == texts


async def test_it_says_whether_it_is_there(recognizer: SpeechRecognizer) -> None:
    assert await recognizer.ready()


@pytest.mark.parametrize("kind", KINDS)
async def test_whoever_is_away_is_told_and_then_at_once(kind: str, tmp_path: Path, beep_models: Path) -> None:
    nowhere = Repository(tmp_path)
    there = Repository(beep_models)
    detector = SpeechDetector(InProcessEngine(there), there)
    away: SpeechRecognizer = RivaRecognizer(RivaServer(NOBODY), detector, limit_s=2)
    if kind == "triton":
        away = CtcRecognizer(GuardedEngine(TritonEngine(NOBODY, 2), 2), there, "beeps")
    elif kind == "in process":
        away = CtcRecognizer(GuardedEngine(InProcessEngine(nowhere), 2), nowhere, "beeps")
    sound = say("ăn phở")
    for _ in range(4):
        with pytest.raises(EngineUnavailableError):
            await asyncio.wait_for(away.recognize(sound), 5)
    async with away.listen() as listening:
        await listening.hear(sound)
        with pytest.raises(EngineUnavailableError):
            await listening.finish()
    assert not await away.ready()
    await away.close()
