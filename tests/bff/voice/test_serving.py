"""The line over a real socket: the upgrade outlives the patience for requests, and the server's limits hold."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from services.bff import serving
from services.bff.serving import LARGEST_MESSAGE_BYTES, Server, bind
from services.mesh.ids import new_id
from tests.bff.world import ORIGIN, Browser, World

pytestmark = pytest.mark.asyncio(loop_scope="module")

START = {"type": "start", "encoding": "linear16", "sample_rate_hz": 16_000}


@asynccontextmanager
async def served(heo: World) -> AsyncIterator[str]:
    """A real server; its address."""
    listening = bind("127.0.0.1:0")
    server = Server(heo.app, heo.settings, [])
    running = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        yield f"127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        await running


@asynccontextmanager
async def opened(address: str, lan: Browser, origin: str = ORIGIN) -> AsyncIterator[ClientConnection]:
    """An open line."""
    cookie = f"__Host-heo={lan.http.cookies['__Host-heo']}"
    url = f"ws://{address}/api/v1{lan.home('/voice')}"
    async with connect(url, additional_headers={"Cookie": cookie}, origin=origin) as line:  # type: ignore[arg-type]
        yield line


async def test_a_line_outlives_the_patience_for_requests(
    heo: World, lan: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "HEAD_SECONDS", 0.2)
    async with served(heo) as address, opened(address, lan) as line:
        await line.send(json.dumps({**START, "request_id": str(new_id())}))
        for piece in ("ăn phở", " 45k"):
            await asyncio.sleep(0.3)
            await line.send(piece.encode())
        await line.send('{"type": "end"}')
        events = [json.loads(message) async for message in line]
    assert events[-1]["drafts"][0]["content"]["amount"]["amount"] == 45_000
    assert line.close_code == 1000


async def test_a_foreign_page_gets_no_line(heo: World, lan: Browser) -> None:
    async with served(heo) as address:
        with pytest.raises(InvalidStatus, match="403"):
            async with opened(address, lan, origin="https://evil.example"):
                pass


async def test_a_message_beyond_all_reason_closes_the_line(heo: World, lan: Browser) -> None:
    async with served(heo) as address, opened(address, lan) as line:
        await line.send(json.dumps({**START, "request_id": str(new_id())}))
        await line.send(b"x" * (LARGEST_MESSAGE_BYTES + 1))
        with pytest.raises(ConnectionClosed) as closed:
            await line.recv()
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1009


async def test_a_server_that_stops_does_not_wait_for_a_silent_line(heo: World, lan: Browser) -> None:
    async with asyncio.timeout(10):
        async with served(heo) as address:
            holding = opened(address, lan)
            line = await holding.__aenter__()
        with pytest.raises(ConnectionClosed):
            await line.recv()
        await holding.__aexit__(None, None, None)
