"""Crops that a household let be kept and whose texts it confirmed: `<id>.png` beside `<id>.txt`.

They lie in the household's own home and nowhere else; deleting the folder is opting out, and nothing else remembers
them but a model that was tuned with them, which is deleted with them (`forget`).
"""

import shutil
import zlib
from pathlib import Path

import cv2
import numpy as np

from services.ai.training.ocr.alphabet import readable
from services.ai.training.ocr.samples.prepare import to_height
from services.ai.training.ocr.samples.shards import Sample, fits

HELD_OUT_OF = 5
"""Every fifth crop is measured with and never learnt from."""


def read(folder: Path) -> tuple[list[Sample], list[Sample]]:
    """(to learn from, to measure with), decided by each crop's bytes, so that a crop never changes sides.

    Files that are no picture, empty texts and texts too long for their picture are passed over.
    """
    learnt: list[Sample] = []
    held: list[Sample] = []
    for text_file in sorted(folder.glob("*.txt")):
        text = readable(text_file.read_text(encoding="utf-8", errors="replace"))
        picture = text_file.with_suffix(".png")
        data = np.frombuffer(picture.read_bytes(), np.uint8) if picture.exists() else np.zeros(0, np.uint8)
        grey = cv2.imdecode(data, cv2.IMREAD_GRAYSCALE) if data.size else None
        if not text or grey is None or min(grey.shape) < 4:
            continue
        line = to_height(np.asarray(grey, np.uint8))
        if fits(text, line.shape[1]):
            side = held if zlib.crc32(data.tobytes()) % HELD_OUT_OF == 0 else learnt
            side.append((line, text))
    return learnt, held


def forget(folder: Path, tuned_model: Path) -> None:
    """Opting out: the crops and the model that learnt from them are deleted; Heo's own model is served again."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.rmtree(tuned_model, ignore_errors=True)
