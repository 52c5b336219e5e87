"""`python -m services.ai.hear FILE…`: one JSON object a file, with the words that were heard and what they mean."""

import argparse
import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any

from services.ai.hear.output import as_json, failure
from services.ai.inference.engine import EngineError
from services.ai.inference.in_process import InProcessEngine
from services.ai.inference.repository import MODELS, Repository
from services.ai.speech.audio.decoder import AudioDecoder, AudioLimits
from services.ai.speech.audio.errors import AudioRefusedError
from services.ai.speech.ctc.recognizer import CtcRecognizer
from services.ai.speech.service import ZONE, ClipForm, Ears
from services.ai.understanding.interpret import interpret
from services.ai.understanding.model import Context
from services.ai.understanding.vocabulary import load_vocabulary
from services.mesh.clock import SystemClock, today


def _arguments(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="heo hear", description="Hears clips about money and prints the drafts.")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="webm, mp4, ogg, wav, mp3 or flac")
    parser.add_argument("--today", type=date.fromisoformat, default=None, help="yyyy-mm-dd; the day of the clips")
    parser.add_argument("--currency", default="VND", help="the household's currency")
    parser.add_argument("--phrases", nargs="*", default=[], help="names that are likely, e.g. shops")
    parser.add_argument("--model", default=os.environ.get("HEO_AI_SPEECH_MODEL") or "asr_vi", help="the model's folder")
    return parser.parse_args(words)


@asynccontextmanager
async def _ears(model: str) -> AsyncIterator[Ears]:
    home = os.environ.get("HEO_HOME")
    repository = Repository(Path(home) / "models", MODELS) if home else Repository(Path.home() / ".heo/models", MODELS)
    recognizer = CtcRecognizer(InProcessEngine(repository), repository, model)
    try:
        yield Ears(recognizer, AudioDecoder(), load_vocabulary(), SystemClock())
    finally:
        await recognizer.close()


def _clip(file: Path) -> bytes:
    """The file, and of one that is too large only as much as shows that. OSError."""
    with file.open("rb") as opened:
        return opened.read(AudioLimits().most_bytes + 1)


async def _hear(file: Path, ears: Ears, phrases: Sequence[str], context: Context) -> dict[str, Any]:
    """One line; a file that cannot be heard says why."""
    try:
        clip = await asyncio.to_thread(_clip, file)
        heard = await ears.hear(clip, ClipForm(phrases=tuple(phrases)))
    except OSError as error:
        return failure(file, "FILE_UNREADABLE", error.strerror or "")
    except AudioRefusedError as error:
        return failure(file, error.reason, "the file holds no clip of at most 60 seconds and 3 MiB that can be decoded")
    except EngineError as error:
        return failure(file, "ENGINE_UNAVAILABLE", str(error))
    vocabulary = load_vocabulary()
    return as_json(file, heard, interpret(heard.hearing.text, context, vocabulary), vocabulary.categories)


async def run(arguments: argparse.Namespace) -> int:
    """Hear one file after the other; 1 when not a single one could be heard."""
    context = Context(today=arguments.today or today(SystemClock(), ZONE), currency=arguments.currency)
    heard = 0
    async with _ears(arguments.model) as ears:
        for file in arguments.files:
            line = await _hear(file, ears, arguments.phrases, context)
            heard += "error" not in line
            print(json.dumps(line, ensure_ascii=False), flush=True)
    return 0 if heard else 1


def main(words: Sequence[str] | None = None) -> int:
    """The command."""
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    return asyncio.run(run(_arguments(words)))


if __name__ == "__main__":
    raise SystemExit(main())
