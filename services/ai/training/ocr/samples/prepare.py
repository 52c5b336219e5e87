"""From a cut line to what the network takes, the same way as in service."""

import cv2
import numpy as np
from numpy.typing import NDArray

from services.ai.training.ocr.shape import HEIGHT, STRIDE

Grey = NDArray[np.uint8]
WIDEST = 1600


def to_height(line: Grey) -> Grey:
    """[H, W] → [32, W'], its shape kept, W' a multiple of 4 by repeating the last column."""
    height, width = line.shape
    wanted = min(WIDEST, max(2 * STRIDE, round(width * HEIGHT / height)))
    shrinks = height > HEIGHT
    scaled = cv2.resize(line, (wanted, HEIGHT), interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC)
    return np.asarray(np.pad(scaled, ((0, 0), (0, -wanted % STRIDE)), mode="edge"), np.uint8)


def as_input(lines: list[Grey], width: int) -> NDArray[np.float32]:
    """Lines of 32 rows → [B, 1, 32, width], padded with 0."""
    batch = np.zeros((len(lines), 1, HEIGHT, width), np.float32)
    for index, line in enumerate(lines):
        batch[index, 0, :, : line.shape[1]] = (line.astype(np.float32) + 1) / 256
    return batch
