"""What a supervised process is, and how long to wait before it is started again."""

import signal
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path


class State(Enum):
    """What a process of the run is doing."""

    STARTING = "STARTING"
    SERVING = "SERVING"
    WAITING = "WAITING"  # it ended by itself and is about to be started again
    STOPPED = "STOPPED"


@dataclass(frozen=True)
class Program:
    """How one process is started and stopped."""

    name: str
    command: tuple[str, ...]
    env: Mapping[str, str] = field(default_factory=dict)
    cwd: Path | None = None
    user: int | None = None
    group: int | None = None
    stop_signal: signal.Signals = signal.SIGTERM
    stop_seconds: float = 2.0
    """How long it may take to stop before it is killed."""


@dataclass(frozen=True)
class Backoff:
    """How long to wait before a restart, in seconds: doubling from `first` to `longest`."""

    first: float = 0.25
    longest: float = 15.0
    forgiven_after: float = 30.0
    """A process that ran this long starts again at `first`."""

    def delay(self, failures: int, ran_for: float) -> tuple[int, float]:
        """Count this end in; hand back (failures in a row, seconds to wait)."""
        row = 1 if ran_for >= self.forgiven_after else failures + 1
        return row, min(self.longest, self.first * 2 ** min(row - 1, 30))


def ending(code: int) -> str:
    """Say how a process ended: `code` is its exit status, or minus the signal that killed it."""
    if code >= 0:
        return f"ended with status {code}"
    try:
        return f"was killed by {signal.Signals(-code).name}"
    except ValueError:
        return f"was killed by signal {-code}"
