"""Adding a model: its hash is checked, then that it can hear, and only then it stands among the others."""

import re
import shutil
import tempfile
from pathlib import Path

from services.ai.adding.archive import AddingError, fetch, model_in, sha256_of, unpack
from services.ai.inference.engine import EngineError
from services.ai.inference.in_process import InProcessEngine, open_session
from services.ai.inference.repository import Repository, read_folder
from services.ai.speech.ctc.acoustics import Acoustics

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")


def add(source: str, sha256: str, models: Path, name: str = "") -> Path:
    """Add the model of `source` (a folder, an archive, or an https address of one) to `models`.

    Returns its folder. AddingError says what is wrong; then nothing has changed.
    """
    models.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=models, prefix=".adding-") as scratch:
        folder = _folder(source, sha256, Path(scratch))
        name = name or folder.name
        if not _NAME.fullmatch(name):
            raise AddingError(f"{name!r} is no name for a model: small letters, digits, - and _; give one with --name")
        ready = Path(scratch) / "ready" / name
        shutil.copytree(folder, ready, ignore=_links)
        check(ready)
        place = models / name
        if place.exists():
            raise AddingError(f"a model called {name} is there; remove {place} first, or give another --name")
        ready.replace(place)
    return place


def check(folder: Path) -> None:
    """Read what the config says and open the model. AddingError when it would not hear."""
    try:
        model = read_folder(folder)
        Acoustics(InProcessEngine(Repository(folder.parent)), model)
    except EngineError as error:
        raise AddingError(str(error)) from error
    named = {tensor.name for tensor in (*model.config.input, *model.config.output)}
    session = open_session(model, threads=1)
    there = {tensor.name for tensor in (*session.get_inputs(), *session.get_outputs())}
    if not named <= there:
        raise AddingError(
            f"config.pbtxt names tensors that the model does not have: {', '.join(sorted(named - there))}"
        )


def _links(folder: str, names: list[str]) -> list[str]:
    """What is not copied: a link may lead anywhere."""
    return [name for name in names if (Path(folder) / name).is_symlink()]


def _folder(source: str, sha256: str, scratch: Path) -> Path:
    path = Path(source)
    if source.startswith("https://"):
        path = fetch(source, scratch)
    elif "://" in source:
        raise AddingError("only https addresses are fetched")
    elif not path.exists():
        raise AddingError(f"{source} is not there")
    found = sha256_of(path)
    if found != sha256.lower():
        raise AddingError(f"the SHA-256 is {found}, not the one that was given")
    if path.is_dir():
        return model_in(path.resolve())
    unpacked = scratch / "unpacked" / path.name.split(".")[0].lower()
    unpacked.mkdir(parents=True)
    return unpack(path, unpacked)
