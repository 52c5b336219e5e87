"""A body that is too large is refused, and whoever sent it hears why: it is read to its end first, within reason."""

import asyncio

import pytest
from starlette.types import Message, Receive, Scope, Send

from services.bff.edge import bodies
from services.bff.edge.bodies import MOST_THROWN_AWAY, BodyLimit
from services.bff.problems.handlers import load_problems

LIMIT = 100


class Sender:
    """A client that sends `pieces` pieces of `size` bytes each, and listens when it has sent all."""

    def __init__(self, pieces: int, size: int, *, announced: bool) -> None:
        self.left = pieces
        self.size = size
        self.heard: list[Message] = []
        length = [(b"content-length", str(pieces * size).encode())] if announced else []
        headers = length or [(b"transfer-encoding", b"chunked")]
        self.scope: Scope = {"type": "http", "method": "POST", "path": "/", "query_string": b"", "headers": headers}

    async def receive(self) -> Message:
        assert self.left, "more was asked for than there is"
        self.left -= 1
        return {"type": "http.request", "body": b" " * self.size, "more_body": self.left > 0}

    async def send(self, message: Message) -> None:
        self.heard.append(message)

    async def through(self) -> int:
        """The status that it hears."""
        await BodyLimit(read_all, load_problems(), LIMIT)(self.scope, self.receive, self.send)
        return int(self.heard[0]["status"])


async def read_all(_scope: Scope, receive: Receive, send: Send) -> None:
    body = (await receive())["body"]
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": body})


@pytest.mark.parametrize("announced", [True, False])
@pytest.mark.parametrize(("size", "status"), [(LIMIT // 2, 200), (LIMIT // 2 + 1, 413), (LIMIT * 10, 413)])
async def test_all_is_read_before_it_is_answered(announced: bool, size: int, status: int) -> None:
    sender = Sender(2, size, announced=announced)
    assert await sender.through() == status
    assert sender.left == 0


async def test_what_is_beyond_all_reason_is_not_even_read() -> None:
    sender = Sender(2, LIMIT * MOST_THROWN_AWAY, announced=True)
    assert await sender.through() == 413
    assert sender.left == 2


async def test_what_comes_without_end_is_not_read_to_it() -> None:
    sender = Sender(MOST_THROWN_AWAY * 10, LIMIT, announced=False)
    assert await sender.through() == 413
    assert sender.left == MOST_THROWN_AWAY * 9 - 1


async def test_a_body_that_never_comes_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "BODY_SECONDS", 0.01)
    sender = Sender(2, 1, announced=True)

    async def never() -> Message:
        await asyncio.Event().wait()
        raise AssertionError

    await BodyLimit(read_all, load_problems(), LIMIT)(sender.scope, never, sender.send)
    assert sender.heard[0]["status"] == 400
