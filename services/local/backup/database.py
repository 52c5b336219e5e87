"""The database as a file: PostgreSQL's own dump and restore, which any later version can read."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from services.local.home import Home
from services.local.parts import ROOT
from services.local.postgres.server import DATABASE, SETTINGS, SUPERUSER, socket_folder
from services.mesh.postgres import embedded
from services.mesh.postgres import embedded_files as files

AFTER_RESTORE = "after_restore.sql"
"""What a service's data needs when it wakes up in another server lies beside its migrations under this name."""


class DatabaseError(Exception):
    """PostgreSQL's program failed; the message carries its last words."""


@contextmanager
def server(data: Path) -> Iterator[Path]:
    """Run the server of `data` for as long as it is needed, or use the one that runs; hand back its socket's folder."""
    running = embedded.start(data, SETTINGS)
    try:
        yield socket_folder(data)
    finally:
        # An adopted server belongs to the run that started it.
        if running.process is not None:
            running.stop()


def dump(home: Home, roles: Path, database: Path) -> None:
    """Write the roles and one consistent snapshot of all schemas, while others write or not."""
    with server(home.postgres) as sockets:
        execute(sockets, "pg_dumpall", "--roles-only", "--no-role-passwords", "--file", str(roles))
        execute(sockets, "pg_dump", "--format=custom", "--dbname", DATABASE, "--file", str(database))


def load(data: Path, roles: Path, database: Path) -> None:
    """Make a new cluster in `data` from a dump."""
    with server(data) as sockets:
        # The superuser is in the list and in the new cluster: that one line fails, and may.
        execute(sockets, "psql", "-X", "-q", "-d", "postgres", "-f", str(roles))
        execute(sockets, "createdb", DATABASE)
        execute(sockets, "pg_restore", "--exit-on-error", "--dbname", DATABASE, str(database))
        schemas = execute(sockets, "psql", "-XAtq", "-d", DATABASE, "-c", "SELECT nspname FROM pg_namespace").split()
        for file in sorted((ROOT / "services").glob(f"*/migrations/{AFTER_RESTORE}")):
            if file.parent.parent.name in schemas:
                execute(sockets, "psql", "-Xq1", "-v", "ON_ERROR_STOP=1", "-d", DATABASE, "-f", str(file))


def execute(sockets: Path, program: str, *arguments: str) -> str:
    """Run one of PostgreSQL's programs as the superuser; hand back what it printed. Raises DatabaseError."""
    command = [str(files.binaries() / program), "--host", str(sockets), "--username", SUPERUSER, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "LC_ALL": "C"})
    if done.returncode != 0:
        raise DatabaseError(f"{program} failed: {done.stderr.strip()[-500:]}")
    return done.stdout
