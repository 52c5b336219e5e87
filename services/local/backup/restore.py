"""`heo restore FILE`: a backup brought back; what was there is put aside, never deleted."""

import shutil
import sys
import tempfile
from pathlib import Path

from services.local.backup import archive, database
from services.local.home import Home, HomeBusyError
from services.mesh.clock import Clock, SystemClock
from services.mesh.postgres.embedded import EmbeddedError

DATA = ("postgres", *archive.FOLDERS)


class OccupiedError(Exception):
    """There is data that the restore would take the place of, and nobody agreed to that."""


def show(home: Home, source: Path, *, replace: bool) -> int:
    """Restore and say what comes next; 1 with a sentence when it cannot."""
    try:
        aside = restore(home, source, SystemClock(), replace=replace or confirmed(home))
    except (
        OccupiedError, archive.ArchiveError, database.DatabaseError, EmbeddedError, HomeBusyError, PermissionError,
    ) as no:  # fmt: skip
        print(f"heo: nothing was restored: {no}", file=sys.stderr)
        return 1
    if aside is not None:
        print(f"What was there lies in {aside}")
    print(f"Restored into {home.root}. Start it with ./heo run, then let ./heo verify replay the books.")
    return 0


def restore(home: Home, source: Path, clock: Clock, *, replace: bool) -> Path | None:
    """Build everything beside the old data, then change places; hand back where the old data went, if there was any."""
    if not source.is_file():
        raise archive.ArchiveError(f"there is no file {source}")
    with home.locked():
        if occupied(home) and not replace:
            raise OccupiedError(f"{home.root} holds data. Say --replace to put it aside, or set another HEO_HOME")
        fresh = Path(tempfile.mkdtemp(prefix="restoring-", dir=home.root))
        try:
            archive.unpack(source, fresh)
            database.load(fresh / "postgres", fresh / archive.ROLES, fresh / archive.DATABASE)
            aside = put_aside(home, clock) if occupied(home) else None
            change_places(home, fresh)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    return aside


def occupied(home: Home) -> bool:
    """Say whether a database is there."""
    return (home.postgres / "PG_VERSION").exists()


def confirmed(home: Home) -> bool:
    """Ask the person at the terminal, where there is one and something would be replaced."""
    if not (occupied(home) and sys.stdin.isatty()):
        return False
    return input(f"{home.root} holds data. Put it aside and restore? Type yes: ").strip().lower() in {"yes", "có", "co"}


def put_aside(home: Home, clock: Clock) -> Path:
    """Move the present data into a folder of its own."""
    aside = home.root / f"before-restore-{clock.now():%Y%m%dT%H%M%S%f}"
    aside.mkdir(mode=0o711)  # PostgreSQL's account must be able to walk to its files if they are used again
    for name in DATA:
        if (home.root / name).exists():
            (home.root / name).rename(aside / name)
    return aside


def change_places(home: Home, fresh: Path) -> None:
    """Move the restored data to where a run looks for it."""
    for name in DATA:
        if (fresh / name).exists():
            if (home.root / name).exists():  # made empty by `prepare`
                shutil.rmtree(home.root / name)
            (fresh / name).rename(home.root / name)
    home.prepare()
