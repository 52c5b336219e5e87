"""`heo run` from the person's side: settings read, refusals said in a sentence."""

import asyncio
import os
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext, suppress
from pathlib import Path

from services.local.home import HomeBusyError
from services.local.migrations import MigrationError
from services.local.parts import Front
from services.local.ports import PortTakenError
from services.local.run import Run
from services.local.settings import RunSettings, SettingError
from services.local.supervision.service import StartError

Say = Callable[[str], None]


def show(*, lan: bool, certificate: Path | None, key: Path | None) -> int:
    """Run Heo until Ctrl-C; 1 when it cannot start, 2 when a setting is wrong."""
    try:
        settings = RunSettings.of(os.environ, lan=lan, certificate=certificate, key=key)
        with settings.home.locked(), front_of(settings) as front:
            asyncio.run(stay(settings, front))
    except SettingError as wrong:
        print(f"heo: {wrong}", file=sys.stderr)
        return 2
    except (HomeBusyError, PortTakenError, StartError, MigrationError, PermissionError) as refused:
        print(f"heo: {refused}", file=sys.stderr)
        return 1
    return 0


async def stay(settings: RunSettings, front: Front) -> None:
    """Run inside of a loop."""
    await Run(settings, front, tell).until_stopped()


def front_of(settings: RunSettings) -> AbstractContextManager[Front]:
    """Choose where browsers meet Heo: this machine alone, or the home network."""
    if settings.lan:
        from services.local.lan import network
        from services.mesh.clock import SystemClock

        return network.front(settings, SystemClock().now(), tell)
    origin = f"http://localhost:{settings.port}"
    return nullcontext(Front("127.0.0.1", settings.port, f"{origin}/", (origin,)))


def tell(sentence: str) -> None:
    """Say something at once, also into a pipe; when nobody listens any more (a closed terminal), go on without."""
    with suppress(OSError):
        print(sentence, flush=True)
