"""The model repository on the disk."""

from pathlib import Path

import pytest

from services.ai.inference.engine import EngineError, EngineUnavailableError
from services.ai.inference.repository import Repository, read_folder
from tests.ai.inference.models import put_doubler


def test_the_newest_version_and_what_the_config_says(tmp_path: Path) -> None:
    put_doubler(tmp_path)
    (tmp_path / "doubler" / "10").mkdir()
    (tmp_path / "doubler" / "10" / "model.onnx").write_bytes(b"newer")
    found = Repository(tmp_path).get("doubler")
    assert found.onnx.parent.name == "10"
    assert (found.inputs, found.outputs, found.most_rows) == (("x", "n"), ("y", "m"), 8)
    assert found.parameters == {"vocabulary": "tokens.txt"}
    assert found.file("vocabulary").read_text(encoding="utf-8") == "a\nb\n"


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    assert not repository.has("doubler")
    with pytest.raises(EngineUnavailableError, match="no such model"):
        repository.get("doubler")
    put_doubler(tmp_path)
    assert repository.has("doubler")
    assert repository.names() == ["doubler"]


def test_a_broken_config_is_said(tmp_path: Path) -> None:
    folder = put_doubler(tmp_path)
    (folder / "config.pbtxt").write_text("input { name: ", encoding="utf-8")
    with pytest.raises(EngineError, match=r"config\.pbtxt cannot be read"):
        read_folder(folder)


def test_a_parameter_leads_to_no_file_outside_of_the_model(tmp_path: Path) -> None:
    folder = put_doubler(tmp_path)
    (tmp_path / "secret.txt").write_text("x", encoding="utf-8")
    config = (folder / "config.pbtxt").read_text(encoding="utf-8")
    (folder / "config.pbtxt").write_text(config.replace("tokens.txt", "../secret.txt"), encoding="utf-8")
    with pytest.raises(EngineError, match="names no file"):
        read_folder(folder).file("vocabulary")
