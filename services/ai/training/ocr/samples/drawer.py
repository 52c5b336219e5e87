"""Draws shards in a process of its own, while the network learns from those before."""

import os
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from types import TracebackType

from services.ai.training.ocr.samples import shards
from services.ai.training.ocr.samples.shards import Shard
from services.ai.training.ocr.settings import TrainingSettings

GENTLER = 5
"""By how much the drawing gives way to the learning."""


class Drawer:
    """Draws shards ahead in a process of its own, which gives way to the learning."""

    def __init__(self, settings: TrainingSettings, folder: Path) -> None:
        self._settings = settings
        self._folder = folder
        self._pool = ProcessPoolExecutor(1, get_context("spawn"), initializer=os.nice, initargs=(GENTLER,))
        self._drawn: dict[int, Future[Path]] = {}

    def shard(self, number: int) -> Shard:
        """The shard, waiting for it where needed; the next ones are ordered."""
        for wanted in range(number, number + 1 + self._settings.ahead):
            self._order(wanted)
        return shards.read(self._drawn[number].result())

    def forget(self, number: int) -> None:
        """Delete a shard that is used up."""
        self._drawn.pop(number, None)
        self._path(number).unlink(missing_ok=True)

    def __enter__(self) -> "Drawer":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop drawing; what is half drawn is dropped."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _order(self, number: int) -> None:
        if number not in self._drawn:
            here = self._settings
            pages = here.page_share if number >= here.pages_from else 0.0
            gentle = here.gentle_share if number >= here.gentle_until else here.first_gentle_share
            arguments = (self._path(number), here.seed, number, here.shard_lines, pages, gentle)
            self._drawn[number] = self._pool.submit(shards.write, *arguments)

    def _path(self, number: int) -> Path:
        return self._folder / f"{self._settings.seed}-{number:05d}.npz"
