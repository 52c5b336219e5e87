"""The reader of bills over an engine and its model repository."""

from functools import cached_property

from services.ai.bills.reading import BillReader
from services.ai.inference.engine import Engine
from services.ai.inference.repository import Repository
from services.ai.print import detection, recognition
from services.ai.print.detection import Detector, DetectorSettings
from services.ai.print.page import PageReader
from services.ai.print.recognition import Recognizer, RecognizerSettings


class _LazyPageReader(PageReader):
    """Reads the models' configs when the first page comes."""

    def __init__(self, engine: Engine, repository: Repository) -> None:
        self._engine = engine
        self._repository = repository

    @cached_property
    def _detector(self) -> Detector:  # type: ignore[override]
        settings = DetectorSettings.of(self._repository.get(detection.MODEL).parameters)
        return Detector(self._engine, settings)

    @cached_property
    def _recognizer(self) -> Recognizer:  # type: ignore[override]
        return Recognizer(self._engine, RecognizerSettings.of(self._repository.get(recognition.MODEL)))


def open_bill_reader(engine: Engine, repository: Repository) -> BillReader:
    """Reads with the models of `repository` on `engine`; nothing is loaded before the first page."""
    return BillReader(_LazyPageReader(engine, repository))
