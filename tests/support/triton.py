"""The real Triton server over a model repository, for tests."""

import socket
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from services.ai.triton.local import Ports, triton_server

START_SECONDS = 90


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running_triton(repository: Path, folder: Path) -> Iterator[str]:
    """The address of a server that is ready with all of `repository`'s models."""
    ports = Ports(free_port(), free_port())
    with triton_server(repository, folder, ports) as process:
        end = time.monotonic() + START_SECONDS
        while not _is_ready(ports.http):
            if process.poll() is not None or time.monotonic() > end:
                raise AssertionError((folder / "triton.log").read_text(encoding="utf-8", errors="replace")[-3000:])
            time.sleep(0.1)
        yield f"127.0.0.1:{ports.grpc}"


def _is_ready(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/v2/health/ready", timeout=1) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
