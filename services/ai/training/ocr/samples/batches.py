"""Batches of lines of about the same width, in an order that the pass alone decides."""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from services.ai.training.ocr.samples.prepare import Grey, as_input
from services.ai.training.ocr.samples.shards import Shard
from services.ai.training.ocr.shape import HEIGHT, STRIDE

MOST_LINES = 128
# Lines are set up to this much wider or narrower, so that a line that comes again is not the same.
STRETCH = 0.07


@dataclass(frozen=True)
class Batch:
    """Lines and what they say."""

    images: NDArray[np.float32]
    """[B, 1, 32, W]."""
    letters: NDArray[np.int64]
    """All texts, one after the other."""
    lengths: NDArray[np.int64]
    """[B], letters a text."""
    columns: NDArray[np.int64]
    """[B], columns of the output that are no padding."""


def batches(shard: Shard, columns: int, rng: np.random.Generator, stretched: bool = True) -> Iterator[Batch]:
    """Every line once, in batches of about `columns` pixel columns together."""
    groups = _groups(shard, columns, rng)
    rng.shuffle(groups)
    pixels, letters = shard.starts()
    for group in groups:
        lines = [_line(shard, int(pixels[index]), index, rng if stretched else None) for index in group]
        texts = [shard.letters[letters[index] : letters[index] + shard.lengths[index]] for index in group]
        widths = [line.shape[1] for line in lines]
        yield Batch(
            as_input(lines, max(widths)),
            np.concatenate(texts).astype(np.int64),
            np.array([len(text) for text in texts], np.int64),
            np.array(widths, np.int64) // STRIDE,
        )


def _groups(shard: Shard, columns: int, rng: np.random.Generator) -> list[list[int]]:
    """Indices of lines by width; the widths are shaken a little, so that the same lines do not always meet."""
    shaken = shard.widths * rng.uniform(0.9, 1.1, len(shard))
    groups: list[list[int]] = [[]]
    widest = 0
    for index in np.argsort(shaken, kind="stable"):
        widest = max(widest, int(shard.widths[index]))
        if groups[-1] and ((len(groups[-1]) + 1) * widest > columns or len(groups[-1]) == MOST_LINES):
            groups.append([])
            widest = int(shard.widths[index])
        groups[-1].append(int(index))
    return groups


def _line(shard: Shard, start: int, index: int, rng: np.random.Generator | None) -> Grey:
    width = int(shard.widths[index])
    line = shard.pixels[start : start + width * HEIGHT].reshape(HEIGHT, width)
    if rng is None:
        return line
    wanted = round(width * rng.uniform(1 - STRETCH, 1 + STRETCH) / STRIDE) * STRIDE
    # Narrower only where CTC has columns to spare.
    wanted = max(wanted, min(width, STRIDE * 2 * int(shard.lengths[index])))
    return np.asarray(cv2.resize(line, (wanted, HEIGHT), interpolation=cv2.INTER_LINEAR), np.uint8)
