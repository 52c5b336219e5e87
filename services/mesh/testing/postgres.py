"""One PostgreSQL for a whole test run, shared by all its processes; databases are copied from migrated templates.

HEO_TEST_DSN names a server that is there already (an administrator's DSN; its test databases are dropped afterwards).
HEO_TEST_PG_BIN names another installation to start, e.g. Debian's /usr/lib/postgresql/15/bin; by default the wheel's
18.
"""

import fcntl
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from services.mesh.postgres import embedded, migrate

FAST_AND_FORGETFUL: Mapping[str, str] = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "96MB",
    "max_connections": "200",
    "max_wal_size": "512MB",
    "autovacuum_naptime": "5min",
}
"""For tests alone: a crash of the machine may lose their data."""


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold an exclusive lock between processes."""
    with path.open("a+b") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


class TestServer:
    """The run's server as one process sees it."""

    __test__ = False

    def __init__(self, dsn: str, lock: Path) -> None:
        """Know an administrator's DSN and the run's lock."""
        self.dsn = dsn
        self._lock = lock

    def template(self, packages: Sequence[str]) -> str:
        """The name of a database that is migrated for `packages`, e.g. ["services.ledger"]; made once a run."""
        name = "t_" + hashlib.sha256(" ".join(sorted(packages)).encode()).hexdigest()[:12] + _run_suffix()
        with locked(self._lock):
            if not self._exists(name):
                unfinished = f"{name}_making"
                self._execute(sql.SQL("DROP DATABASE IF EXISTS {} (FORCE)").format(sql.Identifier(unfinished)))
                self._execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(unfinished)))
                for package in packages:
                    migrate.upgrade(self.dsn_of(unfinished), package)
                rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
                self._execute(rename.format(sql.Identifier(unfinished), sql.Identifier(name)))
        return name

    def create(self, packages: Sequence[str] = ()) -> str:
        """A fresh database, migrated for `packages`; its administrator's DSN. Drop it with `drop`."""
        name = f"d_{uuid4().hex}{_run_suffix()}"
        template = self.template(packages) if packages else "template0"
        query = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template))
        # A copy needs the template to itself for a moment; two at once would refuse each other.
        with locked(self._lock):
            self._execute(query)
        return self.dsn_of(name)

    def drop(self, dsn: str) -> None:
        """Drop a database of `create`, whoever still uses it."""
        name = psycopg.conninfo.conninfo_to_dict(dsn)["dbname"]
        self._execute(sql.SQL("DROP DATABASE IF EXISTS {} (FORCE)").format(sql.Identifier(str(name))))

    def dsn_of(self, database: str) -> str:
        """The administrator's DSN for `database`."""
        return make_conninfo(self.dsn, dbname=database)

    def drop_all(self) -> None:
        """Drop every database of this run."""
        with psycopg.connect(self.dsn, autocommit=True) as conn:
            pattern = f"%{_run_suffix()}"
            names = conn.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", (pattern,)).fetchall()
        for (name,) in names:
            self._execute(sql.SQL("DROP DATABASE IF EXISTS {} (FORCE)").format(sql.Identifier(name)))

    def _exists(self, name: str) -> bool:
        with psycopg.connect(self.dsn, autocommit=True) as conn:
            return conn.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone() is not None

    def _execute(self, query: sql.Composed) -> None:
        with psycopg.connect(self.dsn, autocommit=True) as conn:
            conn.execute(query)


@contextmanager
def test_server(run_id: str) -> Iterator[TestServer]:
    """The server of test run `run_id`: started by the first process that wants it, stopped and deleted by the last."""
    home = Path(tempfile.gettempdir()) / f"heo-test-{os.geteuid()}-{run_id}"
    users = home / "users"
    # Beside the home and for all runs: the last process deletes the home while the next may be about to want it.
    lock = home.with_name(f"heo-test-{os.geteuid()}.lock")
    given = os.environ.get("HEO_TEST_DSN")
    with locked(lock):
        home.mkdir(mode=0o711, exist_ok=True)
        users.mkdir(exist_ok=True)
        (users / str(os.getpid())).touch()
        dsn = given or embedded.start(home / "pg", FAST_AND_FORGETFUL, bin_dir=_bin_dir(), detached=True).dsn
    server = TestServer(dsn, home / "template.lock")
    try:
        yield server
    finally:
        with locked(lock):
            (users / str(os.getpid())).unlink()
            last = not any(_lives(user.name) for user in users.iterdir())
            if last and given:
                server.drop_all()
            elif last:
                embedded.start(home / "pg", bin_dir=_bin_dir(), detached=True).stop()
            if last:
                shutil.rmtree(home)


def _lives(pid: str) -> bool:
    """Whether the process lives; one that was killed could not sign off."""
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    return True


def _bin_dir() -> Path | None:
    named = os.environ.get("HEO_TEST_PG_BIN")
    return Path(named) if named else None


def _run_suffix() -> str:
    return "_" + hashlib.sha256(os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid())).encode()).hexdigest()[:8]
