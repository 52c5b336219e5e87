"""The shipped model: noise seldom gives words, sentences of voices that it never heard do."""

import numpy as np

from services.ai.speech.features import SAMPLE_RATE
from services.ai.training.speech import noises
from services.ai.training.speech.espeak import Espeak
from services.ai.training.speech.gate import frozen, sounds
from services.ai.training.speech.gate.errors import word_errors
from tests.ai.eval_voice.hearing import recognizer


async def test_noise_of_taught_kinds_seldom_says_anything() -> None:
    ear = recognizer()
    spoke = 0
    for seed in range(5):
        for make in noises.TRAINED.values():
            noise = make(np.random.default_rng(seed), 3 * SAMPLE_RATE) * np.float32(0.05)
            spoke += bool((await ear.recognize(noise)).words)
    # 8 of 180 did when it was measured; the model card says so, and what untaught kinds do.
    assert spoke <= 4
    await ear.close()


async def test_most_words_of_unseen_voices_are_heard() -> None:
    ear, espeak = recognizer(), Espeak()
    counted = [
        word_errors(one.words, (await ear.recognize(sounds.clean(espeak, one))).text) for one in frozen.read()[:20]
    ]
    assert sum(wrong for wrong, _ in counted) < 0.25 * sum(words for _, words in counted)
    await ear.close()
