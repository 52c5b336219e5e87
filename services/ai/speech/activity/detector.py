"""Speech is found by a model of the repository that hears a clip step by step, in one run or in many."""

import asyncio
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from services.ai.inference.engine import Engine
from services.ai.inference.repository import ModelFolder, Repository
from services.ai.speech.activity.model import Speech, speech_of
from services.ai.speech.features import SAMPLE_RATE, Samples

MODEL = "vad"
LOUD, MOST_GAIN = 0.3, 10.0
"""What has been quieter than this so far is heard louder, up to ten times: a voice across the table is a voice."""


class SpeechDetector:
    """Finds speech with `model` on an engine; the model is loaded when the first clip comes.

    Its first input is steps of sound, each with a little of what came before, the others what it remembers; its first
    output is how likely speech is in each step, the others what to remember. Its parameters say how long both are.
    """

    def __init__(self, engine: Engine, repository: Repository, model: str = MODEL) -> None:
        """Detect with `model` on `engine`."""
        self._engine, self._repository, self._model = engine, repository, model
        self._folder: ModelFolder | None = None

    async def detect(self, sound: Samples) -> Speech:
        """The speech in a whole clip. EngineUnavailableError, EngineError as the engine says."""
        return await self.follow().listen(sound, is_whole=True)

    def follow(self) -> "Following":
        """For a clip that grows."""
        return Following(self)

    async def folder(self) -> ModelFolder:
        """The model's folder."""
        if self._folder is None:
            self._folder = await asyncio.to_thread(self._repository.get, self._model)
        return self._folder

    async def run(self, steps: NDArray[np.float32], memory: Sequence[NDArray[Any]]) -> list[NDArray[Any]]:
        """How likely speech is in each step, and what to remember."""
        folder = await self.folder()
        inputs = dict(zip(folder.inputs, [steps, *memory], strict=True))
        outputs = await self._engine.infer(self._model, inputs)
        return [outputs[name] for name in folder.outputs]


class Following:
    """A clip that is still spoken: each step of it is heard once."""

    def __init__(self, detector: SpeechDetector) -> None:
        """Follow with `detector`."""
        self._detector = detector
        self._chances: NDArray[np.float32] = np.zeros(0, np.float32)
        self._memory: list[NDArray[Any]] = []
        self._loudest = 0.0

    async def listen(self, sound: Samples, *, is_whole: bool = False) -> Speech:
        """The speech in a clip as far as it has come; `is_whole` hears its last piece too, however short.

        Nothing has changed when it fails or is cancelled.
        """
        folder = await self._detector.folder()
        step, context = int(folder.parameters["step"]), int(folder.parameters["context"])
        count = (-(-len(sound) // step) if is_whole else len(sound) // step) - len(self._chances)
        if count > 0:
            steps = _steps(sound, len(self._chances), count, step, context)
            loudest = np.maximum.accumulate(np.maximum(np.abs(steps).max(axis=1), self._loudest))
            gain = np.clip(LOUD / np.maximum(loudest, 1e-6), 1.0, MOST_GAIN).astype(np.float32)
            memory = self._memory or [np.zeros(tuple(tensor.dims), np.float32) for tensor in folder.config.input[1:]]
            chances, *memory = await self._detector.run(steps * gain[:, None], memory)
            self._chances = np.concatenate([self._chances, chances.reshape(-1)])
            self._memory, self._loudest = memory, float(loudest[-1])
        return speech_of(self._chances, step * 1000 / SAMPLE_RATE)


def _steps(sound: Samples, first: int, count: int, step: int, context: int) -> NDArray[np.float32]:
    """[count, context + step] samples from step `first` on; zeros before the clip's beginning and after its end."""
    begin, end = first * step - context, (first + count) * step
    piece = np.pad(sound[max(0, begin) : end], (max(0, -begin), max(0, end - len(sound))))
    windows = np.lib.stride_tricks.sliding_window_view(piece, context + step)
    return np.ascontiguousarray(windows[::step], dtype=np.float32)
