"""The launcher's words: what it refuses, and how."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from services.local.cli import main


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "COMMAND"),
        (["fly"], "invalid choice: 'fly'"),
        (["logs", "nobody"], "invalid choice: 'nobody'"),
        (["backup"], "FILE"),
        (["status", "--yaml"], "--yaml"),
    ],
)
def test_a_wrong_word_is_a_sentence_and_status_2(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    assert said in capsys.readouterr().err


def test_a_wrong_port_is_a_sentence_and_status_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HEO_HOME", str(tmp_path))
    monkeypatch.setenv("HEO_PORT", "eighty")
    assert main(["run"]) == 2
    assert capsys.readouterr().err == "heo: HEO_PORT is a number from 1 to 65534, not 'eighty'\n"


@pytest.fixture
def quiet_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HEO_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def test_status_of_nothing_is_json_too(quiet_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", "--json"]) == 1
    assert json.loads(capsys.readouterr().out) == {"services": [], "memory_pss_mb": 0.0}
    assert main(["status"]) == 1
    assert f"not running on {quiet_home}" in capsys.readouterr().out


def test_verify_without_a_ledger_says_how_to_start_it(quiet_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify"]) == 3
    assert "Start it with ./heo run" in capsys.readouterr().err
    assert not quiet_home.exists()


def test_logs_of_nothing_say_so(quiet_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["logs"]) == 1
    assert f"nothing was logged yet in {quiet_home / 'logs'}" in capsys.readouterr().err


def test_logs_show_the_last_lines_of_one_process(quiet_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (quiet_home / "logs").mkdir(parents=True)
    (quiet_home / "logs" / "ledger.log").write_text("one\ntwo\nthree\n", encoding="utf-8")
    (quiet_home / "logs" / "ai.log").write_text("other\n", encoding="utf-8")
    assert main(["logs", "ledger", "-n", "2"]) == 0
    assert capsys.readouterr().out == "two\nthree\n"
    assert main(["logs", "-n", "1"]) == 0
    assert capsys.readouterr().out == "ledger    three\nai        other\n"


def test_the_command_loads_no_library_before_it_knows_the_word() -> None:
    heavy = "grpc", "psycopg", "sqlalchemy", "cryptography", "rich", "pydantic"
    script = f"import sys, services.local.cli; print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": ":".join(sys.path)},
    )
    assert done.stdout.strip() == "[]"
