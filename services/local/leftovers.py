"""Processes of an earlier run whose supervisor was killed: on their way out, and the next run waits for them."""

import os
import signal
import time
from pathlib import Path

from services.local.home import Home
from services.local.state import RunState

PATIENCE_SECONDS = 5.0
PAUSE_SECONDS = 0.05


def end(home: Home) -> None:
    """Wait until what the last run noted is gone; kill what does not go. Called with the home's lock held."""
    noted = RunState.read(home.run / "state.json")
    if noted is None:
        return
    pids = [(entry.pid, entry.name) for entry in noted.services if entry.pid is not None]
    deadline = time.monotonic() + PATIENCE_SECONDS
    while left := [pid for pid, name in pids if is_ours(pid, name)]:
        if time.monotonic() > deadline:
            for pid in left:
                os.kill(pid, signal.SIGKILL)
        time.sleep(PAUSE_SECONDS)


def is_ours(pid: int, name: str) -> bool:
    """Say whether process `pid` still is the service it was; numbers are used again by the system."""
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return False
    wanted = b"postgres" if name == "postgres" else f"services.{name}".encode()
    return any(part == wanted or part.endswith(b"/" + wanted) for part in command)
