"""A step is announced, timed, logged, and explained when it fails."""

import sys
from pathlib import Path

import pytest

from tools.install.steps import InstallError, Steps


def test_a_step_says_what_it_did_and_how_long(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = [sys.executable, "-c", "import os; print('fetched', os.environ['WHAT'])"]
    Steps(tmp_path, tmp_path / "logs").run("Web packages", command, "hint", {"WHAT": "all"})
    shown = capsys.readouterr()
    assert shown.out == ""
    assert [line[:14] for line in shown.err.splitlines()] == ["… Web packages", "✓ Web packages"]
    assert (tmp_path / "logs" / "web-packages.log").read_text(encoding="utf-8") == "fetched all\n"


def test_a_failure_shows_the_last_lines_the_hint_and_the_log(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "for n in range(100): print('line', n)\nraise SystemExit(3)"]
    with pytest.raises(InstallError) as failed:
        Steps(tmp_path, tmp_path / "logs").run("Python packages", command, "Is the network there?")
    said = str(failed.value)
    assert "line 99" in said
    assert "line 50" not in said
    assert f"Is the network there? The whole output: {tmp_path / 'logs' / 'python-packages.log'}" in said
