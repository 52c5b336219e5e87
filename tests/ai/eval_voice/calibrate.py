"""`python -m tests.ai.eval_voice.calibrate`: the temperature at which posteriors of amounts mean what they say.

Learnt sentences, voices and noises only, said anew: the frozen sets have no part in it. The answer belongs into
`services/ai/training/speech/export.py`.
"""

import asyncio
import math
import random
from collections.abc import Sequence
from itertools import islice

import numpy as np

from services.ai.speech.amounts import weighed
from services.ai.speech.ctc.recognizer import CtcRecognizer
from services.ai.speech.features import SAMPLE_RATE, Samples
from services.ai.speech.model import Hearing, Reading
from services.ai.training.speech import corpus, noises, texts, voices
from services.ai.training.speech.espeak import Espeak
from tests.ai.eval_voice.hearing import amounts_of, recognizer

COUNT, SEED = 160, 4_242
TEMPERATURES = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0)


def said() -> list[tuple[tuple[int, ...], Samples]]:
    """Amounts and sounds; every second clip in a learnt kind of noise at 0 to 20 dB."""
    chosen, words = np.random.default_rng(SEED), random.Random(SEED)  # noqa: S311 - sentences, not secrets
    espeak, kinds, found = Espeak(), list(noises.TRAINED.values()), []
    for place, sample in enumerate(islice(texts.money_samples(SEED, held_out=False), COUNT)):
        sound = corpus.record(espeak, texts.line(sample.text, words).spoken, chosen, voices.TRAINED)
        if place % 2:
            noise = kinds[place // 2 % len(kinds)](chosen, max(len(sound), SAMPLE_RATE))
            sound = noises.mix(sound, noise, float(chosen.uniform(0, 20)))
        found.append((tuple(meaning.amount for meaning in sample.meanings), sound * np.float32(0.3)))
    return found


async def hearings(ear: CtcRecognizer, sounds: Sequence[Samples]) -> list[Hearing]:
    """What was heard of each."""
    return [await ear.recognize(sound) for sound in sounds]


def cooled(hearing: Hearing, temperature: float) -> Hearing:
    """The same readings with their shares at another temperature."""
    weights = [max(reading.share, 1e-12) ** (1 / temperature) for reading in hearing.readings]
    readings = (Reading(one.text, weight / sum(weights)) for one, weight in zip(hearing.readings, weights, strict=True))
    return Hearing(hearing.words, tuple(readings), hearing.duration_ms, hearing.nothing_heard)


def surprise(amounts: Sequence[tuple[int, ...]], heard: Sequence[Hearing], temperature: float) -> float:
    """The mean of -log of what was given to what came out; least where posteriors are honest."""
    total, count = 0.0, 0
    for expected, hearing in zip(amounts, heard, strict=True):
        for place, found in enumerate(weighed(cooled(hearing, temperature), amounts_of).amounts):
            right = found.minor_units in expected[place : place + 1]
            given = min(max(found.posterior if right else 1 - found.posterior, 0.001), 0.999)
            total -= math.log(given)
            count += 1
    return total / max(1, count)


def best_temperature() -> float:
    """The one of TEMPERATURES with the least surprise."""
    clips = said()
    heard = asyncio.run(hearings(recognizer(), [sound for _, sound in clips]))
    costs = {one: surprise([amounts for amounts, _ in clips], heard, one) for one in TEMPERATURES}
    for temperature, cost in costs.items():
        print(f"temperature {temperature}: {cost:.4f} nats an amount")
    return min(costs, key=lambda temperature: costs[temperature])


if __name__ == "__main__":
    print(best_temperature())
