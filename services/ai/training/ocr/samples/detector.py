"""Where the detector of the model repository sees lines, and how they are cut out: as in service."""

from functools import cache
from pathlib import Path

import cv2
import numpy as np
import onnxruntime
from numpy.typing import NDArray

from services.ai.inference.repository import MODELS
from services.ai.print.detection import DetectorSettings, Quad, quads_of
from services.ai.training.ocr.samples.prepare import Grey
from services.ai.training.ocr.session import open_session

MODEL = Path(MODELS) / "ocr_det" / "1" / "model.onnx"
SETTINGS = DetectorSettings()


@cache
def _session() -> onnxruntime.InferenceSession:
    return open_session(MODEL)


def detect(photo: Grey) -> list[Quad]:
    """The lines in a grey picture, each as four corners in its pixels, upper left first and clockwise."""
    height, width = photo.shape
    many = SETTINGS.side_multiple
    size = tuple(max(many, round(side / many) * many) for side in (width, height))
    scaled = (cv2.resize(photo, size).astype(np.float32) / 255 - SETTINGS.mean) / SETTINGS.std
    (found,) = _session().run(["fetch_name_0"], {"x": np.repeat(scaled[None, None], 3, axis=1)})
    scale = np.array([width / size[0], height / size[1]], np.float32)
    return [quad * scale for quad in quads_of(found[0, 0], SETTINGS)]


def cut(photo: Grey, corners: Quad) -> Grey | None:
    """The upright line in those corners; None when nothing is left of it."""
    wide = round(float(max(_length(corners[1] - corners[0]), _length(corners[2] - corners[3]))))
    high = round(float(max(_length(corners[3] - corners[0]), _length(corners[2] - corners[1]))))
    if wide < 4 or high < 6:
        return None
    target = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32)
    turned = cv2.getPerspectiveTransform(corners, target)
    found = cv2.warpPerspective(photo, turned, (wide, high), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(found, np.uint8)


def _length(side: NDArray[np.float32]) -> float:
    return float(np.linalg.norm(side))
