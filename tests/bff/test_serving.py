"""The process ends by itself when it is told to: with status 0, and after its last act."""

import asyncio
import os
import signal

import pytest

from services.bff import serving
from services.bff.serving import Server, bind
from tests.bff.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_a_signal_ends_the_server_and_not_the_process(heo: World) -> None:
    said: list[str] = []
    listening = bind("127.0.0.1:0")
    server = Server(heo.app, heo.settings, [lambda: said.append("stopping")])
    running = asyncio.create_task(server.serve(sockets=[listening]))
    reader, writer = await asyncio.open_connection(*listening.getsockname())
    writer.write(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    assert b"SERVING" in await reader.read()
    writer.close()
    os.kill(os.getpid(), signal.SIGTERM)
    async with asyncio.timeout(10):
        await running
    assert said == ["stopping"]


ASKED = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"


@pytest.mark.parametrize("said", [[], [b"GET /healthz HTT"], [ASKED, b"GET /he"]])
async def test_who_opens_a_connection_and_does_not_ask_is_not_kept(
    heo: World, said: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "HEAD_SECONDS", 0.2)
    listening = bind("127.0.0.1:0")
    server = Server(heo.app, heo.settings, [])
    running = asyncio.create_task(server.serve(sockets=[listening]))
    reader, writer = await asyncio.open_connection(*listening.getsockname())
    async with asyncio.timeout(20):
        for piece in said:
            writer.write(piece)
            if piece is ASKED:
                await reader.readuntil(b"SERVING")
        await reader.read()  # comes to an end only because the server closes
    writer.close()
    server.should_exit = True
    await running


async def test_a_taken_port_is_said_before_anything_starts() -> None:
    taken = bind("127.0.0.1:0")
    with pytest.raises(OSError, match="in use"):
        bind(f"127.0.0.1:{taken.getsockname()[1]}")
    taken.close()
