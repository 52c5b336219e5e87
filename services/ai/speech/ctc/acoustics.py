"""The acoustic model behind an engine: samples to log probabilities of tokens over time."""

import asyncio
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from services.ai.inference.engine import Engine
from services.ai.inference.padding import padded
from services.ai.inference.repository import ModelFolder
from services.ai.speech.ctc.config import config_of
from services.ai.speech.ctc.front_end import front_end_of
from services.ai.speech.ctc.vocabulary import read_vocabulary
from services.ai.speech.features import Samples

LogProbs = NDArray[np.float32]
"""[answers, tokens], natural logarithms."""

_INTEGERS = {"TYPE_INT64": np.int64, "TYPE_INT32": np.int32}


class Acoustics:
    """One model of the repository. Its config alone says what it takes, so that any CTC model may stand here."""

    def __init__(self, engine: Engine, folder: ModelFolder) -> None:
        """Hear with `folder`'s model on `engine`. EngineError when its config does not make sense."""
        self._engine = engine
        self._folder = folder
        self.config = config_of(folder)
        self.vocabulary = read_vocabulary(folder.file("vocabulary"), self.config.blank)
        self._front_end = front_end_of(self.config.front_end, folder.parameters)
        self._is_mel_first = folder.parameters.get("layout", "time_mel") == "mel_time"

    async def log_probs(self, sound: Samples) -> LogProbs:
        """The whole clip; a long one in pieces that overlap. EngineUnavailableError, EngineError as the engine says."""
        frames = await asyncio.to_thread(self._front_end, sound)
        pieces = _pieces(len(frames), *self.config.pieces, self.config.stride)
        heard = [await self._run(frames[begin:end]) for begin, end, _ in pieces]
        kept = []
        for (begin, end, (first, last)), answers in zip(pieces, heard, strict=True):
            stride = self.config.stride
            skip = (first - begin) // stride
            kept.append(answers[skip:] if last == end else answers[skip : skip + (last - first) // stride])
        return np.concatenate(kept) if kept else np.zeros((0, len(self.vocabulary.texts)), np.float32)

    async def _run(self, frames: NDArray[np.float32]) -> LogProbs:
        inputs = self._folder.config.input
        row = padded([frames], self.config.bucket or len(frames))
        if self._is_mel_first:
            row = row.transpose(0, 2, 1)
        tensors: dict[str, NDArray[Any]] = {inputs[0].name: np.ascontiguousarray(row)}
        if len(inputs) > 1:
            kind = _INTEGERS[self._type_name(inputs[1])]
            tensors[inputs[1].name] = np.array([len(frames)], kind)
        outputs = await self._engine.infer(self._folder.name, tensors)
        names = self._folder.outputs
        answers = outputs[names[0]][0]
        count = int(outputs[names[1]][0]) if len(names) > 1 else -(-len(frames) // self.config.stride)
        return _log_softmax(answers[:count])

    def _type_name(self, tensor: Any) -> str:
        return str(tensor.DESCRIPTOR.fields_by_name["data_type"].enum_type.values_by_number[tensor.data_type].name)


def _pieces(
    frames: int, longest: int, left: int, right: int, stride: int
) -> Sequence[tuple[int, int, tuple[int, int]]]:
    """(begin, end, (first, last)): run begin…end, keep first…last. One piece when the clip is short enough."""
    if not frames:
        return []
    if frames <= longest:
        return [(0, frames, (0, frames))]
    # Pieces begin where an answer begins, and where the model's own steps do, which are at most eight answers long.
    grid = stride * 8
    left, right = -(-left // grid) * grid, -(-right // grid) * grid
    step = max(grid, (longest - left - right) // grid * grid)
    found = []
    for first in range(0, frames, step):
        last = min(first + step, frames)
        found.append((max(0, first - left), min(frames, last + right), (first, last)))
    return found


def _log_softmax(scores: NDArray[Any]) -> LogProbs:
    """Log probabilities of scores; of log probabilities, themselves."""
    shifted = scores.astype(np.float32) - scores.max(axis=-1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True)), dtype=np.float32)
