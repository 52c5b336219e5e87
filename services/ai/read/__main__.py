"""`python -m services.ai.read FILE…`: reads bills without a server; files that cannot be read say why."""

import argparse
import asyncio
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from services.ai.bills.categories import Categorizer
from services.ai.bills.drafting import draft_of
from services.ai.bills.extraction import Reader
from services.ai.bills.reader import open_bill_reader
from services.ai.bills.reading import BillReader, Reading
from services.ai.inference.engine import EngineError
from services.ai.inference.in_process import InProcessEngine
from services.ai.inference.repository import MODELS, Repository
from services.ai.pictures.decoder import Decoder
from services.ai.pictures.model import TOO_LARGE, Page, PictureError
from services.ai.read.output import as_json, error_as_json
from services.ai.understanding.model import Context
from services.ai.understanding.vocabulary import Vocabulary, load_vocabulary
from services.mesh.clock import SystemClock, today

ZONE = "Asia/Ho_Chi_Minh"
UNREADABLE, ENGINE_UNAVAILABLE = "UNREADABLE", "ENGINE_UNAVAILABLE"


@dataclass(frozen=True)
class Command:
    """What the command reads with."""

    decoder: Decoder
    bills: BillReader
    vocabulary: Vocabulary
    context: Context

    async def read(self, files: Sequence[str]) -> dict[str, Any]:
        """One object for one file, or for several photos of one bill."""
        try:
            found = await self._found(files)
        except PictureError as error:
            return error_as_json(files[0], error.reason, error.detail)
        except OSError as error:
            return error_as_json(files[0], UNREADABLE, error.strerror or "")
        except EngineError as error:
            return error_as_json(files[0], ENGINE_UNAVAILABLE, str(error))
        categorizer = Categorizer(self.vocabulary, self.context)
        drafts = [(bill, draft_of(bill, self.context, categorizer)) for bill in found.bills]
        return as_json(files[0], drafts, self.vocabulary.categories)

    async def _found(self, files: Sequence[str]) -> Reading:
        reader = Reader(self.context.currency, self.context.today)
        contents = [_content(Path(file), self.decoder.limits.most_bytes) for file in files]
        pages: list[Page] = []
        for content in contents:
            pages += await self.decoder.decode(content)
        found = await self.bills.read(pages, reader)
        if found.bills or not any(page.texts for page in pages):
            return found
        pages = []
        for content in contents:  # a text layer that is no bill may lie above a picture that is one
            pages += await self.decoder.decode(content, as_pictures=True)
        return await self.bills.read(pages, reader)


def _content(file: Path, most: int) -> bytes:
    with file.open("rb") as opened:
        content = opened.read(most + 1)
    if len(content) > most:
        raise PictureError(TOO_LARGE, "bytes")
    return content


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="heo read", description="Reads bills and prints one JSON object a file.")
    parser.add_argument("files", nargs="+", metavar="FILE", help="a picture (JPEG, PNG, WebP, HEIC) or a PDF")
    parser.add_argument("--together", action="store_true", help="the files are photos of one long bill, in order")
    parser.add_argument("--today", type=date.fromisoformat, default=None, help="yyyy-mm-dd; no bill is from later")
    parser.add_argument("--currency", default="VND", help="the household's currency")
    return parser.parse_args()


async def _run(arguments: argparse.Namespace) -> int:
    home = Path(os.environ.get("HEO_HOME") or Path.home() / ".heo")
    repository = Repository(home / "models", MODELS)
    engine = InProcessEngine(repository, threads=min(2, os.cpu_count() or 1))
    day = arguments.today or today(SystemClock(), ZONE)
    command = Command(
        Decoder(),
        open_bill_reader(engine, repository),
        load_vocabulary(),
        Context(today=day, currency=arguments.currency),
    )
    groups = [arguments.files] if arguments.together else [[file] for file in arguments.files]
    failed = 0
    for files in groups:
        answer = await command.read(files)
        failed += "error" in answer
        print(json.dumps(answer, ensure_ascii=False), flush=True)
    await engine.close()
    return 1 if failed else 0


def main() -> int:
    """Prints one JSON object a file; the exit status is 1 when a file could not be read."""
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    return asyncio.run(_run(_arguments()))


if __name__ == "__main__":
    raise SystemExit(main())
