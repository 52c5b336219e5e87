"""What the whole way from a file to a bill makes of a picture: decoded in a child process, found, read, added up."""

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import psutil

from services.ai.bills.extraction import Reader
from services.ai.bills.model import Bill, BillField, PictureKind
from services.ai.bills.reading import BillReader
from services.ai.inference.in_process import InProcessEngine
from services.ai.inference.repository import Repository
from services.ai.pictures.decoder import Decoder
from services.ai.print import detection, recognition
from services.ai.print.detection import Detector, DetectorSettings
from services.ai.print.page import PageReader
from services.ai.print.recognition import Recognizer, RecognizerSettings

TODAY = date(2026, 12, 31)
THREADS = 2
Told = Callable[[int, int], None]


@dataclass(frozen=True)
class Outcome:
    """What was said of one picture."""

    bills: tuple[Bill, ...]
    seconds: float
    resident_bytes: int
    """Memory of this process after it."""

    @property
    def first(self) -> Bill | None:
        """The bill that counts; None for "no bill"."""
        return next((bill for bill in self.bills if bill.kind is not PictureKind.NONE), None)

    @property
    def total(self) -> int | None:
        """The first bill's total, in minor units of its currency."""
        return self.first.amount(BillField.TOTAL) if self.first else None

    @property
    def verified(self) -> bool:
        """Whether the bill says that its arithmetic proves it."""
        return self.first is not None and self.first.verified


def read_files(files: Sequence[Path], currency: str = "VND", told: Told = lambda done, of: None) -> list[Outcome]:
    """The outcomes, in order, one after the other."""
    return asyncio.run(_read(files, currency, told))


async def _read(files: Sequence[Path], currency: str, told: Told) -> list[Outcome]:
    repository = Repository()
    engine = InProcessEngine(repository, THREADS)
    detector = Detector(engine, DetectorSettings.of(repository.get(detection.MODEL).parameters))
    recognizer = Recognizer(engine, RecognizerSettings.of(repository.get(recognition.MODEL)))
    reader = BillReader(PageReader(detector, recognizer))
    decoder = Decoder()
    outcomes: list[Outcome] = []
    for index, file in enumerate(files):
        started = time.monotonic()
        pages = await decoder.decode(file.read_bytes())
        found = await reader.read(pages, Reader(currency, TODAY))
        spent = time.monotonic() - started
        outcomes.append(Outcome(found.bills, spent, psutil.Process().memory_info().rss))
        told(index + 1, len(files))
    await engine.close()
    return outcomes
