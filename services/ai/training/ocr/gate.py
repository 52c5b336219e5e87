"""Which of two models is served: the new one only where it reads better, and nothing else worse."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from services.ai.training.ocr.alphabet import build_alphabet
from services.ai.training.ocr.decode import best_texts, error_rate
from services.ai.training.ocr.samples.batches import batches
from services.ai.training.ocr.samples.shards import Shard
from services.ai.training.ocr.session import open_session

MOST_LOSS = 0.002
"""How much worse, in shares of letters, a fine-tuned model may read drawn lines: about their sampling error."""


@dataclass(frozen=True)
class Verdict:
    """Whether the new model is served, and why in words for a person."""

    is_better: bool
    why: str


def errors(model: Path, shard: Shard) -> float:
    """The character error rate of an exported model; 1 when there is no model or it was made for other lines."""
    if not model.exists():
        return 1.0
    session = open_session(model)
    shape = session.get_inputs()[0].shape
    if shape[2] != shard.pixels.size // int(shard.widths.sum()):
        return 1.0
    alphabet = build_alphabet()
    wanted: list[str] = []
    got: list[str] = []
    for batch in batches(shard, 40_000, np.random.default_rng(0), stretched=False):
        (log_probs,) = session.run(["log_probs"], {"images": batch.images})
        got += best_texts(log_probs)
        ends = np.cumsum(batch.lengths)
        for start, end in zip(ends - batch.lengths, ends, strict=True):
            wanted.append("".join(alphabet[letter - 1] for letter in batch.letters[start:end]))
    return error_rate(wanted, got)


def trained_verdict(served: float, candidate: float) -> Verdict:
    """Of a training run: better on the held-out lines."""
    return Verdict(candidate < served, f"held-out CER {candidate:.2%}, served so far {served:.2%}")


def tuned_verdict(served: Sequence[float], candidate: Sequence[float]) -> Verdict:
    """Of fine-tuning: error rates on (the renderer's held-out lines, the household's held-out crops)."""
    (old_lines, old_crops), (new_lines, new_crops) = served, candidate
    own, other = f"{new_crops:.2%} instead of {old_crops:.2%}", f"{new_lines:.2%} instead of {old_lines:.2%}"
    return Verdict(
        new_crops < old_crops and new_lines <= old_lines + MOST_LOSS, f"own crops {own}, other lines {other}"
    )
