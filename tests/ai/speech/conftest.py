"""Recognisers over the model that hears tones."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from services.ai.inference.in_process import InProcessEngine
from services.ai.inference.repository import Repository
from services.ai.speech.ctc.recognizer import CtcRecognizer
from tests.ai.speech.beeps import put_beep_model, put_detector


@pytest.fixture(scope="session")
def beep_models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model repository with the model "beeps" and a detector to which tones are speech."""
    root = tmp_path_factory.mktemp("models")
    put_beep_model(root)
    put_detector(root)
    return root


@pytest.fixture
async def beeps(beep_models: Path) -> AsyncIterator[CtcRecognizer]:
    """A recogniser of tones in this process."""
    repository = Repository(beep_models)
    recognizer = CtcRecognizer(InProcessEngine(repository), repository, "beeps")
    yield recognizer
    await recognizer.close()
