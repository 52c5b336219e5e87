"""Bodies with files pass through while they are counted; whoever sends too much, too slowly or in vain hears why."""

import asyncio
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from services.bff.edge import uploads
from services.bff.edge.uploads import MOST_THROWN_AWAY, larger_limit, pass_through
from services.bff.evidence.model import MOST_CLIP_UPLOAD_BYTES, MOST_UPLOAD_BYTES
from services.bff.problems.problem import Refusal

LIMIT = 100
HOME = "0190b6f2-7a10-7c3e-8d21-6f0d2a8c1b55"


class Sender:
    """Sends `pieces` pieces of `size` bytes, and then nothing more."""

    def __init__(self, pieces: int, size: int, *, announced: bool = True) -> None:
        self.left = pieces
        self.size = size
        self.heard: list[Message] = []
        headers = [(b"content-length", str(pieces * size).encode())] if announced else []
        self.scope: Scope = {"type": "http", "method": "POST", "path": "/", "query_string": b"", "headers": headers}

    async def receive(self) -> Message:
        if not self.left:
            await asyncio.Event().wait()
        self.left -= 1
        return {"type": "http.request", "body": b" " * self.size, "more_body": self.left > 0}

    async def send(self, message: Message) -> None:
        self.heard.append(message)

    async def through(self, app: Any) -> str:
        """What the application makes of it."""
        await pass_through(app, self.scope, self.receive, self.send, LIMIT)
        return str(self.heard[0]["said"])


def says(said: str) -> Message:
    return {"type": "http.response.start", "said": said}


async def reads(_scope: Scope, receive: Receive, send: Send) -> None:
    """Reads all, as a route that wants the files."""
    length, more = 0, True
    try:
        while more:
            message = await receive()
            length += len(message["body"])
            more = message["more_body"]
    except Refusal as refusal:
        await send(says(refusal.reason))
    else:
        await send(says(str(length)))


async def refuses(_scope: Scope, _receive: Receive, send: Send) -> None:
    """Answers without having read, as for somebody who is not signed in."""
    await send(says("no"))


@pytest.mark.parametrize("announced", [True, False])
async def test_what_fits_passes_piece_by_piece(announced: bool) -> None:
    assert await Sender(10, 10, announced=announced).through(reads) == "100"


@pytest.mark.parametrize("announced", [True, False])
async def test_what_does_not_fit_is_refused_and_read_to_its_end(announced: bool) -> None:
    sender = Sender(11, 10, announced=announced)
    assert await sender.through(reads) == "TOO_LARGE"
    assert sender.left == 0


async def test_what_is_beyond_reason_is_not_read() -> None:
    sender = Sender(3, LIMIT * MOST_THROWN_AWAY)
    assert await sender.through(reads) == "TOO_LARGE"
    assert sender.left == 3
    endless = Sender(1_000, LIMIT, announced=False)
    assert await endless.through(reads) == "TOO_LARGE"
    assert endless.left > 990


async def test_who_is_refused_at_the_door_hears_it_when_all_is_sent() -> None:
    sender = Sender(10, 10)
    assert await sender.through(refuses) == "no"
    assert sender.left == 0


@pytest.mark.parametrize("limit", ["STALL_SECONDS", "UPLOAD_SECONDS"])
async def test_who_stops_sending_is_not_waited_for(limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, limit, 0.02)
    sender = Sender(1, 10)
    sender.left = 0
    assert await sender.through(reads) == "MALFORMED"
    sender = Sender(1, 10)
    sender.left = 0
    assert await sender.through(refuses) == "no"


@pytest.mark.parametrize(
    ("method", "path", "most"),
    [
        ("POST", f"/api/v1/households/{HOME}/readings", MOST_UPLOAD_BYTES),
        ("POST", f"/api/v1/households/{HOME}/voice/clips", MOST_CLIP_UPLOAD_BYTES),
        ("GET", f"/api/v1/households/{HOME}/readings", 0),
        ("POST", f"/api/v1/households/{HOME}/readings/{HOME}/retry", 0),
        ("POST", "/api/v1/households/a/b/readings", 0),
        ("POST", "/api/v1/users", 0),
    ],
)
async def test_only_where_files_are_expected(method: str, path: str, most: int) -> None:
    assert larger_limit({"type": "http", "method": method, "path": path}) == most
