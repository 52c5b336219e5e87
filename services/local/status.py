"""`heo status`: each process asked for its health now, and the memory of the whole run."""

import asyncio
import json
import sys
from pathlib import Path
from typing import TypedDict

from services.local.health import grpc_serves, http_serves
from services.local.home import Home
from services.local.memory import family_pss_mb
from services.local.postgres.server import answers
from services.local.state import RunState, ServiceEntry

SERVING = "SERVING"
NOT_SERVING = "NOT_SERVING"


class ServiceStatus(TypedDict):
    """One process as programs see it."""

    name: str
    state: str
    pid: int | None
    restarts: int
    memory_pss_mb: float


class Status(TypedDict):
    """The run as programs see it. Memory counts the supervisor too."""

    services: list[ServiceStatus]
    memory_pss_mb: float


async def ask(home: Home, state: RunState) -> Status:
    """Ask every process at once."""
    serving = await asyncio.gather(*(serves(home, entry) for entry in state.services))
    return Status(
        services=[
            ServiceStatus(
                name=entry.name,
                state=SERVING if answer else entry.state if entry.state != SERVING else NOT_SERVING,
                pid=entry.pid,
                restarts=entry.restarts,
                memory_pss_mb=round(family_pss_mb(entry.pid), 1) if entry.pid else 0.0,
            )
            for entry, answer in zip(state.services, serving, strict=True)
        ],
        memory_pss_mb=round(family_pss_mb(state.supervisor), 1),
    )


async def serves(home: Home, entry: ServiceEntry) -> bool:
    """Ask one process the way it can be asked."""
    if entry.pid is None:
        return False
    if entry.target.startswith("http"):
        return await http_serves(entry.target)
    if entry.target:
        return await grpc_serves(entry.target)
    return await answers(home.postgres)


def current(home: Home) -> RunState | None:
    """Hand back the running run's state, or None when nothing runs."""
    return RunState.read(Path(home.run / "state.json")) if home.is_busy() else None


def show(home: Home, *, as_json: bool) -> int:
    """Print it; 0 when everything serves, 1 when not."""
    state = current(home)
    if state is None:
        print(
            json.dumps(Status(services=[], memory_pss_mb=0.0))
            if as_json
            else f"Heo is not running on {home.root}. Start it with ./heo run"
        )
        return 1
    status = asyncio.run(ask(home, state))
    print(json.dumps(status)) if as_json else table(state, status)
    return 0 if status["services"] and all(one["state"] == SERVING for one in status["services"]) else 1


def table(state: RunState, status: Status) -> None:
    """Draw it for a person, the states in colour on a terminal."""
    colours = {True: "\033[32m", False: "\033[31m"} if sys.stdout.isatty() else {True: "", False: ""}
    plain = "\033[0m" if sys.stdout.isatty() else ""
    print(f"{'process':<10}{'state':<13}{'pid':>8}{'restarts':>10}{'memory':>10}")
    for one in status["services"]:
        shown = f"{colours[one['state'] == SERVING]}{one['state']:<13}{plain}"
        memory = f"{one['memory_pss_mb']:.0f} MB"
        print(f"{one['name']:<10}{shown}{one['pid'] or '–':>8}{one['restarts']:>10}{memory:>10}")
    print(f"\n{state.url}   {status['memory_pss_mb']:.0f} MB in all")
