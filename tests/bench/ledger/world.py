"""What is measured: a durable PostgreSQL, the real ledger as a process of its own, and an echo beside it."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import psycopg
from psycopg.conninfo import make_conninfo

from services.mesh.keys import new_key_pair
from services.mesh.postgres import embedded, migrate

DURABLE: Mapping[str, str] = MappingProxyType(
    {
        "fsync": "on", "synchronous_commit": "on", "full_page_writes": "on", "shared_buffers": "512MB",
        "max_wal_size": "8GB", "checkpoint_timeout": "30min", "max_connections": "100",
    }
)  # fmt: skip
"""Nothing that a crash could lose; checkpoints stay out of the short runs, for every measurement alike."""

PEERS = ("ledger", "bff")


@dataclass(frozen=True)
class World:
    """Where everything is."""

    dsn: str
    ledger: str
    echo: str
    keys: Path
    home: Path

    def child_environment(self, **more: str) -> dict[str, str]:
        """The environment of a process of this world."""
        return environment(self.home, self.keys, self.dsn, **more)


def environment(home: Path, keys: Path, dsn: str, **more: str) -> dict[str, str]:
    """Settings as `heo run` would give them."""
    root = Path.cwd()
    return {
        **os.environ,
        "PYTHONPATH": f"{root}:{root / 'gen'}",
        "HEO_HOME": str(home),
        "HEO_PUBLIC_KEYS_DIR": str(keys),
        "HEO_LEDGER_DSN": dsn,
        "HEO_LEDGER_PRIVATE_KEY_FILE": str(home / "ledger.key"),
        "HEO_LOG_LEVEL": "warning",
        **more,
    }


@contextmanager
def world() -> Iterator[World]:
    """Everything started, and stopped at the end."""
    with tempfile.TemporaryDirectory(prefix="heo-bench-") as folder:
        home = Path(folder)
        home.chmod(0o711)
        postgres = embedded.start(home / "pg", DURABLE)
        try:
            dsn = prepared_database(postgres.dsn)
            keys = made_keys(home)
            ledger, echo = f"unix:{home / 'ledger.sock'}", f"unix:{home / 'echo.sock'}"
            env = environment(home, keys, dsn)
            children = [
                subprocess.Popen([sys.executable, "-m", "services.ledger"], env={**env, "HEO_LEDGER_LISTEN": ledger}),
                subprocess.Popen(
                    [sys.executable, "-m", "tests.bench.ledger.echo"], env={**env, "HEO_LEDGER_LISTEN": echo}
                ),
            ]
            try:
                yield World(dsn, ledger, echo, keys, home)
            finally:
                for child in children:
                    child.terminate()
                for child in children:
                    child.wait(20)
        finally:
            postgres.stop()


def prepared_database(admin: str) -> str:
    """A database with the ledger's schema; the administrator's DSN for it."""
    with psycopg.connect(admin, autocommit=True) as conn:
        conn.execute("CREATE DATABASE bench")
        conn.execute("CREATE DATABASE tpcb")
        settings = {name: conn.execute(f"SHOW {name}".encode()).fetchone() for name in DURABLE if "_" in name or name}
    for name in ("fsync", "synchronous_commit", "full_page_writes"):
        if settings[name] != ("on",):
            raise SystemExit(f"{name} is {settings[name]}: the figures would be worth nothing")
    dsn = make_conninfo(admin, dbname="bench")
    migrate.upgrade(dsn, "services.ledger")
    return dsn


def made_keys(home: Path) -> Path:
    """Keys for the peers; the folder of the public ones."""
    public = home / "public"
    public.mkdir()
    for peer in PEERS:
        private_pem, public_pem = new_key_pair()
        (home / f"{peer}.key").write_bytes(private_pem)
        (public / f"{peer}.pem").write_bytes(public_pem)
    return public
