"""What README shows is true: its commands exist and take these words, its links lead somewhere."""

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
COMMANDS = [line.split("#")[0].strip() for block in BLOCKS for line in block.splitlines()]
BAD_ARGUMENTS = 2


def shell(command: str, home: Path) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "HEO_HOME": str(home / "home")}
    return subprocess.run(
        ["bash", "-c", command], cwd=ROOT, env=env, capture_output=True, text=True, check=False,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip


def test_it_starts_with_the_two_commands() -> None:
    assert COMMANDS[:2] == ["make run", "make test"]


@pytest.mark.parametrize("command", [one for one in COMMANDS if one.startswith("make ")])
def test_each_target_exists(command: str, tmp_path: Path) -> None:
    assert shell(command.replace("make", "make --dry-run"), tmp_path).returncode == 0


@pytest.mark.parametrize("command", [one for one in COMMANDS if one.startswith("./heo ")])
def test_each_command_takes_these_words(command: str, tmp_path: Path) -> None:
    done = shell(command.replace("heo-backup.tar", str(tmp_path / "heo-backup.tar")), tmp_path)
    assert done.returncode != BAD_ARGUMENTS, done.stderr
    if " say " in command:
        (draft,) = json.loads(done.stdout)["drafts"]
        assert (draft["kind"], draft["amount"], draft["currency"]) == ("expense", 45_000, "VND")


def test_each_link_leads_somewhere() -> None:
    targets = re.findall(r"\]\(([^)#:]+)\)", README)
    assert len(targets) >= 5
    assert [target for target in targets if not (ROOT / target).exists()] == []
