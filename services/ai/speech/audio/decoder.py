"""Clips to samples: one short-lived child process a clip, killed when it takes too long."""

import asyncio
import contextlib
import struct
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from services.ai.speech.audio.bare import BareClip, samples_of
from services.ai.speech.audio.errors import AudioTooLongError, AudioUnreadableError
from services.ai.speech.features import SAMPLE_RATE, Samples

CHILD = Path(__file__).with_name("child.py")
_RECORD = struct.Struct("<cI")
_ENVIRONMENT = {"LC_ALL": "C.UTF-8", "MALLOC_ARENA_MAX": "2"}
"""All that the child is told: it decodes what strangers send, and needs neither paths nor keys."""


@dataclass(frozen=True, slots=True)
class AudioLimits:
    """What one clip may be."""

    most_bytes: int = 3 * 1024 * 1024
    most_seconds: float = 60
    decode_seconds: float = 6
    """How long decoding may go on after the last piece has come."""
    most_children: int = 4
    """Clips that are decoded at the same time; others wait for their turn."""


class AudioDecoder:
    """Decodes whole clips, and live ones while they come."""

    def __init__(self, limits: AudioLimits | None = None) -> None:
        """Decode within `limits`."""
        self.limits = limits or AudioLimits()
        self._turns = asyncio.Semaphore(self.limits.most_children)

    async def decode(self, clip: bytes, *, is_bare: bool = False) -> Samples:
        """All samples of a clip; `is_bare` says that it is nothing but samples at 16 kHz.

        AudioTooLongError beyond the limits, AudioUnreadableError for what is no audio.
        """
        if len(clip) > self.limits.most_bytes or (is_bare and len(clip) > 2 * self.limits.most_seconds * SAMPLE_RATE):
            raise AudioTooLongError
        if is_bare:
            return samples_of(clip)
        async with self._turns:
            return await _decode_whole(clip, self.limits)

    @asynccontextmanager
    async def live(self, *, is_bare: bool = False) -> AsyncIterator["LiveClip | BareClip"]:
        """A clip that is fed piece by piece. Unless it is bare it has a child process, which ends with the context."""
        if is_bare:
            yield BareClip(self.limits.most_seconds)
            return
        async with self._turns, _running_child("live", self.limits) as child:
            yield LiveClip(child, self.limits)


class LiveClip:
    """A clip that is still being spoken."""

    def __init__(self, child: "_Child", limits: AudioLimits) -> None:
        """Feed `child` within `limits`."""
        self._child = child
        self._limits = limits
        self._bytes = bytearray()

    def feed(self, piece: bytes) -> None:
        """Take the next bytes. AudioTooLongError beyond the limits.

        What cannot be decoded shows at the end: some files can only be read whole.
        """
        if len(self._bytes) + len(piece) > self._limits.most_bytes:
            raise AudioTooLongError
        self._bytes += piece
        self._child.feed(piece)

    def take(self) -> Samples:
        """The samples that have become known since the last call. AudioTooLongError beyond the limits."""
        return self._child.take()

    async def news(self) -> None:
        """Returns when `take` may have something to give."""
        await self._child.has_news.wait()
        self._child.has_news.clear()

    async def finish(self) -> Samples:
        """The rest of the samples. A file that tells only at its end how to read it is decoded anew as a whole."""
        taken = self._child.taken
        try:
            return await self._child.finish(self._limits.decode_seconds)
        except AudioUnreadableError:
            if taken or not self._bytes:
                raise
        return await _decode_whole(bytes(self._bytes), self._limits)


class _Child:
    """The parent's end of one child process."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._samples: list[bytes] = []
        self._reason: str | None = None
        self._reader = asyncio.create_task(self._read())
        self.has_news = asyncio.Event()
        self.taken = 0
        """Samples handed out so far."""

    def feed(self, data: bytes) -> None:
        """Hand bytes over; a child that has ended takes no more, which `finish` tells."""
        stdin = self._process.stdin
        if stdin is not None and not stdin.is_closing():
            stdin.write(data)

    def take(self) -> Samples:
        """What has been decoded since the last time."""
        self._raise_if_too_long()
        found = samples_of(b"".join(self._samples))
        self._samples.clear()
        self.taken += len(found)
        return found

    async def finish(self, seconds: float) -> Samples:
        """The rest, once no more bytes come."""
        stdin = self._process.stdin
        if stdin is not None:
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                stdin.close()
        try:
            async with asyncio.timeout(seconds):
                await asyncio.shield(self._reader)
        except TimeoutError:
            raise AudioUnreadableError from None
        self._raise_if_too_long()
        if self._reason != "":
            raise AudioUnreadableError
        return self.take()

    async def close(self) -> None:
        """End the process if it still runs, and wait for its end."""
        if self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()
        self._reader.cancel()
        await asyncio.wait([self._reader])
        await self._process.wait()

    def _raise_if_too_long(self) -> None:
        if self._reason == "TOO_LONG":
            raise AudioTooLongError

    async def _read(self) -> None:
        stdout = self._process.stdout
        if stdout is None:
            return
        with contextlib.suppress(asyncio.IncompleteReadError):  # the child was killed or has crashed: no reason came
            while self._reason is None:
                kind, length = _RECORD.unpack(await stdout.readexactly(_RECORD.size))
                payload = await stdout.readexactly(length)
                if kind == b"S":
                    self._samples.append(payload)
                else:
                    self._reason = payload.decode()
                self.has_news.set()


async def _decode_whole(clip: bytes, limits: AudioLimits) -> Samples:
    async with _running_child("whole", limits) as child:
        child.feed(clip)
        return await child.finish(limits.decode_seconds)


@asynccontextmanager
async def _running_child(how: str, limits: AudioLimits) -> AsyncIterator[_Child]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-I", str(CHILD), how, str(limits.most_seconds),
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
        env=_ENVIRONMENT,
    )  # fmt: skip
    child = _Child(process)
    try:
        yield child
    finally:
        await child.close()
