"""The backup's file: a tar with a manifest that names every member and its SHA-256."""

import hashlib
import io
import json
import tarfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

FORMAT = 1
MANIFEST = "manifest.json"
DATABASE = "database.dump"
ROLES = "roles.sql"
FOLDERS = ("keys", "objects", "ca")
"""Folders of HEO_HOME that travel as they are."""
CHUNK_BYTES = 1024 * 1024


class ArchiveError(Exception):
    """The file is no whole backup; the message says why."""


@dataclass(frozen=True)
class Manifest:
    """What the archive holds."""

    created: datetime
    files: Mapping[str, str]
    """Member → SHA-256 of its content, hex."""


def write(target: Path, files: Mapping[str, Path], created: datetime) -> Manifest:
    """Write `files` (member → file) into a new tar at `target`, readable by its owner alone."""
    manifest = Manifest(created, {name: digest(path) for name, path in files.items()})
    words = {"format": FORMAT, "created": created.isoformat(), "files": manifest.files}
    target.touch(mode=0o600)
    with tarfile.open(target, "w") as tar:
        content = json.dumps(words, indent=1).encode()
        entry = tarfile.TarInfo(MANIFEST)
        entry.size = len(content)
        tar.addfile(entry, io.BytesIO(content))
        for name, path in files.items():
            tar.add(path, name, recursive=False)
    return manifest


def unpack(source: Path, folder: Path) -> Manifest:
    """Unpack a backup into the empty `folder` and check every member; raises ArchiveError."""
    try:
        with tarfile.open(source, "r:") as tar:
            tar.extractall(folder, filter="data")
        words = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        manifest = Manifest(datetime.fromisoformat(words["created"]), words["files"])
    except (tarfile.TarError, OSError, ValueError, KeyError, TypeError) as broken:
        raise ArchiveError(f"{source} is not a backup of Heo ({type(broken).__name__})") from broken
    if words.get("format") != FORMAT:
        raise ArchiveError(f"{source} was written by another version of Heo (format {words.get('format')})")
    for name, expected in manifest.files.items():
        path = folder / PurePosixPath(name)
        if not path.is_file() or digest(path) != expected:
            raise ArchiveError(f"{source} is damaged: {name} is not what was written")
    for needed in (DATABASE, ROLES):
        if needed not in manifest.files:
            raise ArchiveError(f"{source} holds no {needed}")
    return manifest


def digest(path: Path) -> str:
    """Hash a file of any size."""
    total = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK_BYTES):
            total.update(chunk)
    return total.hexdigest()
