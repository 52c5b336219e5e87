"""Where text is: DBNet's map of probabilities becomes quadrilaterals around runs of print.

After M. Liao et al., "Real-time Scene Text Detection with Differentiable Binarization", AAAI 2020: threshold, contour,
smallest rectangle, grown again by as much as training had shrunk it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from services.ai.inference.engine import Engine

MODEL = "ocr_det"
SHORT_SIDE = 960
"""Pixels of the short side of what the detector sees: print of a phone's photo of a bill is 12 to 40 of them high."""
LARGEST_TILE = 1_310_720
"""Pixels that the detector sees at once."""
OVERLAP = 96
"""Rows that two tiles share, so that no line of print is cut by both."""
LEAST_SIDE = 4
MOST_BOXES = 1000

Picture = NDArray[np.uint8]
Quad = NDArray[np.float32]
"""Four corners from the upper left clockwise, [4, 2], x before y."""


@dataclass(frozen=True, slots=True)
class DetectorSettings:
    """What the model's config says about pixels and probabilities."""

    mean: float = 0.5
    std: float = 0.5
    side_multiple: int = 32
    pixel_threshold: float = 0.3
    box_threshold: float = 0.5
    unclip_ratio: float = 1.6

    @classmethod
    def of(cls, parameters: Mapping[str, str]) -> "DetectorSettings":
        """Reads them; KeyError or ValueError when the config lacks one."""
        return cls(
            float(parameters["mean"]), float(parameters["std"]), int(parameters["side_multiple"]),
            float(parameters["pixel_threshold"]), float(parameters["box_threshold"]), float(parameters["unclip_ratio"]),
        )  # fmt: skip


class Detector:
    """Finds runs of print."""

    def __init__(self, engine: Engine, settings: DetectorSettings) -> None:
        """Run the model on `engine`."""
        self._engine = engine
        self._settings = settings

    async def detect(self, picture: Picture) -> list[Quad]:
        """The runs of an RGB picture [height, width, 3], in its pixels. EngineError when the model cannot be run."""
        scale = scale_for(*picture.shape[:2])
        seen = _resized(picture, scale)
        found: list[Quad] = []
        for top, bottom in tiles(seen.shape[0], seen.shape[1]):
            probabilities = await self._probabilities(seen[top:bottom])
            quads = quads_of(probabilities, self._settings)
            found = merged(found, [quad + np.array([0, top], np.float32) for quad in quads], top)
        return [quad / scale for quad in found[:MOST_BOXES]]

    async def _probabilities(self, tile: Picture) -> NDArray[np.float32]:
        """The map of one tile, as large as the tile."""
        many = self._settings.side_multiple
        height, width = tile.shape[:2]
        missing = ((0, -height % many), (0, -width % many), (0, 0))
        padded = np.pad(tile, missing, mode="edge") if height % many or width % many else tile
        values = (padded[..., ::-1].astype(np.float32) / 255 - self._settings.mean) / self._settings.std
        answer = await self._engine.infer(MODEL, {"x": np.ascontiguousarray(values.transpose(2, 0, 1)[None])})
        (found,) = answer.values()
        return np.asarray(found[0, 0, :height, :width], dtype=np.float32)


def scale_for(height: int, width: int) -> float:
    """By how much a page is scaled before detection: by its short side, never by its length, and never above twice."""
    return min(2.0, SHORT_SIDE / max(1, min(height, width))) if min(height, width) > SHORT_SIDE else 1.0


def tiles(height: int, width: int) -> list[tuple[int, int]]:
    """Bands of rows from top to bottom that overlap; one when the page is small enough."""
    most = max(4 * OVERLAP, LARGEST_TILE // max(1, width))
    if height <= most:
        return [(0, height)]
    count = -(-(height - OVERLAP) // (most - OVERLAP))
    step = -(-(height - OVERLAP) // count)
    return [(index * step, min(height, index * step + step + OVERLAP)) for index in range(count)]


def quads_of(probabilities: NDArray[np.float32], settings: DetectorSettings) -> list[Quad]:
    """The quadrilaterals of one map."""
    mask = (probabilities > settings.pixel_threshold).astype(np.uint8)
    contours, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    found = []
    for contour in contours[: 2 * MOST_BOXES]:
        if len(contour) < 4:
            continue
        (x, y), (width, height), angle = cv2.minAreaRect(contour)
        if (
            min(width, height) < LEAST_SIDE - 1
            or _mean_inside(probabilities, np.asarray(contour, np.int32)) < settings.box_threshold
        ):
            continue
        grown = width * height * settings.unclip_ratio / (2 * (width + height))
        corners = cv2.boxPoints(((x, y), (width + 2 * grown, height + 2 * grown), angle))
        found.append(_ordered(corners.astype(np.float32)))
    return found


def _mean_inside(probabilities: NDArray[np.float32], contour: NDArray[np.int32]) -> float:
    left, top, width, height = cv2.boundingRect(contour)
    inside = np.zeros((height, width), np.uint8)
    cv2.fillPoly(inside, [contour - np.array([left, top])], (1,))
    return float(cv2.mean(probabilities[top : top + height, left : left + width], inside)[0])


def _ordered(corners: NDArray[np.float32]) -> Quad:
    """Upper left, upper right, lower right, lower left, as the print lies when it is not upside down."""
    by_x = corners[np.argsort(corners[:, 0], kind="stable")]
    left = by_x[:2][np.argsort(by_x[:2, 1], kind="stable")]
    right = by_x[2:][np.argsort(by_x[2:, 1], kind="stable")]
    return np.stack([left[0], right[0], right[1], left[1]]).astype(np.float32)


def merged(before: Sequence[Quad], after: Sequence[Quad], border: int) -> list[Quad]:
    """The runs of two tiles; of a run that both see the one that is farther from the border counts."""
    if not before:
        return list(after)
    kept = list(before)
    for quad in after:
        twins = [index for index, other in enumerate(kept) if _same(other, quad)]
        if not twins:
            kept.append(quad)
        elif quad[:, 1].min() > border + 4:
            kept[twins[0]] = quad
    return kept


def _same(one: Quad, other: Quad) -> bool:
    """Whether two boxes cover each other by more than half of the smaller."""
    low, high = np.maximum(one.min(0), other.min(0)), np.minimum(one.max(0), other.max(0))
    if (high <= low).any():
        return False
    smaller = min(np.prod(one.max(0) - one.min(0)), np.prod(other.max(0) - other.min(0)))
    return bool(np.prod(high - low) > 0.5 * smaller)


def _resized(picture: Picture, scale: float) -> Picture:
    if scale == 1.0:
        return picture
    size = (max(1, round(picture.shape[1] * scale)), max(1, round(picture.shape[0] * scale)))
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
