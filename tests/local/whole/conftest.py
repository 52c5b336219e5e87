"""The real `heo run` in a home of its own, as a person starts it."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import psutil
import pytest

from services.local.home import Home
from services.local.parts import ROOT
from tests.support.product import free_port, fresh_home

PATH = os.pathsep.join([str(ROOT), str(ROOT / "gen")])


@dataclass
class Heo:
    """One home and its commands."""

    home: Home
    port: int
    process: subprocess.Popen[str] | None = None

    def env(self) -> dict[str, str]:
        return {**os.environ, "PYTHONPATH": PATH, "HEO_HOME": str(self.home.root), "HEO_PORT": str(self.port)}

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "services.local", *arguments],
            env=self.env(), cwd="/", capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
        )  # fmt: skip

    def status(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.command("status", "--json").stdout)
        return found

    def pid(self, service: str) -> int:
        return next(int(one["pid"]) for one in self.status()["services"] if one["name"] == service)

    def start(self, *words: str) -> None:
        """Start and wait until it says where it is."""
        if self.process is not None and self.process.stdout is not None:
            self.process.stdout.close()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "services.local", "run", *words],
            env=self.env(), cwd="/", stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            start_new_session=True,
        )  # fmt: skip
        self.read_until("Heo is at")

    def read_until(self, word: str) -> list[str]:
        """Read what it says up to the line with `word`."""
        assert self.process is not None
        assert self.process.stdout is not None
        lines: list[str] = []
        for line in self.process.stdout:
            lines.append(line)
            if word in line:
                return lines
        raise AssertionError(f"it ended without saying {word!r}:\n{''.join(lines)}")

    def processes(self) -> list[psutil.Process]:
        assert self.process is not None
        parent = psutil.Process(self.process.pid)
        return [parent, *parent.children(recursive=True)]

    def stop(self) -> int:
        """Press Ctrl-C; hand back the exit status."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGINT)
        return self.process.wait(timeout=60)


@pytest.fixture(scope="session")
def make_heo() -> Iterator[Callable[[], Heo]]:
    """Make homes; whatever still runs at the end is killed."""
    made: list[Heo] = []
    with ExitStack() as homes:

        def make() -> Heo:
            made.append(Heo(Home(homes.enter_context(fresh_home())), free_port()))
            return made[-1]

        yield make
        for one in made:
            if one.process is not None:
                if one.process.poll() is None:
                    left = one.processes()
                    one.process.kill()
                    one.process.wait()
                    psutil.wait_procs(left, timeout=20)
                if one.process.stdout is not None:
                    one.process.stdout.close()


@pytest.fixture(scope="session")
def heo(make_heo: Callable[[], Heo]) -> Heo:
    """A running Heo that tests share and leave running."""
    one = make_heo()
    one.start()
    return one
