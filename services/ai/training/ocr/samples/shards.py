"""Files of a few thousand samples each: made by a seed, read by the training, deleted when used up."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from services.ai.training.ocr.alphabet import encode
from services.ai.training.ocr.samples import lines, pages
from services.ai.training.ocr.samples.prepare import Grey
from services.ai.training.ocr.shape import HEIGHT, STRIDE

Sample = tuple[Grey, str]


@dataclass(frozen=True)
class Shard:
    """Lines in one flat array each for pixels and letters."""

    pixels: NDArray[np.uint8]
    """[32 × Σ widths], each line row by row."""
    widths: NDArray[np.int32]
    letters: NDArray[np.uint16]
    """The classes of all texts, one after the other."""
    lengths: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.widths)

    def starts(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Where each line's pixels and each text's letters start."""
        return _starts(self.widths.astype(np.int64) * HEIGHT), _starts(self.lengths.astype(np.int64))


def _starts(sizes: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes)[:-1]])


def fits(text: str, width: int) -> bool:
    """Whether CTC can write the text in that width: a column a letter, one more between equal letters."""
    repeats = sum(first == second for first, second in pairwise(text))
    return len(text) + repeats <= width // STRIDE


def samples(seed: int, index: int, page_share: float, gentle_share: float) -> Iterator[Sample]:
    """Endless samples of shard `index`; `page_share` of them are cut by the detector out of whole bills."""
    chance = random.Random(seed * 1_000_003 + index)
    noise = np.random.default_rng([seed, index])
    while True:
        if chance.random() < _page_chance(page_share):
            yield from pages.make(chance, noise)
        elif (made := lines.make(chance, noise, gentle_share)) is not None:
            yield made


def _page_chance(share: float) -> float:
    """How often a bill is drawn instead of a line, so that `share` of the samples come from bills."""
    return share / (share + pages.LINES_A_PAGE * (1 - share))


def pack(found: list[Sample]) -> Shard:
    """Samples → a shard."""
    return Shard(
        np.concatenate([picture.reshape(-1) for picture, _ in found]),
        np.array([picture.shape[1] for picture, _ in found], np.int32),
        np.array([letter for _, text in found for letter in encode(text)], np.uint16),
        np.array([len(text) for _, text in found], np.int32),
    )


def write(path: Path, seed: int, index: int, count: int, page_share: float, gentle_share: float) -> Path:
    """Make the shard at `path` when it is not there yet; the file appears whole or not at all."""
    if path.exists():
        return path
    cv2.setNumThreads(1)
    found: list[Sample] = []
    for picture, text in samples(seed, index, page_share, gentle_share):
        if fits(text, picture.shape[1]):
            found.append((picture, text))
        if len(found) == count:
            break
    shard = pack(found)
    path.parent.mkdir(parents=True, exist_ok=True)
    rough = path.with_suffix(".part.npz")
    np.savez(rough, pixels=shard.pixels, widths=shard.widths, letters=shard.letters, lengths=shard.lengths)
    rough.rename(path)
    return path


def read(path: Path) -> Shard:
    """The shard of a file that `write` made."""
    with np.load(path) as arrays:
        return Shard(arrays["pixels"], arrays["widths"], arrays["letters"], arrays["lengths"])
