"""What print says: grey lines of one height go through a CTC model in batches of like widths."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from services.ai.inference.engine import Engine
from services.ai.inference.padding import bucket
from services.ai.inference.repository import ModelFolder
from services.ai.print.crops import Crop, by_width

MODEL = "ocr_vi"
MOST_PIXELS = 640 * 1024
"""Pixels of a batch: about 60 MiB while the model runs."""
NUMERIC = frozenset("0123456789.,-+%/:xX()đ₫ ")


@dataclass(frozen=True, slots=True)
class RecognizerSettings:
    """What the model's config says about lines and classes."""

    charset: tuple[str, ...]
    """Class → letter; the blank is empty."""
    blank: int = 0
    height: int = 40
    width_bucket: int = 64
    padding_value: float = 0.0

    @classmethod
    def of(cls, folder: ModelFolder) -> "RecognizerSettings":
        """Reads them. KeyError, ValueError or EngineError when the config lacks one."""
        parameters: Mapping[str, str] = folder.parameters
        letters = folder.file("charset").read_text(encoding="utf-8").split("\n")
        return cls(
            ("", *letters[:-1]), int(parameters["blank"]), int(parameters["height"]), int(parameters["width_bucket"]),
            float(parameters["padding_value"]),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """What a crop says, and the mean probability of its letters, 0 to 1; "" and 0 when nothing is there."""

    text: str
    confidence: float


class Recognizer:
    """Reads crops."""

    def __init__(self, engine: Engine, settings: RecognizerSettings) -> None:
        """Run the model on `engine`."""
        self._engine = engine
        self._settings = settings
        allowed = [not letter or letter in NUMERIC for letter in settings.charset]
        self._numeric = np.where(np.array(allowed), 0.0, -1e9).astype(np.float32)

    @property
    def height(self) -> int:
        """Rows that a crop must have."""
        return self._settings.height

    async def read(self, crops: Sequence[Crop], *, numeric: bool = False) -> list[Line]:
        """What the crops say, in their order; `numeric` looks for numbers alone. EngineError when it cannot be run."""
        found = [Line("", 0.0)] * len(crops)
        for group in by_width(crops, MOST_PIXELS):
            widest = bucket(max(crops[index].shape[1] for index in group), self._settings.width_bucket)
            images = np.full((len(group), 1, self.height, widest), self._settings.padding_value, np.float32)
            for place, index in enumerate(group):
                images[place, 0, :, : crops[index].shape[1]] = (crops[index].astype(np.float32) + 1) / 256
            answer = await self._engine.infer(MODEL, {"images": images})
            for place, index in enumerate(group):
                found[index] = self._line(answer["log_probs"][place], numeric)
        return found

    def _line(self, log_probs: NDArray[np.float32], numeric: bool) -> Line:
        """Greedy CTC."""
        scores = log_probs + self._numeric if numeric else log_probs
        best = scores.argmax(axis=1)
        changes = np.empty(len(best), bool)
        changes[0], changes[1:] = True, best[1:] != best[:-1]
        columns = np.flatnonzero(changes & (best != self._settings.blank))
        if not len(columns):
            return Line("", 0.0)
        text = "".join(self._settings.charset[best[column]] for column in columns)
        sure = float(np.exp(log_probs[columns, best[columns]]).mean())
        return Line(" ".join(text.split()), sure)
