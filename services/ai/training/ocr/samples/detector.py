"""Where the detector of the model repository sees lines, and how they are cut out; the same arithmetic as in service."""

from functools import cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from services.ai.training.ocr.export import open_session
from services.ai.training.ocr.samples.prepare import Grey

MODEL = Path(__file__).parents[3] / "models" / "ocr_det" / "1" / "model.onnx"
PIXEL_THRESHOLD, BOX_THRESHOLD, UNCLIP, MULTIPLE = 0.3, 0.5, 1.6, 32
SMALLEST_SIDE = 5
Corners = NDArray[np.float32]
"""[4, 2]: x, y of top left, top right, bottom right, bottom left."""


@cache
def _session() -> object:
    return open_session(MODEL)


def detect(photo: Grey) -> list[Corners]:
    """The lines in a grey picture, each as four corners in its pixels."""
    height, width = photo.shape
    size = (max(MULTIPLE, round(width / MULTIPLE) * MULTIPLE), max(MULTIPLE, round(height / MULTIPLE) * MULTIPLE))
    scaled = cv2.resize(photo, size).astype(np.float32) / 127.5 - 1
    (found,) = _session().run(["fetch_name_0"], {"x": np.repeat(scaled[None, None], 3, axis=1)})  # type: ignore[attr-defined]
    probability = found[0, 0]
    mask = (probability > PIXEL_THRESHOLD).astype(np.uint8)
    contours, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    scale = np.array([width / size[0], height / size[1]], np.float32)
    boxes = [_box(probability, np.asarray(contour)) for contour in contours]
    return [box * scale for box in boxes if box is not None]


def _box(probability: NDArray[np.float32], contour: NDArray[np.int32]) -> Corners | None:
    centre, (wide, high), angle = cv2.minAreaRect(contour)
    if min(wide, high) < 2:
        return None
    left, top, across, down = cv2.boundingRect(contour)
    inside = np.zeros((down, across), np.uint8)
    cv2.fillPoly(inside, [contour - np.array([left, top])], 1)
    score = cv2.mean(probability[top : top + down, left : left + across], inside)[0]
    if score < BOX_THRESHOLD:
        return None
    grown = 2 * wide * high * UNCLIP / (2 * (wide + high))
    if min(wide, high) + grown < SMALLEST_SIDE:
        return None
    return ordered(cv2.boxPoints((centre, (wide + grown, high + grown), angle)))


def ordered(points: NDArray[np.float32]) -> Corners:
    """Four corners, top left first, clockwise."""
    by_x = points[np.argsort(points[:, 0], kind="stable")]
    left = by_x[:2][np.argsort(by_x[:2, 1], kind="stable")]
    right = by_x[2:][np.argsort(by_x[2:, 1], kind="stable")]
    return np.array([left[0], right[0], right[1], left[1]], np.float32)


def cut(photo: Grey, corners: Corners) -> Grey | None:
    """The upright line in those corners; None when nothing is left of it."""
    wide = round(float(max(np.linalg.norm(corners[1] - corners[0]), np.linalg.norm(corners[2] - corners[3]))))
    high = round(float(max(np.linalg.norm(corners[3] - corners[0]), np.linalg.norm(corners[2] - corners[1]))))
    if wide < 4 or high < 6:
        return None
    target = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32)
    turned = cv2.getPerspectiveTransform(corners, target)
    return np.asarray(
        cv2.warpPerspective(photo, turned, (wide, high), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE),
        np.uint8,
    )
