"""The whole product as real processes on a home of its own."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
START_S = 120
SERVICES = {"postgres", "ledger", "ai", "notifier", "bff"}
"""They appear in the status as they are started, PostgreSQL first."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Product:
    """`heo run` in a process group of its own."""

    def __init__(self, home: Path, **settings: str) -> None:
        """Live in `home`; `settings` are further environment variables of all its processes."""
        self.home = home
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        self._env = {
            **os.environ,
            "HEO_HOME": str(home),
            "HEO_PORT": str(self.port),
            "PYTHONPATH": f"{ROOT}:{ROOT / 'gen'}",
            **settings,
        }
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until every service serves."""
        command = [sys.executable, "-m", "services.local", "run"]
        with (self.home.parent / "run.log").open("ab") as log:
            self._process = subprocess.Popen(
                command, env=self._env, cwd=ROOT, stdout=log, stderr=log, start_new_session=True
            )
        self.until_serving()

    def until_serving(self) -> None:
        """Wait until `heo status` says that all serve; fails loudly when they do not."""
        give_up = time.monotonic() + START_S
        while time.monotonic() < give_up:
            assert self._process is not None
            if self._process.poll() is not None:
                raise AssertionError(f"the run ended: {(self.home.parent / 'run.log').read_text()[-2000:]}")
            if {one["name"] for one in self.status()["services"] if one["state"] == "SERVING"} >= SERVICES:
                return
            time.sleep(0.2)
        raise AssertionError(f"not all serve: {self.status()}")

    def status(self) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(self.heo("status", "--json").stdout or '{"services": []}')
        return answer

    def pid(self, name: str) -> int:
        state = json.loads((self.home / "run" / "state.json").read_text())
        (pid,) = (one["pid"] for one in state["services"] if one["name"] == name)
        return int(pid)

    def kill_nine(self, name: str) -> None:
        os.kill(self.pid(name), signal.SIGKILL)

    def heo(self, *words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "services.local", *words]
        return subprocess.run(command, env=self._env, cwd=ROOT, capture_output=True, text=True, check=False)

    def stop(self) -> None:
        if self._process is None:
            return
        os.killpg(self._process.pid, signal.SIGINT)
        self._process.wait(timeout=30)


@contextmanager
def fresh_home() -> Iterator[Path]:
    """A folder for a home. Not tmp_path: another test run closes its parents to the user that PostgreSQL runs as."""
    with TemporaryDirectory(prefix="heo-home-") as folder:
        yield Path(folder) / "home"


@contextmanager
def running(**settings: str) -> Iterator[Product]:
    """A product in a fresh home, started for the block and stopped after it."""
    with fresh_home() as home:
        product = Product(home, **settings)
        try:
            product.start()
            yield product
        finally:
            product.stop()
