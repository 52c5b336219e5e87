"""PostgreSQL as a supervised process: its cluster made once, its settings given at each start."""

import asyncio
import os
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path

from services.local.supervision.model import Program
from services.mesh.postgres import embedded_files as files

SUPERUSER = "postgres"
DATABASE = "heo"
ORPHAN_PAUSE_SECONDS = 0.05
ENVIRONMENT = {"LC_ALL": "C"}

# Durable first; then small, since a household's machine runs much else. What is not named keeps PostgreSQL's default.
SETTINGS = {
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "listen_addresses": "",
    "max_connections": "64",
    "shared_buffers": "48MB",
    "work_mem": "2MB",
    "maintenance_work_mem": "32MB",
    "wal_buffers": "2MB",
    "max_wal_size": "256MB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "io_method": "sync",
    "max_worker_processes": "2",
    "max_parallel_workers_per_gather": "0",
    "max_logical_replication_workers": "0",
    "autovacuum_max_workers": "1",
    "log_min_messages": "warning",
    "log_timezone": "UTC",
    # A statement may hold amounts and memos: PostgreSQL's log names the error alone.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}


@dataclass(frozen=True)
class Cluster:
    """One cluster in `data`, run by `account` from `binaries`, reached through a socket in `sockets`."""

    data: Path
    sockets: Path
    binaries: Path
    account: files.Account

    @staticmethod
    def prepare(data: Path) -> "Cluster":
        """See that `data` can be used, and make the cluster the first time; CalledProcessError when that fails."""
        binaries = files.binaries()
        account = files.prepare(data, binaries)
        cluster = Cluster(data, files.socket_dir(data, account), binaries, account)
        if not (data / "PG_VERSION").exists():
            cluster.execute(
                "initdb", "--auth=trust", "--encoding=UTF8", "--no-locale", "-U", SUPERUSER, "-D", str(data)
            )
        return cluster

    def address(self) -> str:
        """Name the database, and no user: each service logs in as its own role."""
        return f"host='{self.sockets}' dbname={DATABASE}"

    def dsn(self, user: str = SUPERUSER, database: str = DATABASE) -> str:
        """Name the database for libpq. Whoever reaches the socket is trusted: its folder is closed to others."""
        return f"host='{self.sockets}' user={user} dbname={database}"

    def program(self) -> Program:
        """Say how to start the server in the foreground."""
        settings = {**SETTINGS, "unix_socket_directories": str(self.sockets)}
        options = [word for key, value in settings.items() for word in ("-c", f"{key}={value}")]
        return Program(
            name="postgres",
            command=(str(self.binaries / "postgres"), "-D", str(self.data), *options),
            env=ENVIRONMENT,
            cwd=Path("/"),
            user=self.account.uid,
            group=self.account.gid,
            stop_signal=signal.SIGINT,  # "fast": end the sessions, write a checkpoint
            stop_seconds=2.8,
        )

    def execute(self, program: str, *arguments: str) -> str:
        """Run one of PostgreSQL's programs as its account; hand back what it printed. Raises CalledProcessError."""
        done = subprocess.run(
            [str(self.binaries / program), *arguments],
            capture_output=True,
            text=True,
            check=False,
            cwd="/",
            env={**os.environ, **ENVIRONMENT},
            **self.account.options(),
        )
        if done.returncode != 0:
            failed = subprocess.CalledProcessError(done.returncode, program, done.stdout, done.stderr)
            failed.add_note(done.stderr)
            raise failed
        return str(done.stdout)

    def create_database(self) -> None:
        """Make Heo's database where it is missing."""
        listed = self.execute(
            "psql", "-d", self.dsn(database="postgres"), "-AtX", "-c", "SELECT datname FROM pg_database"
        )
        if DATABASE not in listed.split():
            self.execute("createdb", "-h", str(self.sockets), "-U", SUPERUSER, DATABASE)

    async def serves(self) -> bool:
        """Ask the server whether it takes connections."""
        return await takes_connections(self.binaries, self.sockets)

    async def until_orphans_are_gone(self) -> None:
        """Wait for the sessions of a server that was killed: PostgreSQL does not start while they hold its memory."""
        while True:
            if not orphans(self.data):
                return
            await asyncio.sleep(ORPHAN_PAUSE_SECONDS)


def orphans(data: Path) -> list[int]:
    """List PostgreSQL processes that work in the folder of this cluster."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if (entry / "comm").read_text(encoding="utf-8").strip() == "postgres" and (entry / "cwd").resolve() == data:
                found.append(int(entry.name))
        except OSError:  # it ended while we looked, or is not ours
            continue
    return found


async def answers(data: Path) -> bool:
    """Ask the server of `data`, which somebody else runs, whether it takes connections."""
    return await takes_connections(files.binaries(), socket_folder(data))


def socket_folder(data: Path) -> Path:
    """Find where the server of `data` has its socket; the folder's owner is whom it runs as."""
    owner = data.stat()
    return files.socket_dir(data, files.Account(owner.st_uid, owner.st_gid))


async def takes_connections(binaries: Path, sockets: Path) -> bool:
    """Ask through PostgreSQL's own program."""
    process = await asyncio.create_subprocess_exec(
        str(binaries / "pg_isready"), "-q", "-t", "1", "-U", SUPERUSER, "-h", str(sockets), "-d", "postgres"
    )
    return await process.wait() == 0
