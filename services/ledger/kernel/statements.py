"""The kernel's SQL, read from the files beside this one: named statements, one sentence each."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

_NAMED = re.compile(r"^-- name: (\w+)\n(.*?);\s*$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Statements:
    """Name to text, for reads and writes. Placeholders are positional."""

    reads: Mapping[str, bytes]
    writes: Mapping[str, bytes]

    @classmethod
    def load(cls) -> "Statements":
        """Read read.sql and write.sql."""
        folder = Path(__file__).parent
        return cls(_named(folder / "read.sql"), _named(folder / "write.sql"))


def _named(file: Path) -> Mapping[str, bytes]:
    found = {name: text.encode() for name, text in _NAMED.findall(file.read_text(encoding="utf-8"))}
    return MappingProxyType(found)
