"""A few drawn lines, by whatever font the machine has, for tests that learn."""

import random
from pathlib import Path

import numpy as np

from services.ai.training.ocr.drawing.faces import Face
from services.ai.training.ocr.drawing.ink import Style, draw_line
from services.ai.training.ocr.samples.prepare import to_height
from services.ai.training.ocr.samples.shards import Sample, Shard, pack

FONT = next(iter(sorted(Path("/usr/share/fonts").rglob("*Sans*.ttf"))))


def sample(text: str, size: int = 28) -> Sample:
    """The text in black on white."""
    ink = draw_line(random.Random(0), text, Style(Face(FONT, True), size, True, 0.0, 0.0, False))
    assert ink is not None
    return to_height(np.asarray(255 - ink.picture, np.uint8)), text


def shard(texts: list[str]) -> Shard:
    """A shard of those lines."""
    return pack([sample(text) for text in texts])
