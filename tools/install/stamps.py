"""What was installed, remembered by the content it was made from: what did not change costs no work and no network."""

import hashlib
from collections.abc import Iterable
from pathlib import Path


def digest(paths: Iterable[Path], *facts: str) -> str:
    """Hash names and contents of files, whole folders included, together with facts such as a version."""
    total = hashlib.sha256("\0".join(facts).encode())
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file():
                total.update(f"\0{file}\0".encode())
                total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


def is_current(stamp: Path, value: str) -> bool:
    """Say whether `stamp` was written for this `value`."""
    return stamp.is_file() and stamp.read_text(encoding="ascii") == value


def write(stamp: Path, value: str) -> None:
    """Remember `value`; called only after the work was done."""
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(value, encoding="ascii")
