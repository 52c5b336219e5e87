"""The side that asks: a file goes to a decoding process with limits, its pages or the reason come back."""

import asyncio
import contextlib
import json
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from services.ai.pictures.headers import look
from services.ai.pictures.model import BROKEN, TIMED_OUT, TOO_LARGE, Limits, Page, PictureError, PrintedText

USUAL = Limits()
ROOT = Path(__file__).resolve().parents[3]


class Decoder:
    """Decodes files of strangers, each in a process of its own."""

    def __init__(self, limits: Limits = USUAL) -> None:
        """Hold every file to `limits`."""
        self.limits = limits

    async def decode(self, data: bytes, *, as_pictures: bool = False) -> Sequence[Page]:
        """The pages of `data`, at least one; `as_pictures` passes over a PDF's text layer.

        PictureError: NOT_A_PICTURE, TOO_LARGE, BROKEN, or TIMED_OUT.
        """
        look(data, self.limits)
        process: Process | None = None
        try:
            async with asyncio.timeout(self.limits.seconds):
                process = await self._started("pictures" if as_pictures else "text")
                output, _ = await process.communicate(data)
        except TimeoutError as error:
            raise PictureError(TIMED_OUT, "decoding") from error
        finally:
            if process is not None:
                await _ended(process)
        return self._read(output, process.returncode)

    async def _started(self, what: str) -> Process:
        return await asyncio.create_subprocess_exec(
            sys.executable, "-m", "services.ai.pictures.child", json.dumps(asdict(self.limits)), what,
            stdin=PIPE, stdout=PIPE, stderr=DEVNULL, cwd=ROOT, env=_environment(), close_fds=True,
            limit=2**20,
        )  # fmt: skip

    def _read(self, output: bytes, status: int | None) -> list[Page]:
        line, newline, pixels = output.partition(b"\n")
        if status != 0 or not newline:
            # Killed by the processor's limit, out of memory, or a decoder that crashed.
            killed_by_clock = status is not None and -status in (24, 9)  # SIGXCPU, SIGKILL
            raise PictureError(TIMED_OUT if killed_by_clock else BROKEN, "the decoder died")
        answer: dict[str, Any] = json.loads(line)
        if "reason" in answer:
            raise PictureError(answer["reason"], answer["detail"])
        return list(_pages(answer["pages"], memoryview(pixels)))


def _pages(described: Sequence[Any], pixels: memoryview) -> Sequence[Page]:
    pages, position = [], 0
    for page in described:
        end = position + page["bytes"]
        if end > len(pixels) or page["bytes"] not in (0, page["width"] * page["height"] * 3):
            raise PictureError(TOO_LARGE, "the pages do not fit")
        texts = tuple(PrintedText(text, tuple(box)) for text, box in page["texts"])
        pages.append(Page(page["width"], page["height"], bytes(pixels[position:end]), texts))
        position = end
    return pages


async def _ended(process: Process) -> None:
    if process.returncode is None:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()


def _environment() -> dict[str, str]:
    """No settings, no keys: what Python needs to find its own modules."""
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONHOME", "LD_LIBRARY_PATH") if name in os.environ}
    return kept | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "gen")]), "MALLOC_ARENA_MAX": "2"}
