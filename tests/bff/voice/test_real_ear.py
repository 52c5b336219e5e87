"""The voice line to the real ear: what a machine's voice says is heard, and what is no sound is told so."""

import subprocess
import wave
from collections.abc import AsyncIterator
from io import BytesIO
from typing import Any

import pytest
import pytest_asyncio

from services.mesh.clock import FixedClock
from services.mesh.ids import new_id
from services.mesh.testing.identity import Identities
from services.mesh.testing.plugin import MakeDatabase
from tests.bff.talk import talking
from tests.bff.world import PACKAGES, Browser, World, world

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def heo(
    make_module_database: MakeDatabase,
    identities: Identities,
    clock: FixedClock,
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[World]:
    """The product with its own ear."""
    folder = tmp_path_factory.mktemp("keys")
    dsn = make_module_database(PACKAGES)
    async with world(dsn, identities, clock, folder, with_fakes=False) as started:
        yield started


@pytest.fixture(scope="module")
def sentence() -> tuple[int, bytes, bytes]:
    """(rate, samples, wav file) of a sentence, spoken by this machine."""
    spoken = ["espeak-ng", "-v", "vi", "-s", "140", "--stdout", "ăn phở bốn mươi lăm nghìn"]
    file = subprocess.run(spoken, capture_output=True, check=True).stdout
    with wave.open(BytesIO(file)) as opened:
        return opened.getframerate(), file[44:], file


def assert_holds_together(event: Any, duration_ms: int) -> None:
    """How well it hears is measured elsewhere. Here: words have times within the clip, and drafts come of words."""
    transcript = event["transcript"]
    assert transcript["duration_ms"] == pytest.approx(duration_ms, abs=50)
    assert bool(transcript["text"]) != bool(transcript["nothing_heard"])
    assert " ".join(word["text"] for word in transcript["words"]) == transcript["text"]
    assert all(0 <= word["start_ms"] <= word["end_ms"] <= duration_ms + 100 for word in transcript["words"])
    assert bool(event["evidence_id"]) == bool(transcript["text"])
    assert all(draft["source"] == "voice" and draft["needs_look"] for draft in event["drafts"])


async def test_a_spoken_sentence_is_heard_while_it_is_spoken(lan: Browser, sentence: tuple[int, bytes, bytes]) -> None:
    rate, samples, _ = sentence
    async with talking(lan) as talk:
        talk.say({"type": "start", "request_id": str(new_id()), "encoding": "linear16", "sample_rate_hz": rate})
        for at in range(0, len(samples), rate // 5):
            talk.say(samples[at : at + rate // 5])
        talk.say({"type": "end"})
        event = await talk.until("drafts")
        assert await talk.hear() == 1000
    assert_holds_together(event, len(samples) // 2 * 1000 // rate)


async def test_a_whole_clip_is_heard_the_same_way(lan: Browser, sentence: tuple[int, bytes, bytes]) -> None:
    rate, samples, file = sentence
    answer = await lan.upload(lan.home("/voice/clips"), {"request_id": str(new_id())}, [("clip", file)])
    assert answer.is_success, answer.text
    assert_holds_together(answer.json(), len(samples) // 2 * 1000 // rate)


async def test_silence_has_no_words(lan: Browser) -> None:
    async with talking(lan) as talk:
        talk.say({"type": "start", "request_id": str(new_id()), "encoding": "linear16", "sample_rate_hz": 16_000})
        for _ in range(10):
            talk.say(b"\0" * 6_400)
        talk.say({"type": "end"})
        event = await talk.until("drafts")
    assert (event["transcript"]["nothing_heard"], event["drafts"], event["evidence_id"]) == ("silence", [], None)


@pytest.mark.parametrize("content", [b"OggS" + bytes(range(256)) * 40, b"\x1a\x45\xdf\xa3" + b"\xff" * 5_000])
async def test_what_is_no_sound_is_told_so(lan: Browser, content: bytes) -> None:
    answer = await lan.upload(lan.home("/voice/clips"), {"request_id": str(new_id())}, [("clip", content)])
    assert (answer.status_code, answer.json()["reason"]) == (422, "AUDIO_UNREADABLE")
    async with talking(lan) as talk:
        talk.say({"type": "start", "request_id": str(new_id())})
        for at in range(0, len(content), 1_000):
            talk.say(content[at : at + 1_000])
        talk.say({"type": "end"})
        assert (await talk.until("problem"))["reason"] == "AUDIO_UNREADABLE"
        assert await talk.hear() == 4422
