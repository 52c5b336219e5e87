"""Brings each service's schema up to date before the services start; an unchanged history costs nothing.

python -m services.local.migrations DSN    in a process of its own: what it loads must not stay in the supervisor
"""

import hashlib
import subprocess
import sys

from services.local.parts import ROOT, environment_of_tools
from services.local.postgres.server import Cluster

STAMP = "heo-migrated"
"""In the cluster's own folder: it goes where the data goes."""


class MigrationError(Exception):
    """A schema cannot be brought up to date; the message carries the reason's last lines."""


def packages() -> list[str]:
    """List the services that keep a schema."""
    found = (ROOT / "services").glob("*/migrations/__init__.py")
    return [f"services.{path.parent.parent.name}" for path in sorted(found)]


def fingerprint() -> str:
    """Hash all histories."""
    total = hashlib.sha256()
    for package in packages():
        folder = ROOT / package.replace(".", "/") / "migrations"
        for file in sorted(path for path in folder.rglob("*") if path.suffix in {".py", ".sql"}):
            total.update(f"{file.relative_to(ROOT)}\0".encode() + file.read_bytes() + b"\0")
    return total.hexdigest()


def ensure(cluster: Cluster) -> bool:
    """Migrate when a history is not the one that this cluster has seen; True when something was done."""
    stamp, value = cluster.data / STAMP, fingerprint()
    if stamp.exists() and stamp.read_text(encoding="ascii") == value:
        return False
    command = [sys.executable, "-m", "services.local.migrations", cluster.dsn()]
    done = subprocess.run(command, cwd=ROOT, env=environment_of_tools(), capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise MigrationError(
            "the database could not be brought up to date:\n" + "\n".join(done.stderr.splitlines()[-8:])
        )
    stamp.write_text(value, encoding="ascii")
    return True


def main(dsn: str) -> None:
    """Upgrade every schema."""
    from services.mesh.postgres import migrate

    for package in packages():
        migrate.upgrade(dsn, package)


if __name__ == "__main__":
    main(sys.argv[1])
