"""The models that come with Heo: each is as its config says, and what others made is named with its licence."""

import hashlib
from pathlib import Path

import pytest

from services.ai.inference.in_process import open_session
from services.ai.inference.repository import MODELS, Repository

NOTICE = Path("NOTICE").read_text(encoding="utf-8")
NAMES = ("asr_vi", "ocr_det", "ocr_vi", "vad")


def test_these_are_there() -> None:
    assert Repository().names() == list(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_each_has_the_tensors_that_its_config_names(name: str) -> None:
    folder = Repository().get(name)
    session = open_session(folder, threads=1)
    assert set(folder.inputs) == {tensor.name for tensor in session.get_inputs()}
    assert set(folder.outputs) <= {tensor.name for tensor in session.get_outputs()}


@pytest.mark.parametrize("name", ["ocr_det", "vad"])
def test_what_others_made_is_named(name: str) -> None:
    assert f"services/ai/models/{name}/1/model.onnx" in NOTICE


def test_the_detector_is_the_file_that_its_card_names() -> None:
    digest = hashlib.sha256((MODELS / "vad" / "1" / "model.onnx").read_bytes()).hexdigest()
    assert digest in (MODELS / "vad" / "MODEL_CARD.md").read_text(encoding="utf-8")
