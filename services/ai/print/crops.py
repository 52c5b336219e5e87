"""Cutting runs of print out of a page, upright, grey, of one height."""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from services.ai.print.detection import Picture, Quad

Crop = NDArray[np.uint8]
"""A grey line [height, width]."""
STRAIGHT = 0.012
"""Slope below which a box is cut without turning it."""
WIDEST = 40.0
"""Times its height: the longest run that is read as one."""


def crop_of(grey: NDArray[np.uint8], quad: Quad, height: int, margin: float = 0.0) -> Crop:
    """The run inside `quad`, scaled to `height`; `margin` takes more around it, as a share of its height."""
    if margin:
        quad = _wider(quad, margin)
    across = float(np.linalg.norm(quad[1] - quad[0]) + np.linalg.norm(quad[2] - quad[3])) / 2
    down = max(1.0, float(np.linalg.norm(quad[3] - quad[0]) + np.linalg.norm(quad[2] - quad[1])) / 2)
    width = max(4, min(round(across * height / down), round(WIDEST * height)))
    slope = abs(quad[1, 1] - quad[0, 1]) / max(1.0, abs(quad[1, 0] - quad[0, 0]))
    if slope < STRAIGHT:
        left, top = np.maximum(0, np.floor(quad.min(0))).astype(int)
        right, bottom = np.ceil(quad.max(0)).astype(int)
        part = grey[top : max(bottom, top + 1), left : max(right, left + 1)]
        if part.size:
            method = cv2.INTER_AREA if part.shape[0] > height else cv2.INTER_CUBIC
            return np.asarray(cv2.resize(part, (width, height), interpolation=method), dtype=np.uint8)
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(quad.astype(np.float32), target)
    found = cv2.warpPerspective(grey, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(found, dtype=np.uint8)


def _wider(quad: Quad, margin: float) -> Quad:
    across = (quad[1] - quad[0]) / max(1.0, float(np.linalg.norm(quad[1] - quad[0])))
    down = quad[3] - quad[0]
    reach = margin * float(np.linalg.norm(down))
    down = down / max(1.0, float(np.linalg.norm(down)))
    signs = ((-1, -1), (1, -1), (1, 1), (-1, 1))
    return np.stack([quad[i] + reach * (x * across + y * down) for i, (x, y) in enumerate(signs)]).astype(np.float32)


def grey_of(picture: Picture) -> NDArray[np.uint8]:
    """Luminance of an RGB picture."""
    return np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), dtype=np.uint8)


def by_width(crops: Sequence[Crop], most_pixels: int) -> list[list[int]]:
    """Indexes of crops in groups of like widths, each group with at most so many pixels when padded."""
    order = sorted(range(len(crops)), key=lambda index: crops[index].shape[1])
    groups: list[list[int]] = []
    for index in order:
        height, width = crops[index].shape
        if groups and (len(groups[-1]) + 1) * height * width <= most_pixels:
            groups[-1].append(index)
        else:
            groups.append([index])
    return groups
