"""A tiny training set that needs no synthesiser: syllables as tones, so that learning can be watched in seconds."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from services.ai.speech.features import SAMPLE_RATE, Features, log_mel
from services.ai.speech.tokens import encode
from services.ai.training.speech.corpus import Utterance, pack
from services.ai.training.speech.settings import RUNS, Run

PITCHES = {"ba": 300.0, "hai": 700.0, "năm": 1500.0, "chín": 3000.0}


def utterance(words: list[str]) -> Utterance:
    time = np.arange(SAMPLE_RATE // 4) / SAMPLE_RATE
    sound = [np.hanning(len(time)) * np.sin(2 * np.pi * PITCHES[word] * time) for word in words]
    return Utterance(
        pack(log_mel(np.concatenate(sound).astype(np.float32))), np.array(encode(" ".join(words)), np.uint8)
    )


@pytest.fixture(autouse=True)
def one_thread() -> None:
    """So small that threads only wait for each other."""
    torch.set_num_threads(1)


@pytest.fixture
def shard() -> list[Utterance]:
    random = np.random.default_rng(1)
    return [utterance(list(random.choice(list(PITCHES), size=random.integers(1, 4)))) for _ in range(24)]


@pytest.fixture
def noises() -> list[Features]:
    return [log_mel(np.random.default_rng(2).normal(0, 0.01, SAMPLE_RATE).astype(np.float32))]


@pytest.fixture
def tiny() -> Run:
    return replace(RUNS["tiny"], batch_frames=800, rate=5e-3)
