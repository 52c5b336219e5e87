"""One step of an installation: said before, timed, its output kept, its failure explained."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

TAIL_LINES = 20
QUIET_SECONDS = 15


class InstallError(Exception):
    """An installation cannot go on; the message says what happened and what to do."""


class Steps:
    """Runs commands in `root`, shows how long each has taken, and keeps what each printed under `logs`."""

    def __init__(self, root: Path, logs: Path) -> None:
        self._root = root
        self._logs = logs

    def run(self, title: str, command: Sequence[str], hint: str, env: Mapping[str, str] | None = None) -> None:
        """Run `command`; raises InstallError with the last lines of its output and `hint` when it fails."""
        self._logs.mkdir(parents=True, exist_ok=True)
        log = self._logs / f"{title.lower().replace(' ', '-')}.log"
        say(f"… {title}")
        started = time.monotonic()
        with log.open("wb") as output:
            process = subprocess.Popen(
                command, cwd=self._root, env={**os.environ, **(env or {})}, stdout=output, stderr=subprocess.STDOUT
            )
            code = watch(process, title, log, started)
        if code != 0:
            lines = log.read_text(encoding="utf-8", errors="replace").splitlines()[-TAIL_LINES:]
            raise InstallError("\n".join([*lines, f"✗ {title} failed. {hint} The whole output: {log}"]))
        say(f"✓ {title} ({time.monotonic() - started:.0f} s)")


def watch(process: subprocess.Popen[bytes], title: str, log: Path, started: float) -> int:
    """Wait for `process`: every second on a terminal, now and then in a log, say that it still runs."""
    pause = 1 if sys.stderr.isatty() else QUIET_SECONDS
    while True:
        try:
            return process.wait(timeout=pause)
        except subprocess.TimeoutExpired:
            line = f"  {title}: {time.monotonic() - started:.0f} s  {last_line(log)}"
            say(f"{line[:110]:<110}", end="\r" if sys.stderr.isatty() else "\n")
        except KeyboardInterrupt:
            process.terminate()
            process.wait()
            raise


def last_line(log: Path) -> str:
    """Hand back the newest line of a growing log, or nothing."""
    with log.open("rb") as file:
        file.seek(max(0, log.stat().st_size - 400))
        lines = file.read().decode("utf-8", errors="replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "")


def say(text: str, end: str = "\n") -> None:
    """Show a line at once, on standard error: standard output belongs to the command that follows."""
    print(text, end=end, file=sys.stderr, flush=True)
