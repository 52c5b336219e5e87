"""The shipped models: noise gives no words, sentences of voices that they never heard do."""

import numpy as np

from services.ai.speech.features import SAMPLE_RATE
from services.ai.training.speech import noises
from services.ai.training.speech.espeak import Espeak
from services.ai.training.speech.gate import frozen, sounds
from services.ai.training.speech.gate.errors import word_errors
from tests.ai.eval_voice.hearing import recognizer


async def test_noise_says_nothing() -> None:
    ear = recognizer()
    for seed in range(5):
        for kind, make in {**noises.TRAINED, **noises.HELD_OUT}.items():
            noise = make(np.random.default_rng(seed), 3 * SAMPLE_RATE) * np.float32(0.05)
            assert not (await ear.recognize(noise)).words, kind
    await ear.close()


async def test_most_words_of_unseen_voices_are_heard() -> None:
    ear, espeak = recognizer(), Espeak()
    counted = [
        word_errors(one.words, (await ear.recognize(sounds.clean(espeak, one))).text) for one in frozen.read()[:20]
    ]
    assert sum(wrong for wrong, _ in counted) < 0.25 * sum(words for _, words in counted)
    await ear.close()
