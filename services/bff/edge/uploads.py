"""Bodies with files are not held in memory: they pass through while they are counted, once their sender is known."""

import asyncio
import re
from collections.abc import Sequence

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.bff.evidence.model import MOST_CLIP_UPLOAD_BYTES, MOST_UPLOAD_BYTES
from services.bff.problems.problem import Refusal
from services.bff.wire.paths import BASE

LARGER: Sequence[tuple[re.Pattern[str], int]] = (
    (re.compile(rf"{BASE}/households/[^/]+/readings"), MOST_UPLOAD_BYTES),
    (re.compile(rf"{BASE}/households/[^/]+/voice/clips"), MOST_CLIP_UPLOAD_BYTES),
)
"""Paths that take larger bodies when something is posted to them, and how large."""

STALL_SECONDS = 30.0
"""How long a sender may be silent. A phone that leaves the house comes back or not within this."""
UPLOAD_SECONDS = 240.0
"""How long all of it may take: 64 MiB at 2.3 Mbit/s."""
MOST_THROWN_AWAY = 2
"""How many times the limit is read and thrown away, so that the sender hears why."""


def larger_limit(scope: Scope) -> int:
    """The limit of a body with files; 0 for any other request."""
    if scope["type"] != "http" or scope["method"] != "POST":
        return 0
    return next((most for path, most in LARGER if path.fullmatch(scope["path"])), 0)


async def pass_through(app: ASGIApp, scope: Scope, receive: Receive, send: Send, most: int) -> None:
    """Let `app` take the body as it comes, at most `most` bytes; what it leaves is read before it is answered."""
    body = _Counted(receive, most, Headers(scope=scope).get("content-length", ""))

    async def answering(message: Message) -> None:
        if message["type"] == "http.response.start":
            await body.drain()
        await send(message)

    await app(scope, body.receive, answering)


class _Counted:
    """A body while it comes."""

    def __init__(self, receive: Receive, most: int, announced: str) -> None:
        self._receive = receive
        self._most = most
        self._length = 0
        self._ended = False
        self._is_announced_larger = announced.isdigit() and int(announced) > most
        self._is_hopeless = announced.isdigit() and int(announced) > most * MOST_THROWN_AWAY
        self._until = asyncio.get_running_loop().time() + UPLOAD_SECONDS

    async def receive(self) -> Message:
        """The next piece. Refusal: TOO_LARGE, MALFORMED when it does not come."""
        if self._is_announced_larger:
            raise Refusal("TOO_LARGE")
        if self._ended:
            return await self._receive()
        try:
            message = await self._next()
        except TimeoutError as silent:
            self._ended = True
            raise Refusal("MALFORMED") from silent
        if self._length > self._most:
            raise Refusal("TOO_LARGE")
        return message

    async def drain(self) -> None:
        """Read what is left, within reason."""
        if self._is_hopeless:
            return
        try:
            while not self._ended and self._length <= self._most * MOST_THROWN_AWAY:
                await self._next()
        except TimeoutError:
            self._ended = True

    async def _next(self) -> Message:
        left = self._until - asyncio.get_running_loop().time()
        async with asyncio.timeout(max(0.0, min(STALL_SECONDS, left))):
            message = await self._receive()
        self._length += len(message.get("body", b""))
        self._ended = message["type"] != "http.request" or not message.get("more_body", False)
        return message
