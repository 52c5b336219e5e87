"""The voice line to the real ear: what a machine's voice says is heard, and what is no sound is told so."""

import subprocess
import wave
from collections.abc import AsyncIterator
from io import BytesIO
from typing import Any

import numpy as np
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


PHO = "ăn phở bốn mươi lăm nghìn"
EASY = {
    PHO: 45_000,
    "đổ xăng tám mươi nghìn": 80_000,
    "trả tiền điện ba trăm nghìn": 300_000,
    "đi chợ hết một trăm năm mươi nghìn": 150_000,
    "nhận lương mười hai triệu": 12_000_000,
}
"""Sentences that the model was heard to hear in three regions and at three speeds each, sure of the amount."""


def spoken(text: str) -> tuple[int, bytes, bytes]:
    """(rate, samples, wav file) of a sentence, spoken by this machine."""
    command = ["espeak-ng", "-v", "vi", "-s", "140", "--stdout", text]
    file = subprocess.run(command, capture_output=True, check=True).stdout
    with wave.open(BytesIO(file)) as opened:
        return opened.getframerate(), file[44:], file


def assert_heard(event: Any, text: str, duration_ms: int) -> None:
    """These words were heard, with times within the clip, and the draft is theirs."""
    transcript = event["transcript"]
    assert transcript["duration_ms"] == pytest.approx(duration_ms, abs=50)
    assert transcript["text"].replace("ngàn", "nghìn") == text
    assert transcript["nothing_heard"] is None
    (amount,) = transcript["amounts"]
    assert amount["minor_units"] == EASY[text]
    assert amount["posterior"] > 0.8
    (draft,) = event["drafts"]
    assert draft["content"]["amount"]["amount"] == EASY[text]
    assert " ".join(word["text"] for word in transcript["words"]) == transcript["text"]
    assert all(0 <= word["start_ms"] <= word["end_ms"] <= duration_ms + 100 for word in transcript["words"])
    assert event["evidence_id"]
    assert draft["source"] == "voice"
    assert draft["needs_look"]


async def test_a_spoken_sentence_is_heard_while_it_is_spoken(lan: Browser) -> None:
    rate, samples, _ = spoken(PHO)
    async with talking(lan) as talk:
        talk.say({"type": "start", "request_id": str(new_id()), "encoding": "linear16", "sample_rate_hz": rate})
        for at in range(0, len(samples), rate // 5):
            talk.say(samples[at : at + rate // 5])
        talk.say({"type": "end"})
        event = await talk.until("drafts")
        assert await talk.hear() == 1000
    assert_heard(event, PHO, len(samples) // 2 * 1000 // rate)


@pytest.mark.parametrize("text", EASY)
async def test_a_whole_clip_is_heard_the_same_way(lan: Browser, text: str) -> None:
    rate, samples, file = spoken(text)
    answer = await lan.upload(lan.home("/voice/clips"), {"request_id": str(new_id())}, [("clip", file)])
    assert answer.is_success, answer.text
    assert_heard(answer.json(), text, len(samples) // 2 * 1000 // rate)


async def test_silence_has_no_words(lan: Browser) -> None:
    async with talking(lan) as talk:
        talk.say({"type": "start", "request_id": str(new_id()), "encoding": "linear16", "sample_rate_hz": 16_000})
        for _ in range(10):
            talk.say(b"\0" * 6_400)
        talk.say({"type": "end"})
        event = await talk.until("drafts")
    assert (event["transcript"]["nothing_heard"], event["drafts"], event["evidence_id"]) == ("silence", [], None)


async def test_noise_has_no_words(lan: Browser) -> None:
    noise = np.random.default_rng(5).normal(0, 3_000, 48_000).astype("<i2").tobytes()
    form = {"request_id": str(new_id()), "encoding": "linear16", "sample_rate_hz": "16000"}
    answer = await lan.upload(lan.home("/voice/clips"), form, [("clip", noise)])
    event = answer.json()
    assert (answer.status_code, event["transcript"]["nothing_heard"], event["drafts"]) == (200, "noise", [])


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
