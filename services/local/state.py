"""What a run tells others about itself: a small file in HEO_HOME/run, replaced whole at each change."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class ServiceEntry:
    """One process of the run."""

    name: str
    pid: int | None
    state: str
    restarts: int
    target: str
    """Where its health is asked: unix:/path, or an http(s) address; empty for PostgreSQL."""


@dataclass(frozen=True)
class RunState:
    """The run: its supervisor, its address, its processes in starting order."""

    supervisor: int
    url: str
    services: tuple[ServiceEntry, ...]

    def write(self, path: Path) -> None:
        """Replace the file at once, so that no reader meets half of it."""
        fresh = path.with_suffix(".new")
        fresh.write_text(json.dumps(asdict(self)), encoding="utf-8")
        fresh.replace(path)

    @staticmethod
    def read(path: Path) -> "RunState | None":
        """Hand back what the last run wrote, or None."""
        try:
            found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        except (FileNotFoundError, json.JSONDecodeError):
            return None
        entries = tuple(ServiceEntry(**entry) for entry in found["services"])
        return RunState(found["supervisor"], found["url"], entries)
