"""Batches of like lengths from shards; the same for the same seed, so that a stopped run goes on as if it had not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from services.ai.speech.features import FLOOR, MELS, SCALE, SHIFT, Features
from services.ai.training.speech.augment import DECIBEL, Strength, augment
from services.ai.training.speech.corpus import Utterance


@dataclass(frozen=True, slots=True)
class Batch:
    """features [B, T, 80] padded with zeros, lengths [B], tokens of all utterances in one row, token_lengths [B]."""

    features: Tensor
    lengths: Tensor
    tokens: Tensor
    token_lengths: Tensor


def plan(utterances: Sequence[Utterance], frames: int, random: np.random.Generator) -> list[list[int]]:
    """Indices by batch: about `frames` frames each, of like length, in random order."""
    noisy = [len(one.frames) * random.uniform(0.9, 1.1) for one in utterances]
    groups: list[list[int]] = [[]]
    longest = 0
    for index in np.argsort(noisy):
        longest = max(longest, len(utterances[index].frames))
        if groups[-1] and longest * (len(groups[-1]) + 1) > frames:
            groups.append([])
            longest = len(utterances[index].frames)
        groups[-1].append(int(index))
    random.shuffle(groups)
    return groups


def collate(pairs: Sequence[tuple[Features, Sequence[int]]]) -> Batch:
    """Pads features and joins tokens."""
    lengths = [len(features) for features, _ in pairs]
    padded = np.zeros((len(pairs), max(lengths), MELS), np.float32)
    for row, (features, _) in enumerate(pairs):
        padded[row, : len(features)] = features
    tokens = [token for _, said in pairs for token in said]
    return Batch(
        torch.from_numpy(padded),
        torch.tensor(lengths),
        torch.tensor(tokens),
        torch.tensor([len(said) for _, said in pairs]),
    )


@dataclass(frozen=True, slots=True)
class Source:
    """Where batches come from: `key` numbers the round, `skip` batches of it were learnt already."""

    key: Sequence[int]
    frames: int
    strength: Strength
    noises: Sequence[Features]
    skip: int = 0


def batches(utterances: Sequence[Utterance], source: Source) -> Iterator[Batch]:
    """Every utterance once, each spoilt anew; a batch depends on its key and place alone."""
    groups = plan(utterances, source.frames, np.random.default_rng(source.key))
    for place, group in enumerate(groups[source.skip :], start=source.skip):
        random = np.random.default_rng([*source.key, place])
        chosen = (utterances[index] for index in group)
        pairs: list[tuple[Features, Sequence[int]]] = [
            (augment(one.features(), source.noises, random, source.strength), one.tokens.tolist()) for one in chosen
        ]
        if source.noises and random.random() < source.strength.wordless:
            pairs.append((wordless(source.noises, random, len(pairs[0][0])), ()))
        yield collate(pairs)


def wordless(noises: Sequence[Features], random: np.random.Generator, frames: int) -> Features:
    """Noise alone, at any level: what should give no word."""
    noise = noises[int(random.integers(len(noises)))]
    start = int(random.integers(max(1, len(noise) - frames)))
    lowest = np.float32((np.log(FLOOR) + SHIFT) / SCALE)
    quieter = noise[start : start + frames] - np.float32(random.uniform(0, 40) * DECIBEL)
    return np.asarray(np.maximum(quieter, lowest), np.float32)
