"""How well a network reads lines that it does not learn from: its own renderer's, drawn with another seed."""

import numpy as np
import torch

from services.ai.training.ocr.alphabet import build_alphabet
from services.ai.training.ocr.decode import best_texts, error_rate
from services.ai.training.ocr.network import LineReader
from services.ai.training.ocr.samples import shards
from services.ai.training.ocr.samples.batches import batches
from services.ai.training.ocr.samples.shards import Shard
from services.ai.training.ocr.settings import TrainingSettings

LINES = 800
SEED = 991


def held_out(settings: TrainingSettings) -> Shard:
    """The lines to measure with, drawn once."""
    path = settings.cache / f"held-out-{LINES}.npz"
    return shards.read(shards.write(path, SEED, 0, LINES, 0.0, 0.25))


def read_error(network: LineReader, shard: Shard, columns: int = 40_000) -> float:
    """The character error rate over the shard."""
    alphabet = build_alphabet()
    wanted: list[str] = []
    got: list[str] = []
    network.eval()
    for batch in batches(shard, columns, np.random.default_rng(0), stretched=False):
        with torch.no_grad():
            got += best_texts(network(torch.from_numpy(batch.images)).numpy())
        ends = np.cumsum(batch.lengths)
        for start, end in zip(ends - batch.lengths, ends, strict=True):
            wanted.append("".join(alphabet[letter - 1] for letter in batch.letters[start:end]))
    return error_rate(wanted, got)
