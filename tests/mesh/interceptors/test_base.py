import asyncio
from typing import Any

import grpc
import pytest

from services.mesh.app import ServerApp
from services.mesh.caller import current_caller
from services.mesh.testing import echo
from services.mesh.testing.calls import KINDS, Member, call
from services.mesh.testing.echo_servicer import echo_app
from services.mesh.testing.serving import running


@pytest.mark.parametrize("method", KINDS)
async def test_all_interceptors_together_let_a_sound_call_of_each_kind_through(method: str) -> None:
    async with running(echo_app()) as server:
        member = Member(server)
        answered = await call(server, method, member.asks("bún"), metadata=member.metadata)
    assert answered == (["bún", "bún"] if method == "Repeat" else ["bún"])


async def test_each_of_many_calls_at_once_sees_its_own_caller() -> None:
    arrived = asyncio.Barrier(20)

    async def who(_request: Any, _context: Any) -> str:
        before = current_caller().user_id
        await arrived.wait()
        assert current_caller().user_id == before
        return str(before)[-12:]

    async with running(echo_app(who)) as server:
        members = [Member(server) for _ in range(20)]
        calls = [call(server, "Echo", one.asks(), metadata=one.metadata) for one in members]
        answers = await asyncio.gather(*calls)
    assert answers == [[str(one.user_id)[-12:]] for one in members]


async def test_a_stream_that_its_client_leaves_is_closed_inside() -> None:
    closed = asyncio.Event()

    class Endless:
        async def Repeat(self, _request: Any, _context: Any) -> Any:  # noqa: N802  the contract's name
            try:
                while True:
                    yield echo.response(text="again")
                    await asyncio.sleep(0)
            finally:
                closed.set()

    async with running(ServerApp("echo", [(echo.add_to_server, Endless())])) as server:
        member = Member(server)
        stream = echo.Stub(server.channel).Repeat(member.asks(), timeout=30, metadata=member.metadata)
        await stream.read()
        stream.cancel()
        await asyncio.wait_for(closed.wait(), 10)


async def test_an_unknown_method_stays_unimplemented() -> None:
    async with running(echo_app()) as server:
        unknown: Any = server.channel.unary_unary("/heo.test.v1.EchoService/Nothing")
        with pytest.raises(grpc.aio.AioRpcError) as refused:
            await unknown(b"", timeout=5)
    assert refused.value.code() is grpc.StatusCode.UNIMPLEMENTED
