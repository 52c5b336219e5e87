import asyncio
import urllib.request
from typing import Any

import grpc
import pytest

from services.mesh.errors import ServiceError
from services.mesh.telemetry import Metrics, Telemetry, serve_metrics
from services.mesh.testing import echo
from services.mesh.testing.calls import Member, call, failure
from services.mesh.testing.echo_servicer import Behaviour, echo_app
from services.mesh.testing.serving import Running, running

NAME = "rpc_server_call_duration_seconds_count"


def counted(telemetry: Telemetry, code: str, method: str = "Echo") -> float:
    """How many finished calls the server counted with that code."""
    labels = {
        "rpc_system_name": "grpc",
        "rpc_method": f"{echo.SERVICE}/{method}",
        "rpc_response_status_code": code,
    }
    return telemetry.metrics.registry.get_sample_value(NAME, labels) or 0


def raising(error: Exception) -> Behaviour:
    async def behave(_request: Any, _context: Any) -> str:
        raise error

    return behave


async def test_each_call_is_counted_by_its_code() -> None:
    async with running(echo_app()) as server:
        member = Member(server)
        await call(server, "Echo", member.asks(), metadata=member.metadata)
        await failure(server, "Echo", member.asks())
        await failure(server, "Echo", member.asks("x" * 17), metadata=member.metadata)
    codes = ("OK", "UNAUTHENTICATED", "INVALID_ARGUMENT", "INTERNAL")
    assert [counted(server.telemetry, code) for code in codes] == [1, 1, 1, 0]


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ServiceError("VERSION_STALE", grpc.StatusCode.FAILED_PRECONDITION), "FAILED_PRECONDITION"),
        (KeyError("x"), "INTERNAL"),
    ],
)
async def test_a_failed_call_is_counted_with_the_code_that_the_caller_sees(error: Exception, code: str) -> None:
    async with running(echo_app(raising(error))) as server:
        member = Member(server)
        told = await failure(server, "Repeat", member.asks(), metadata=member.metadata)
    assert told.code == code
    assert counted(server.telemetry, code, "Repeat") == 1


async def test_a_call_that_its_client_left_is_cancelled() -> None:
    begun = asyncio.Event()

    async def wait(_request: Any, _context: Any) -> str:
        begun.set()
        await asyncio.Event().wait()
        return ""

    async with running(echo_app(wait)) as server:
        await leave(server, begun)
    assert counted(server.telemetry, "CANCELLED") == 1


async def leave(server: Running, begun: asyncio.Event) -> None:
    member = Member(server)
    left = echo.Stub(server.channel).Echo(member.asks(), timeout=30, metadata=member.metadata)
    await begun.wait()
    left.cancel()


def test_the_page_shows_process_and_calls() -> None:
    metrics = Metrics()
    metrics.server_method("a.B/C")("OK", 0.004)
    port, stop = serve_metrics(metrics, "127.0.0.1:0")
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=5) as page:
            text = page.read().decode()
    finally:
        stop()
    assert 'rpc_server_call_duration_seconds_bucket{le="0.005",rpc_method="a.B/C"' in text
    assert "process_resident_memory_bytes" in text
