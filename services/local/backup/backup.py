"""`heo backup FILE`: database, photos, keys and the home's own authority, in one file."""

import shutil
import sys
import tempfile
from collections.abc import Mapping
from contextlib import nullcontext
from pathlib import Path

from services.local.backup import archive, database
from services.local.home import Home, HomeBusyError
from services.mesh.clock import Clock, SystemClock
from services.mesh.postgres.embedded import EmbeddedError


def show(home: Home, target: Path) -> int:
    """Write the backup and say what it holds; 1 with a sentence when it cannot."""
    try:
        manifest = write(home, target, SystemClock())
    except (
        FileNotFoundError,
        FileExistsError,
        HomeBusyError,
        database.DatabaseError,
        EmbeddedError,
        PermissionError,
    ) as no:
        print(f"heo: no backup was written: {no}", file=sys.stderr)
        return 1
    size_mb = target.stat().st_size / 1024 / 1024
    print(
        f"{target}: {len(manifest.files)} files, {size_mb:.1f} MB. It holds keys: keep it where only you can read it."
    )
    return 0


def write(home: Home, target: Path, clock: Clock) -> archive.Manifest:
    """Write it beside `target` and give it the name when it is whole; a running Heo goes on serving."""
    if target.exists():
        raise FileExistsError(f"{target} is there already")
    if not (home.postgres / "PG_VERSION").exists():
        raise FileNotFoundError(f"there is no data in {home.root}")
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f"{target.name}.part")
    unfinished.unlink(missing_ok=True)
    # Nobody may start a server under a dump that started its own; a running Heo's server is used as it is.
    with nullcontext() if home.is_busy() else home.locked(), tempfile.TemporaryDirectory(dir=home.run) as folder:
        roles, dumped = Path(folder) / archive.ROLES, Path(folder) / archive.DATABASE
        database.dump(home, roles, dumped)
        # Files after rows: whatever the snapshot speaks of is on the disk by now.
        held = hold(kept_files(home), Path(folder) / "held")
        files = {archive.ROLES: roles, archive.DATABASE: dumped, **held}
        manifest = archive.write(unfinished, files, clock.now())
    unfinished.replace(target)
    return manifest


def kept_files(home: Home) -> dict[str, Path]:
    """List the files that travel as they are, by their name under HEO_HOME. What is still being written has a # in its
    name.
    """
    paths = (path for name in archive.FOLDERS for path in sorted((home.root / name).rglob("*")))
    return {str(path.relative_to(home.root)): path for path in paths if path.is_file() and "#" not in path.name}


def hold(files: Mapping[str, Path], folder: Path) -> dict[str, Path]:
    """Give each file a second name in `folder`, so that what somebody deletes meanwhile is still there to be written:
    by a hard link, or by a copy where the disk knows no links. What is gone already is left out.
    """
    folder.mkdir()
    held = {}
    for number, (name, path) in enumerate(files.items()):
        second = folder / str(number)
        try:
            try:
                second.hardlink_to(path)
            except FileNotFoundError:
                raise
            except OSError:
                shutil.copyfile(path, second)
        except FileNotFoundError:
            continue
        held[name] = second
    return held
