"""HEO_HOME: the one folder that holds all data of one Heo, and the lock that keeps a second run out of it."""

import fcntl
import hashlib
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

# A path of a Unix socket has at most 107 bytes on Linux and 103 on macOS; the longest name that is put behind it here:
LONGEST_SOCKET_NAME = "/pg/.s.PGSQL.5432.lock"
LONGEST_SOCKET_PATH = 100


class HomeBusyError(Exception):
    """Another run holds this HEO_HOME."""


@dataclass(frozen=True)
class Home:
    """Where everything lies. The folders are made by `prepare`."""

    root: Path

    @staticmethod
    def from_env(env: Mapping[str, str]) -> "Home":
        """Take HEO_HOME, or ~/.heo when it is not set."""
        return Home(Path(env.get("HEO_HOME") or Path.home() / ".heo").expanduser().absolute())

    @property
    def postgres(self) -> Path:
        """The database's files."""
        return self.root / "postgres"

    @property
    def keys(self) -> Path:
        """One private key a service, <service>.key; the public halves lie in `public_keys`."""
        return self.root / "keys"

    @property
    def public_keys(self) -> Path:
        """The folder of <service>.pem that every service trusts."""
        return self.keys / "public"

    @property
    def logs(self) -> Path:
        """One log a process, with its older parts beside it."""
        return self.root / "logs"

    @property
    def objects(self) -> Path:
        """Photos, clips and exports."""
        return self.root / "objects"

    @property
    def authority(self) -> Path:
        """The home network's own certificate authority."""
        return self.root / "ca"

    @property
    def run(self) -> Path:
        """What lives only as long as a run: its lock and its state."""
        return self.root / "run"

    @property
    def sockets(self) -> Path:
        """Where the processes meet. A Unix socket's path is short, so a deep HEO_HOME gets a folder elsewhere."""
        if len(os.fsencode(f"{self.run}{LONGEST_SOCKET_NAME}")) <= LONGEST_SOCKET_PATH:
            return self.run
        name = hashlib.sha256(os.fsencode(self.root)).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"heo-{os.getuid()}-{name}"

    def prepare(self) -> None:
        """Make the folders, closed to everybody else."""
        for folder in (self.root, self.keys, self.public_keys, self.logs, self.objects, self.run, self.sockets):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if folder.stat().st_uid != os.getuid():
                raise PermissionError(f"{folder} belongs to another user: choose another HEO_HOME")

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold this home; HomeBusyError when another run does. The system frees the lock of a process that died."""
        self.prepare()
        with (self.run / "lock").open("a+", encoding="ascii") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                lock.seek(0)
                owner = lock.read().strip() or "unknown"
                raise HomeBusyError(
                    f"Heo already runs on {self.root} (process {owner}). Stop it, or set HEO_HOME to another folder."
                ) from None
            lock.truncate(0)
            lock.write(str(os.getpid()))
            lock.flush()
            yield

    def is_busy(self) -> bool:
        """Say whether a run holds this home at the moment."""
        try:
            with (self.run / "lock").open("r", encoding="ascii") as lock:
                fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except FileNotFoundError:
            return False
        except BlockingIOError:
            return True
        return False
