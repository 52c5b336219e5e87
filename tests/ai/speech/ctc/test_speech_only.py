"""Words are heard where there is speech, and nowhere else, whatever the model that spells makes of the rest."""

import asyncio
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from services.ai.inference.in_process import InProcessEngine
from services.ai.inference.repository import Repository
from services.ai.speech.ctc.listening import LEAST_FIRST, LEAST_LIVE, sure
from services.ai.speech.ctc.recognizer import CtcRecognizer
from services.ai.speech.features import SAMPLE_RATE
from services.ai.speech.model import HeardWord, NothingHeard
from tests.ai.speech.beeps import STEP, say


class Told:
    """An engine whose detector finds speech up to the second that it is told."""

    def __init__(self, models: Path, until_s: float) -> None:
        self._engine = InProcessEngine(Repository(models))
        self._until, self._heard = round(until_s * SAMPLE_RATE / STEP), 0
        self.asked: Counter[str] = Counter()

    async def infer(self, model: str, inputs: Any) -> dict[str, NDArray[Any]]:
        self.asked[model] += 1
        if model != "vad":
            return await self._engine.infer(model, inputs)
        steps = self._heard + np.arange(len(inputs["sound"]))
        self._heard += len(steps)
        return {"chances": (steps < self._until).astype(np.float32), "remembered": inputs["memory"]}

    async def ready(self, model: str) -> bool:
        return await self._engine.ready(model)

    async def close(self) -> None:
        await self._engine.close()


async def test_without_speech_nothing_is_spelt(beep_models: Path) -> None:
    engine = Told(beep_models, until_s=0)
    recognizer = CtcRecognizer(engine, Repository(beep_models), "beeps")
    sound = say("ăn phở bốn lăm nghìn")
    heard = await recognizer.recognize(sound)
    assert (heard.words, heard.nothing_heard) == ((), NothingHeard.NOISE)
    async with recognizer.listen() as listening:
        for begin in range(0, len(sound), 1600):
            assert await listening.hear(sound[begin : begin + 1600]) is None
            await asyncio.sleep(0.01)
        assert (await listening.finish()).nothing_heard is NothingHeard.NOISE
    assert set(engine.asked) == {"vad"}
    await recognizer.close()


async def test_words_far_from_speech_are_not_heard(beep_models: Path) -> None:
    first, second = say("ăn phở", after_s=2.0), say("đổ xăng")
    engine = Told(beep_models, until_s=1.0)
    recognizer = CtcRecognizer(engine, Repository(beep_models), "beeps")
    heard = await recognizer.recognize(np.concatenate([first, second]))
    assert heard.text == "ăn phở"
    assert {reading.text for reading in heard.readings} >= {"ăn phở"}
    assert not any("xăng" in reading.text for reading in heard.readings)
    await recognizer.close()


@pytest.mark.parametrize(
    ("confidences", "shown"),
    [
        ([], 0),
        ([LEAST_LIVE], 1),
        ([LEAST_FIRST - 0.1], 0),
        ([LEAST_FIRST, LEAST_FIRST], 1),
        ([LEAST_FIRST, LEAST_LIVE, LEAST_FIRST], 2),
    ],
)
def test_half_words_at_the_edge_wait(confidences: list[float], shown: int) -> None:
    words = [HeardWord("ăn", 0, 100, confidence) for confidence in confidences]
    assert len(sure(words)) == shown
