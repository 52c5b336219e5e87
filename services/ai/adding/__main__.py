"""`python -m services.ai.adding add SOURCE --sha256 HASH`, or `list`; what `./heo models` runs."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from services.ai.adding.archive import AddingError
from services.ai.adding.service import add
from services.ai.inference.repository import MODELS, Repository


def _arguments(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="heo models", description="Models that hear and read.")
    commands = parser.add_subparsers(dest="command", required=True)
    adding = commands.add_parser("add", help="add a CTC speech model: a folder, an archive, or an https address of one")
    adding.add_argument("source", metavar="URL-or-path")
    adding.add_argument("--sha256", required=True, help="of the archive; of a folder, of its model.onnx")
    adding.add_argument("--name", default="", help="what to call it; by default as its folder is called")
    commands.add_parser("list", help="what is there")
    return parser.parse_args(words)


def main(words: Sequence[str] | None = None) -> int:
    """The command; 1 when nothing was added."""
    arguments = _arguments(words)
    models = Path(os.environ.get("HEO_HOME") or Path.home() / ".heo") / "models"
    if arguments.command == "list":
        print("\n".join(Repository(models, MODELS).names()))
        return 0
    try:
        place = add(arguments.source, arguments.sha256, models, arguments.name)
    except AddingError as error:
        print(f"Not added: {error}.", file=sys.stderr)
        return 1
    print(f"Added {place}\nHear with it: HEO_AI_SPEECH_MODEL={place.name} ./heo run")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
