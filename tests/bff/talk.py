"""A WebSocket as a browser opens it, spoken to the application itself."""

import asyncio
import json
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import Any

from tests.bff.world import ORIGIN, Browser


class Talk:
    """One line: what the page sends, what it hears, and how it was closed."""

    def __init__(self) -> None:
        self.sent: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.heard: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.accepted = False

    def say(self, message: Any) -> None:
        """Send an object as JSON, or bytes as they are."""
        is_audio = isinstance(message, bytes)
        text = message if isinstance(message, str | bytes) else json.dumps(message)
        self.sent.put_nowait({"type": "websocket.receive", "bytes" if is_audio else "text": text})

    def leave(self) -> None:
        """Close the page."""
        self.sent.put_nowait({"type": "websocket.disconnect", "code": 1001})

    async def hear(self) -> Any:
        """The next object, or the close code as a number."""
        async with asyncio.timeout(20):
            message = await self.heard.get()
        return json.loads(message["text"]) if message["type"] == "websocket.send" else message["code"]

    async def until(self, kind: str) -> Any:
        """The next object of that type; everything before it is passed over."""
        while (event := await self.hear())["type"] != kind:
            pass
        return event

    async def receive(self) -> dict[str, Any]:
        return await self.sent.get()

    async def send(self, message: Any) -> None:
        if message["type"] == "websocket.accept":
            self.accepted = True
        else:
            self.heard.put_nowait(dict(message))


@asynccontextmanager
async def talking(browser: Browser, path: str = "", origin: str | None = ORIGIN) -> AsyncIterator[Talk]:
    """An open line of the browser's household; the page goes away at the end."""
    talk = Talk()
    headers = {"host": "heo.test", "cookie": f"__Host-heo={browser.http.cookies.get('__Host-heo', '')}"}
    if origin is not None:
        headers["origin"] = origin
    scope = {
        "type": "websocket", "asgi": {"version": "3.0"}, "http_version": "1.1", "scheme": "wss",
        "path": path or f"/api/v1{browser.home('/voice')}", "raw_path": b"", "query_string": b"", "subprotocols": [],
        "client": ("192.0.2.1", 4711), "server": ("heo.test", 443),
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }  # fmt: skip
    talk.sent.put_nowait({"type": "websocket.connect"})
    line: Coroutine[Any, Any, None] = browser.app(scope, talk.receive, talk.send)  # type: ignore[assignment]
    running = asyncio.create_task(line)
    try:
        yield talk
    finally:
        talk.leave()
        async with asyncio.timeout(20):
            await running
