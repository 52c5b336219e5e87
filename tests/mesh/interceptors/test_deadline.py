import asyncio
from typing import Any

import pytest
from grpc_health.v1 import health_pb2, health_pb2_grpc

from services.mesh.access import AccessRule
from services.mesh.app import Foreign
from services.mesh.deadline import remaining_s
from services.mesh.testing import echo
from services.mesh.testing.calls import KINDS, Member, call, failure
from services.mesh.testing.echo_servicer import echo_app
from services.mesh.testing.serving import running

ANYBODY = Foreign(limit_s=0.2)


async def wait_for_ever(_request: Any, _context: Any) -> str:
    await asyncio.Event().wait()
    return ""


async def budget(_request: Any, _context: Any) -> str:
    left_s = remaining_s()
    return "none" if left_s is None else f"{left_s:.1f}"


@pytest.mark.parametrize("method", KINDS)
async def test_a_call_without_a_deadline_is_refused(method: str) -> None:
    async with running(echo_app()) as server:
        member = Member(server)
        told = await failure(server, method, member.asks(), timeout=None, metadata=member.metadata)
    assert (told.code, told.reason) == ("INVALID_ARGUMENT", "DEADLINE_REQUIRED")


async def test_a_handler_knows_what_is_left() -> None:
    async with running(echo_app(budget)) as server:
        member = Member(server)
        (left,) = await call(server, "Echo", member.asks(), timeout=40, metadata=member.metadata)
    assert 30 < float(left) <= 40


async def test_health_needs_no_deadline() -> None:
    async with running(echo_app()) as server:
        health: Any = health_pb2_grpc.HealthStub(server.channel)
        answer = await health.Check(health_pb2.HealthCheckRequest(service=echo.SERVICE))
    assert answer.status == health_pb2.HealthCheckResponse.SERVING


@pytest.mark.parametrize("method", KINDS)
async def test_a_foreign_protocol_gets_the_servers_limit(method: str) -> None:
    async with running(echo_app(wait_for_ever, foreign={echo.SERVICE: ANYBODY})) as server:
        told = await failure(server, method, echo.request(), timeout=None)
    assert (told.code, told.reason) == ("DEADLINE_EXCEEDED", "UNAVAILABLE")


async def test_a_foreign_protocol_may_still_be_guarded() -> None:
    guarded = Foreign(limit_s=5, access=AccessRule(3, 0, frozenset({"operator"}), lets_services_in=False))
    async with running(echo_app(foreign={echo.SERVICE: guarded})) as server:
        told = await failure(server, "Sweep", echo.request(), timeout=None)
        token = server.identities.metadata("echo", peer="operator")
        assert await call(server, "Sweep", echo.request(text="phở"), timeout=None, metadata=token) == ["phở"]
    assert told.code == "UNAUTHENTICATED"


async def test_a_stream_ends_with_the_life_of_a_connection_however_long_its_deadline() -> None:
    async with running(echo_app(wait_for_ever), settings={"max_connection_age_s": 0.2}) as server:
        member = Member(server)
        told = await failure(server, "Repeat", member.asks(), timeout=60, metadata=member.metadata)
    assert told.code in {"DEADLINE_EXCEEDED", "UNAVAILABLE"}


async def test_a_handler_that_overruns_its_deadline_is_cancelled() -> None:
    cancelled = asyncio.Event()

    async def overrun(_request: Any, _context: Any) -> str:
        try:
            await asyncio.Event().wait()
        finally:
            cancelled.set()
        return ""

    async with running(echo_app(overrun)) as server:
        member = Member(server)
        told = await failure(server, "Echo", member.asks(), timeout=0.2, metadata=member.metadata)
        await asyncio.wait_for(cancelled.wait(), 10)
    assert told.code == "DEADLINE_EXCEEDED"
