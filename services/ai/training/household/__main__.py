"""`heo train asr|ocr`: learn from what this household's members confirmed and let be put aside.

Alone, the word gathers those lessons, tunes the model on them, and a gate decides whether the result is served. With
more words it is the training itself: `heo train asr train --run small`, `heo train ocr --passes 10`, `heo train asr
forget`.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from urllib.parse import unquote, urlsplit

from services.ai.training.household.lessons import gather_clips, gather_crops

TRAININGS: Mapping[str, str] = MappingProxyType(
    {"asr": "services.ai.training.speech", "ocr": "services.ai.training.ocr"}
)
NOTHING: Mapping[str, str] = MappingProxyType(
    {
        "asr": "No confirmed clips were put aside. Allow it in the settings, speak and confirm, then try again.",
        "ocr": "No confirmed bills were put aside. Allow it in the settings, send bills and confirm, then try again.",
    }
)


def main(arguments: Sequence[str]) -> int:
    """The training's own exit status; 1 when there is nothing to learn from, 2 for a wrong word."""
    if not arguments or arguments[0] not in TRAININGS:
        print((__doc__ or "").strip(), file=sys.stderr)
        return 2
    what, rest = arguments[0], list(arguments[1:])
    if rest:
        return _training(what, rest)
    home = Path(os.environ.get("HEO_HOME") or Path.home() / ".heo").expanduser().absolute()
    with tempfile.TemporaryDirectory(prefix="heo-lessons-") as folder:
        target = Path(folder)
        gather: Callable[[Path, Path], int] = gather_clips if what == "asr" else gather_crops
        count = gather(_objects(home), target)
        if not count:
            print(NOTHING[what], file=sys.stderr)
            return 1
        print(f"{count} {'clips' if what == 'asr' else 'crops'} to learn from", flush=True)
        own = ["tune", "--clips", folder] if what == "asr" else ["--confirmed", folder, "--home", str(home)]
        return _training(what, own)


def _training(what: str, arguments: Sequence[str]) -> int:
    return subprocess.run([sys.executable, "-m", TRAININGS[what], *arguments], check=False).returncode


def _objects(home: Path) -> Path:
    """The folder of objects: of HEO_OBJECTS_URL when it names one of this machine, else that of HEO_HOME."""
    url = urlsplit(os.environ.get("HEO_OBJECTS_URL", ""))
    return Path(unquote(url.path)) if url.scheme == "file" else home / "objects"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
