import asyncio
import os
import signal
from typing import Any

import grpc
import pytest
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha import reflection_pb2

from services.mesh.app import ServerApp
from services.mesh.server import serve
from services.mesh.settings import ServiceSettings
from services.mesh.telemetry import Telemetry
from services.mesh.testing import echo
from services.mesh.testing.calls import Member, failure
from services.mesh.testing.echo_servicer import echo_app
from services.mesh.testing.identity import Identities
from services.mesh.testing.serving import Running, running


class Gate:
    """A behaviour that says when it has begun and waits until it is let go."""

    def __init__(self) -> None:
        self.begun = asyncio.Event()
        self.go = asyncio.Event()
        self.cancelled = asyncio.Event()

    async def __call__(self, _request: Any, _context: Any) -> str:
        self.begun.set()
        try:
            await self.go.wait()
        except asyncio.CancelledError:
            self.cancelled.set()
            raise
        return "done"


async def test_health_answers_for_the_server_and_for_each_service() -> None:
    async with running(echo_app()) as server:
        health: Any = health_pb2_grpc.HealthStub(server.channel)
        for name in ("", echo.SERVICE):
            answer = await health.Check(health_pb2.HealthCheckRequest(service=name), timeout=5)
            assert answer.status == health_pb2.HealthCheckResponse.SERVING


async def test_a_watcher_of_health_is_told_of_the_drain_before_calls_are_cut() -> None:
    gate = Gate()
    async with running(echo_app(gate), settings={"drain_s": 30}) as server:
        member = Member(server)
        health: Any = health_pb2_grpc.HealthStub(server.channel)
        watch = health.Watch(health_pb2.HealthCheckRequest())
        assert (await watch.read()).status == health_pb2.HealthCheckResponse.SERVING
        call = echo.Stub(server.channel).Echo(member.asks(), timeout=30, metadata=member.metadata)
        await gate.begun.wait()
        stopping = asyncio.create_task(server.server.stop())
        assert (await watch.read()).status == health_pb2.HealthCheckResponse.NOT_SERVING
        gate.go.set()
        assert (await call).text == "done"
        await stopping


async def test_a_call_that_outlives_the_grace_is_cancelled() -> None:
    gate = Gate()
    async with running(echo_app(gate), settings={"drain_s": 0.1}) as server:
        member = Member(server)
        call = echo.Stub(server.channel).Peek(member.asks(), timeout=30, metadata=member.metadata)
        await gate.begun.wait()
        await server.server.stop()
        await asyncio.wait_for(gate.cancelled.wait(), 10)
        with pytest.raises(grpc.aio.AioRpcError):
            await call


async def test_an_open_stream_is_told_to_resume_elsewhere_and_holds_nothing_up() -> None:
    class Watching:
        async def Repeat(self, _request: Any, _context: Any) -> Any:  # noqa: N802  the contract's name
            yield echo.response(text="now")
            await asyncio.Event().wait()

    async with running(ServerApp("echo", [(echo.add_to_server, Watching())]), settings={"drain_s": 3600}) as server:
        member = Member(server)
        stream = echo.Stub(server.channel).Repeat(member.asks(), timeout=60, metadata=member.metadata)
        assert (await stream.read()).text == "now"
        await server.server.stop()
        with pytest.raises(grpc.aio.AioRpcError) as cut:
            await stream.read()
    assert cut.value.code() is grpc.StatusCode.UNAVAILABLE


async def test_tasks_end_before_pools_are_closed_and_telemetry_is_last(monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    telemetry = Telemetry("echo")
    monkeypatch.setattr(telemetry, "shutdown", lambda: order.append("telemetry"))

    async def work() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            order.append("task")

    async def close() -> None:
        order.append("pool")

    async with running(echo_app(tasks={"work": work}, closers=[close]), telemetry=telemetry) as server:
        await asyncio.sleep(0)
        assert not server.server.died.is_set()
    assert order == ["task", "pool", "telemetry"]


@pytest.fixture
def settings(tmp_path: Any) -> ServiceSettings:
    return ServiceSettings(listen=f"unix:{tmp_path}/s", drain_s=0.1, metrics_listen="127.0.0.1:0")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_ends_the_service_in_order(
    settings: ServiceSettings, identities: Identities, number: signal.Signals
) -> None:
    begun, ended = asyncio.Event(), asyncio.Event()

    async def work() -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    app = echo_app(tasks={"work": work})
    serving = asyncio.create_task(
        serve(app, settings, telemetry=Telemetry("echo"), verifier=identities.verifier("echo"))
    )
    await begun.wait()
    os.kill(os.getpid(), number)
    assert await asyncio.wait_for(serving, 20) == 0
    assert ended.is_set()


@pytest.mark.parametrize("error", [None, RuntimeError("lost the lease")])
async def test_a_service_whose_task_ends_does_not_go_on_half_alive(
    settings: ServiceSettings, identities: Identities, error: Exception | None
) -> None:
    async def dying() -> None:
        if error is not None:
            raise error

    serving = serve(
        echo_app(tasks={"dying": dying}), settings, telemetry=Telemetry("echo"), verifier=identities.verifier("echo")
    )
    assert await asyncio.wait_for(serving, 20) == 1


def listing(server: Running) -> Any:
    """A call that asks by reflection which services there are."""
    path = "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo"
    asked = reflection_pb2.ServerReflectionRequest(list_services="")
    channel: Any = server.channel
    ask = channel.stream_stream(
        path, lambda message: message.SerializeToString(), reflection_pb2.ServerReflectionResponse.FromString
    )
    return ask(iter([asked]), timeout=5)


async def test_reflection_lists_the_services_unless_it_is_switched_off() -> None:
    async with running(echo_app()) as server:
        (answer,) = [one async for one in listing(server)]
        assert echo.SERVICE in {service.name for service in answer.list_services_response.service}
    async with running(echo_app(), settings={"reflection": False}) as server:
        with pytest.raises(grpc.aio.AioRpcError) as refused:
            await listing(server).read()
    assert refused.value.code() is grpc.StatusCode.UNIMPLEMENTED


async def test_a_message_over_the_limit_is_refused() -> None:
    async with running(echo_app(), settings={"max_message_bytes": 1000}) as server:
        member = Member(server)
        told = await failure(server, "Echo", member.asks(words=["aaaa"] * 1000), metadata=member.metadata)
    assert told.code == "RESOURCE_EXHAUSTED"


async def test_a_taken_address_is_an_error_and_not_shared() -> None:
    async with running(echo_app(), settings={"listen": "127.0.0.1:0"}) as server:
        with pytest.raises(RuntimeError):
            async with running(echo_app(), settings={"listen": server.target}):
                pass


async def test_a_socket_is_for_its_owner_alone() -> None:
    async with running(echo_app()) as server:
        assert os.stat(server.target.removeprefix("unix:")).st_mode & 0o777 == 0o600  # noqa: PTH116  no I/O worth a thread
