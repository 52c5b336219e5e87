"""A log file that keeps its size: the newest part and a few older ones."""

from pathlib import Path

LARGEST_BYTES = 5 * 1024 * 1024
OLDER_PARTS = 3


class RotatingLog:
    """Appends bytes to `path`; beyond `largest` bytes the file becomes path.1, path.1 becomes path.2, and so on."""

    def __init__(self, path: Path, largest: int = LARGEST_BYTES, parts: int = OLDER_PARTS) -> None:
        self._path = path
        self._largest = largest
        self._parts = parts
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = path.open("ab")

    def write(self, chunk: bytes) -> None:
        """Append `chunk` and let it be seen at once."""
        if self._file.tell() and self._file.tell() + len(chunk) > self._largest:
            self._rotate()
        self._file.write(chunk)
        self._file.flush()

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _rotate(self) -> None:
        self._file.close()
        for number in range(self._parts - 1, 0, -1):
            older = part(self._path, number)
            if older.exists():
                older.replace(part(self._path, number + 1))
        self._path.replace(part(self._path, 1))
        self._file = self._path.open("ab")


def part(path: Path, number: int) -> Path:
    """Name the `number`th older part of a log."""
    return path.with_name(f"{path.name}.{number}")
