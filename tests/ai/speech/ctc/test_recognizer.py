"""Hearing with a CTC model: words with times and doubts, names of the household, and nothing where nobody speaks."""

import asyncio
from dataclasses import replace

import numpy as np
import pytest

from services.ai.speech.ctc.recognizer import CtcRecognizer
from services.ai.speech.features import SAMPLE_RATE
from services.ai.speech.model import Hearing, NothingHeard
from tests.ai.speech.beeps import GAP, LOUD, say


@pytest.mark.parametrize(
    "text",
    [
        "ăn phở bốn lăm nghìn",
        "đổ xăng tám chục hôm qua",
        "nghỉ hưu tiết kiệm hai triệu rưỡi",
        "quyển sách của chị thuỷ giá một trăm linh năm nghìn",
    ],
)
async def test_words_are_heard(beeps: CtcRecognizer, text: str) -> None:
    heard = await beeps.recognize(say(text))
    assert heard.text == text
    assert heard.nothing_heard is None
    assert heard.readings[0].text == text
    assert heard.confidence > 0.5
    assert all(0 <= word.confidence <= 1 for word in heard.words)
    assert sum(reading.share for reading in heard.readings) == pytest.approx(1)


async def test_words_stand_where_they_were_said(beeps: CtcRecognizer) -> None:
    heard = await beeps.recognize(say("ăn phở", before_s=0.5))
    token_ms = (LOUD + GAP) * 1000
    first, second = heard.words
    assert (first.start_ms, first.end_ms) == pytest.approx((500, 500 + 3 * token_ms - GAP * 1000), abs=30)
    assert (second.start_ms, second.end_ms) == pytest.approx((500 + 3 * token_ms, 500 + 6 * token_ms), abs=60)
    assert heard.duration_ms == 500 + 200 + 6 * token_ms


async def test_the_same_sounds_become_the_name_that_the_household_has(beeps: CtcRecognizer) -> None:
    sound = say("ăn trưa lót te ri a chín mươi nghìn")
    assert (await beeps.recognize(sound)).text == "ăn trưa lót te ri a chín mươi nghìn"
    assert (await beeps.recognize(sound, ["Lotteria 12"])).text == "ăn trưa lotteria chín mươi nghìn"


async def test_silence_and_noise_have_no_words(beeps: CtcRecognizer) -> None:
    noise = 0.2 * np.random.default_rng(7).standard_normal(3 * SAMPLE_RATE).astype(np.float32)
    for sound, why in (
        (np.zeros(SAMPLE_RATE, np.float32), NothingHeard.SILENCE),
        (noise * 0.002, NothingHeard.SILENCE),
        (noise, NothingHeard.NOISE),
        (np.zeros(0, np.float32), NothingHeard.SILENCE),
    ):
        heard = await beeps.recognize(sound)
        assert (heard.words, heard.nothing_heard) == ((), why)


async def test_a_clip_that_ends_within_a_word_keeps_the_words_before(beeps: CtcRecognizer) -> None:
    sound = say("ăn phở bốn")
    assert (await beeps.recognize(sound[: -int(0.45 * SAMPLE_RATE)])).text == "ăn phở"


async def test_a_long_clip_is_heard_in_pieces_as_it_is_heard_whole(
    beeps: CtcRecognizer, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = " ".join(["hôm nay ăn phở bốn lăm nghìn đồng"] * 9)
    sound = say(text)
    acoustics = await beeps.acoustics()
    monkeypatch.setattr(acoustics, "config", replace(acoustics.config, longest_s=100.0))
    entire = await acoustics.log_probs(sound)
    monkeypatch.setattr(acoustics, "config", replace(acoustics.config, longest_s=7.0))
    pieced = await acoustics.log_probs(sound)
    assert pieced.shape == entire.shape
    assert np.abs(pieced - entire).max() < 1e-3


async def test_words_appear_while_they_are_spoken(beeps: CtcRecognizer) -> None:
    text = "sáng nay ăn phở bốn lăm nghìn xong đổ xăng tám chục rồi mua cà phê hai mươi nghìn"
    sound = say(text, after_s=1.5)
    seen: list[Hearing] = []
    async with beeps.listen() as listening:
        for begin in range(0, len(sound), 1600):
            newest = await listening.hear(sound[begin : begin + 1600])
            seen += [newest] if newest else []
            await asyncio.sleep(0.03)
        final = await listening.finish()
    assert final.text == text
    assert len(seen) > 5
    assert all(text.startswith(heard.text) for heard in seen)
    assert [heard.is_pause for heard in seen][-1]
    assert not any(heard.is_pause for heard in seen[:5])
