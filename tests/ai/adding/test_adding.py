"""Adding a model: from a folder or an archive, with its hash, and nothing half."""

import hashlib
import io
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from services.ai.adding.archive import AddingError
from services.ai.adding.service import add
from tests.ai.speech.beeps import put_beep_model
from tests.ai.speech.plug_ins.models import put_model

ROOT = Path(__file__).parents[3]


def hash_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Somebody's model."""
    return put_model(tmp_path / "theirs", "wave", "stronger")


@pytest.fixture
def models(tmp_path: Path) -> Path:
    return tmp_path / "home" / "models"


def archived(folder: Path, kind: str) -> Path:
    file = folder.parent / f"stronger.{kind}"
    if kind == "zip":
        with zipfile.ZipFile(file, "w") as out:
            for path in folder.rglob("*"):
                out.write(path, path.relative_to(folder.parent))
    else:
        with tarfile.open(file, "w:gz" if kind.endswith("gz") else "w") as out:
            out.add(folder, folder.name)
    return file


@pytest.mark.parametrize("kind", ["folder", "tar", "tar.gz", "zip"])
def test_a_model_is_added_from_anything_that_holds_one(folder: Path, models: Path, kind: str) -> None:
    source = folder if kind == "folder" else archived(folder, kind)
    sha256 = hash_of(folder / "1" / "model.onnx" if kind == "folder" else source)
    place = add(str(source), sha256, models)
    assert place == models / "stronger"
    assert {path.relative_to(place) for path in place.rglob("*")} == {
        path.relative_to(folder) for path in folder.rglob("*")
    }
    with pytest.raises(AddingError, match="is there"):
        add(str(source), sha256, models)
    assert add(str(source), sha256, models, name="other").name == "other"
    assert sorted(path.name for path in models.iterdir()) == ["other", "stronger"]


def test_another_hash_adds_nothing(folder: Path, models: Path) -> None:
    with pytest.raises(AddingError, match="SHA-256"):
        add(str(archived(folder, "tar")), "0" * 64, models)
    assert list(models.iterdir()) == []


@pytest.mark.parametrize(
    ("file", "content", "why"),
    [
        ("config.pbtxt", 'name: "x" input {', "cannot be read"),
        ("1/model.onnx", None, "no such model"),
        ("vocab.json", "[]", "no vocabulary"),
        ("vocab.json", None, "names no file"),
    ],
)
def test_a_model_that_would_not_hear_is_not_added(
    folder: Path, models: Path, file: str, content: str | None, why: str
) -> None:
    if content is None:
        (folder / file).unlink()
    else:
        (folder / file).write_text(content, encoding="utf-8")
    archive = archived(folder, "tar")
    with pytest.raises(AddingError, match=why):
        add(str(archive), hash_of(archive), models)
    assert list(models.iterdir()) == []


def test_tensors_that_are_not_there_are_told(folder: Path, models: Path) -> None:
    config = (folder / "config.pbtxt").read_text(encoding="utf-8")
    (folder / "config.pbtxt").write_text(config.replace('"logits"', '"answers"'), encoding="utf-8")
    with pytest.raises(AddingError, match="answers"):
        add(str(folder), hash_of(folder / "1" / "model.onnx"), models)


def test_an_archive_writes_nothing_outside_and_brings_no_links(folder: Path, models: Path, tmp_path: Path) -> None:
    escaping = tmp_path / "escaping.tar"
    with tarfile.open(escaping, "w") as out:
        member = tarfile.TarInfo("../../../escaped")
        member.size = 1
        out.addfile(member, io.BytesIO(b"x"))
    with pytest.raises(AddingError, match="outside"):
        add(str(escaping), hash_of(escaping), models)
    assert not list(tmp_path.rglob("escaped"))
    (folder / "secret").symlink_to("/etc/passwd")
    linked = archived(folder, "tar")
    assert not (add(str(linked), hash_of(linked), models) / "secret").exists()
    hashed = hash_of(folder / "1" / "model.onnx")
    assert not (add(str(folder), hashed, models, name="other") / "secret").exists()


@pytest.mark.parametrize("source", ["http://example.org/a.tar", "file:///etc/passwd", "/nowhere/a.tar"])
def test_other_sources_are_refused(source: str, models: Path) -> None:
    with pytest.raises(AddingError):
        add(source, "0" * 64, models)


def test_the_command_adds_and_lists(tmp_path: Path) -> None:
    folder = put_beep_model(tmp_path / "theirs")
    sha256 = hash_of(folder / "1" / "model.onnx")
    command = [sys.executable, "-m", "services.local", "models"]
    env = {**os.environ, "HEO_HOME": str(tmp_path / "home")}

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([*command, *words], cwd=ROOT, env=env, capture_output=True, text=True, check=False)

    done = run("add", str(folder), "--sha256", sha256)
    assert done.returncode == 0, done.stderr
    assert "HEO_AI_SPEECH_MODEL=beeps" in done.stdout
    assert {"beeps", "asr_vi"} <= set(run("list").stdout.split())
    failed = run("add", str(folder), "--sha256", "0" * 64)
    assert (failed.returncode, failed.stdout) == (1, "")
    assert "SHA-256" in failed.stderr
