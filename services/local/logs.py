"""`heo logs`: the last lines of each process's log, and on request what is written from now on."""

import sys
import time
from collections import deque
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import TextIO

from services.local.home import Home

PAUSE_SECONDS = 0.3


def show(home: Home, services: Sequence[str], lines: int, follow: bool) -> int:
    """Print the last `lines` of each log, named when there are several; 1 when there is none."""
    files = {name: home.logs / f"{name}.log" for name in services if (home.logs / f"{name}.log").exists()}
    if not files:
        print(f"heo: nothing was logged yet in {home.logs}", file=sys.stderr)
        return 1
    opened: dict[str, TextIO] = {
        name: path.open("r", encoding="utf-8", errors="replace") for name, path in files.items()
    }
    named = len(services) > 1
    try:
        for name, file in opened.items():
            put(name if named else None, deque(file, maxlen=max(lines, 0)))
        while follow:
            time.sleep(PAUSE_SECONDS)
            for name, path in files.items():
                opened[name] = current(opened[name], path)
                put(name if named else None, islice(opened[name], None))
    except KeyboardInterrupt:
        pass
    finally:
        for file in opened.values():
            file.close()
    return 0


def current(file: TextIO, path: Path) -> TextIO:
    """Go on with the new file when the log was rotated away under its reader."""
    if not path.exists() or path.stat().st_size >= file.tell():
        return file
    file.close()
    return path.open("r", encoding="utf-8", errors="replace")


def put(name: str | None, lines: "deque[str] | islice[str]") -> None:
    """Print lines with the name of their process."""
    for line in lines:
        print(f"{name:<9} {line.rstrip()}" if name else line.rstrip(), flush=True)
