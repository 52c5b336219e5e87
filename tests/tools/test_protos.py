"""Drift and breaking changes of the contracts are found, in a repository made for the test."""

import subprocess
from pathlib import Path

import pytest

from tools import protos
from tools.protos import breaking, differing, previous_version

PROTO = 'syntax = "proto3";\npackage heo.type.v1;\nmessage Money {\n  int64 minor_units = 1;\n}\n'


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    (tmp_path / "protos/heo/type/v1").mkdir(parents=True)
    (tmp_path / "buf.yaml").write_text((protos.ROOT / "buf.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    git(tmp_path, "init", "-q", "-b", "main")
    return tmp_path


def git(root: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=t", "-c", "user.email=t@localhost", "-c", "commit.gpgsign=false"]
    done = subprocess.run(["git", "-C", str(root), *identity, *arguments], check=True, capture_output=True, text=True)
    return done.stdout.strip()


def commit(root: Path, proto: str, message: str = "change") -> str:
    write(root, proto)
    git(root, "add", "-A")
    git(root, "commit", "-q", "--allow-empty", "-m", message)
    return git(root, "rev-parse", "HEAD")


def write(root: Path, proto: str) -> None:
    (root / "protos/heo/type/v1/money.proto").write_text(proto, encoding="utf-8")


def test_the_first_version_breaks_nobody(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(repository, PROTO)
    assert breaking(repository) == 0
    commit(repository, PROTO)
    assert breaking(repository) == 0
    assert "no previous version" in capsys.readouterr().out


def test_uncommitted_and_committed_breaks_are_both_found(repository: Path, capfd: pytest.CaptureFixture[str]) -> None:
    commit(repository, PROTO)
    broken = PROTO.replace("int64", "string")
    write(repository, broken)
    assert breaking(repository) != 0
    commit(repository, broken)
    (repository / "README.md").touch()
    commit(repository, broken, "unrelated")
    assert breaking(repository) != 0
    assert "money.proto" in capfd.readouterr().out


def test_a_new_field_is_compatible(repository: Path) -> None:
    commit(repository, PROTO)
    commit(repository, PROTO.replace("}", "  string currency = 2;\n}"))
    assert breaking(repository) == 0


def test_a_fresh_clone_finds_the_previous_version(repository: Path, tmp_path: Path) -> None:
    first = commit(repository, PROTO)
    commit(repository, PROTO.replace("int64", "string"))
    git(repository, "clone", "-q", str(repository), str(tmp_path / "clone"))
    assert previous_version(tmp_path / "clone") == first
    assert breaking(tmp_path / "clone") != 0


def test_a_declared_break_begins_the_contract_anew(repository: Path) -> None:
    commit(repository, PROTO)
    commit(repository, PROTO.replace("int64", "string"), "Text instead\n\nBREAKING CHANGE: nobody used it")
    assert previous_version(repository) is None
    assert breaking(repository) == 0


def test_missing_changed_and_left_over_files_are_drift(tmp_path: Path) -> None:
    fresh, kept = tmp_path / "fresh", tmp_path / "kept"
    for folder, names in (
        (fresh, ("same.py", "changed.py", "missing.py")),
        (kept, ("same.py", "changed.py", "old.py")),
    ):
        folder.mkdir()
        for name in names:
            (folder / name).write_text(folder.name if name == "changed.py" else name, encoding="utf-8")
    (kept / "__pycache__").mkdir()
    (kept / "__pycache__" / "same.pyc").touch()
    assert differing(fresh, kept) == ["changed.py", "missing.py", "old.py"]
