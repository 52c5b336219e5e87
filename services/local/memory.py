"""Memory of processes as Linux counts it fairly: PSS, where a page that n processes share counts 1/n in each."""

import os
from pathlib import Path

KIB_PER_MB = 1024


def pss_kib(pid: int) -> int:
    """Read one process's PSS in KiB; 0 when it is gone or not ours to ask."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def family(pid: int) -> list[int]:
    """List a process and all that it started, directly or not."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            # The name in parentheses may hold anything; the parent's id is the second word after it.
            parent = int((entry / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[1])
        except (OSError, IndexError):
            continue
        children.setdefault(parent, []).append(int(entry.name))
    found, waiting = [], [pid]
    while waiting:
        found.append(waiting.pop())
        waiting += children.get(found[-1], [])
    return found


def family_pss_mb(pid: int) -> float:
    """Add up a process and all that it started, in MB of 1024 KiB."""
    return sum(pss_kib(one) for one in family(pid) if one != os.getpid()) / KIB_PER_MB
