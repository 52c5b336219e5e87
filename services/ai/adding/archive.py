"""Getting a model's folder out of a folder, an archive or an address, whole and unchanged, and nothing else with it."""

import hashlib
import shutil
import tarfile
import urllib.error
import urllib.request
import zipfile
from pathlib import Path, PurePosixPath

MOST_BYTES = 4 * 1024**3
TIMEOUT_S = 60
_CHUNK = 1024 * 1024


class AddingError(Exception):
    """Why a model was not added, as a sentence for a person."""


def fetch(address: str, into: Path) -> Path:
    """The archive behind an https address; AddingError when it cannot be had."""
    file = into / (PurePosixPath(address.partition("?")[0]).name or "model.tar")
    try:
        with urllib.request.urlopen(address, timeout=TIMEOUT_S) as answer, file.open("wb") as out:  # noqa: S310 - https was checked
            left = MOST_BYTES
            while chunk := answer.read(_CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise AddingError("the file is larger than 4 GiB")
                out.write(chunk)
    except (urllib.error.URLError, OSError) as error:
        raise AddingError(f"{address} cannot be fetched: {error}") from error
    return file


def sha256_of(path: Path) -> str:
    """The hash of a file; of a folder, of its newest model.onnx."""
    file = path if path.is_file() else max(path.glob("*/model.onnx"), default=path / "1" / "model.onnx")
    digest = hashlib.sha256()
    try:
        with file.open("rb") as opened:
            while chunk := opened.read(_CHUNK):
                digest.update(chunk)
    except OSError as error:
        raise AddingError(f"{file} cannot be read: {error.strerror}") from error
    return digest.hexdigest()


def unpack(archive: Path, into: Path) -> Path:
    """The model's folder out of a tar or zip, its files and no links. AddingError when it holds none, or several."""
    try:
        if zipfile.is_zipfile(archive):
            _unzip(archive, into)
        else:
            _untar(archive, into)
    except (tarfile.TarError, zipfile.BadZipFile, EOFError, OSError) as error:
        raise AddingError(f"{archive.name} is no archive that can be unpacked: {error}") from error
    return model_in(into)


def model_in(folder: Path) -> Path:
    """The one folder with a config.pbtxt at or below `folder`."""
    found = [config.parent for config in sorted(folder.rglob("config.pbtxt"))]
    if len(found) != 1:
        raise AddingError(f"there must be one config.pbtxt, and there are {len(found)}")
    return found[0]


def _untar(archive: Path, into: Path) -> None:
    left = MOST_BYTES
    with tarfile.open(archive) as opened:
        for member in opened:
            if not member.isfile():
                continue
            left = _within(left, member.size)
            source = opened.extractfile(member)
            if source is not None:
                with source, _placed(into, member.name).open("wb") as out:
                    shutil.copyfileobj(source, out)


def _unzip(archive: Path, into: Path) -> None:
    left = MOST_BYTES
    with zipfile.ZipFile(archive) as opened:
        for member in opened.infolist():
            if member.is_dir():
                continue
            left = _within(left, member.file_size)
            with opened.open(member) as source, _placed(into, member.filename).open("wb") as out:
                shutil.copyfileobj(source, out)


def _within(left: int, size: int) -> int:
    if size > left:
        raise AddingError("unpacked it is larger than 4 GiB")
    return left - size


def _placed(into: Path, name: str) -> Path:
    """Where a member goes; AddingError for one that would leave the folder."""
    path = (into / name).resolve()
    if into.resolve() not in path.parents:
        raise AddingError(f"the archive wants to write outside of its folder: {name}")
    path.parent.mkdir(parents=True, exist_ok=True)
    return path
