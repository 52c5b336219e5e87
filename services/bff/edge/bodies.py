"""No body is larger than what the contract needs; it is read here, once, before anything looks at it. Those with files
alone pass through.
"""

import asyncio

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.bff.edge.uploads import larger_limit, pass_through
from services.bff.problems.handlers import Problems
from services.bff.problems.problem import Refusal

MOST_THROWN_AWAY = 64
"""How many times the limit is read and thrown away, so that an honest client that sent too much hears why: most listen
only when they have sent all, and a connection that is closed on them looks like a broken network.
"""

BODY_SECONDS = 30.0
"""How long a client may take to send a body: one that trickles would hold its connection for ever."""


class BodyLimit:
    """Refuses bodies over a limit by their announced length, and by what comes when none was announced."""

    def __init__(self, app: ASGIApp, problems: Problems, max_bytes: int) -> None:
        """Surround `app`; a body has at most `max_bytes`."""
        self._app = app
        self._problems = problems
        self._max_bytes = max_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request, or pass on what is none."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        larger = larger_limit(scope)
        if larger:
            await pass_through(self._app, scope, receive, send, larger)
            return
        reason = "TOO_LARGE"
        try:
            async with asyncio.timeout(BODY_SECONDS):
                body = await self._read(Headers(scope=scope), receive)
        except TimeoutError:
            body, reason = None, "MALFORMED"
        if body is None:
            headers = {"Connection": "close"}
            await self._problems.answer(Request(scope), Refusal(reason), headers)(scope, receive, send)
            return
        await self._app(scope, _again(body, receive), send)

    async def _read(self, headers: Headers, receive: Receive) -> bytes | None:
        announced = headers.get("content-length", "")
        if not announced and "transfer-encoding" not in headers:
            return b""
        if announced.isdigit() and int(announced) > self._max_bytes * MOST_THROWN_AWAY:
            return None
        body = bytearray()
        length = 0
        while True:
            message = await receive()
            piece = message.get("body", b"")
            length += len(piece)
            if length <= self._max_bytes:
                body += piece
            elif length > self._max_bytes * MOST_THROWN_AWAY:
                return None
            if not message.get("more_body", False):
                return bytes(body) if length <= self._max_bytes else None


def _again(body: bytes, receive: Receive) -> Receive:
    sent = False

    async def replay() -> Message:
        nonlocal sent
        if sent:
            return await receive()  # only the news that the client has gone can follow
        sent = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay
