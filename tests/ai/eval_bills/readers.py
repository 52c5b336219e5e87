"""Who reads single lines: Heo, Tesseract and RapidOCR, each given the same cut of the same picture."""

import asyncio
import io
import os
import shutil
import subprocess
from collections.abc import Sequence
from typing import Any, Protocol

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from services.ai.inference.in_process import InProcessEngine
from services.ai.inference.repository import Repository
from services.ai.print.crops import crop_of
from services.ai.print.recognition import MODEL, Recognizer, RecognizerSettings

Cut = NDArray[np.uint8]
"""A grey line, upright."""
TALL = 64
"""Rows that Tesseract gets: it reads best when letters are about 30 pixels high."""


class LineReader(Protocol):
    """Reads lines."""

    name: str

    def read(self, lines: Sequence[Cut]) -> list[str]:
        """What each says."""


class Heo:
    """The model that is served, fed as it is in service."""

    name = "Heo"

    def __init__(self) -> None:
        folder = Repository().get(MODEL)
        self._reader = Recognizer(InProcessEngine(), RecognizerSettings.of(folder))

    def read(self, lines: Sequence[Cut]) -> list[str]:
        crops = [_whole(line, self._reader.height) for line in lines]
        return [line.text for line in asyncio.run(self._reader.read(crops))]


def _whole(line: Cut, height: int) -> Cut:
    down, across = line.shape
    corners = np.array([[0, 0], [across, 0], [across, down], [0, down]], np.float32)
    return crop_of(line, corners, height)


class Tesseract:
    """Tesseract 5 with its Vietnamese model, a line at a time."""

    name = "Tesseract vie"

    def read(self, lines: Sequence[Cut]) -> list[str]:
        program = shutil.which("tesseract")
        if program is None:
            raise SystemExit("✗ Tesseract is not installed: apt-get install tesseract-ocr tesseract-ocr-vie.")
        return [self._one(program, line) for line in lines]

    def _one(self, program: str, line: Cut) -> str:
        picture = Image.fromarray(line)
        picture = picture.resize((max(8, round(line.shape[1] * TALL / line.shape[0])), TALL), Image.Resampling.BICUBIC)
        framed = io.BytesIO()
        ImageOps.expand(picture, 12, fill=int(np.percentile(line, 90))).save(framed, "PNG")
        done = subprocess.run(
            [program, "stdin", "stdout", "-l", "vie", "--psm", "7"],
            input=framed.getvalue(), capture_output=True, check=True, env=os.environ | {"OMP_THREAD_LIMIT": "1"},
        )  # fmt: skip
        return done.stdout.decode("utf-8", "replace").strip()


class RapidOcr:
    """RapidOCR's own recogniser; its letters lack most of the Vietnamese ones."""

    name = "RapidOCR"

    def __init__(self) -> None:
        from rapidocr import RapidOCR

        self._engine: Any = RapidOCR(
            params={"EngineConfig.onnxruntime.intra_op_num_threads": 1, "Global.log_level": "error"}
        )

    def read(self, lines: Sequence[Cut]) -> list[str]:
        return [self._one(line) for line in lines]

    def _one(self, line: Cut) -> str:
        found = self._engine(cv2.cvtColor(line, cv2.COLOR_GRAY2BGR), use_det=False, use_cls=False, use_rec=True)
        return str(found.txts[0]) if found.txts else ""
