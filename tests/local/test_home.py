"""HEO_HOME: where data lies, and that one run holds it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from services.local.home import LONGEST_SOCKET_PATH, Home, HomeBusyError


def test_heo_home_is_taken_from_the_environment_or_the_persons_folder() -> None:
    assert Home.from_env({"HEO_HOME": "/data/heo"}).root == Path("/data/heo")
    assert Home.from_env({}).root == Path.home() / ".heo"


def test_folders_are_closed_to_others(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    home.prepare()
    assert {path.stat().st_mode & 0o777 for path in (home.root, home.keys, home.logs, home.sockets)} == {0o700}


def test_a_second_run_is_refused_with_the_first_ones_process(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    with home.locked():
        assert home.is_busy()
        with pytest.raises(HomeBusyError, match=rf"already runs on .*home \(process {os.getpid()}\)"), home.locked():
            pass
    assert not home.is_busy()


def test_the_lock_of_a_killed_process_is_free_again(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    held = f"""
import os, signal
from pathlib import Path
from services.local.home import Home
with Home(Path({str(home.root)!r})).locked():
    os.kill(os.getpid(), signal.SIGKILL)
"""
    subprocess.run(
        [sys.executable, "-c", held], check=False, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    )
    with home.locked():
        assert home.is_busy()


def test_a_deep_home_keeps_its_sockets_in_a_short_folder(tmp_path: Path) -> None:
    home = Home(tmp_path / ("deep" * 40))
    assert len(str(home.sockets / "notifier.sock")) < LONGEST_SOCKET_PATH
    assert home.sockets == Home(home.root).sockets
    assert home.sockets != Home(tmp_path / ("other" * 40)).sockets
    home.prepare()
    home.sockets.rmdir()
