"""The real product, started as a person starts it: in a home of its own, on a free port."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STOP_SECONDS = 30


@dataclass(frozen=True)
class Product:
    """A running Heo."""

    port: int
    process: subprocess.Popen[str]

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"


@contextmanager
def running(home: Path) -> Iterator[Product]:
    """Start Heo in `home`, wait until it says where it is, and stop it in the end."""
    port = _free_port()
    env = {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'gen'}", "HEO_HOME": str(home), "HEO_PORT": str(port)}
    said = home.with_suffix(".log")
    with said.open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "services.local", "run"],
            env=env, cwd=ROOT, stdout=subprocess.PIPE, stderr=log, text=True, start_new_session=True,
        )  # fmt: skip
        try:
            _until_it_serves(process, said)
            yield Product(port, process)
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGINT)
            process.communicate(timeout=STOP_SECONDS)


def _until_it_serves(process: subprocess.Popen[str], said: Path) -> None:
    assert process.stdout is not None
    lines = []
    for line in process.stdout:
        lines.append(line)
        if "Heo is at" in line:
            return
    raise AssertionError(f"Heo ended without serving:\n{''.join(lines)}{said.read_text()}")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])
