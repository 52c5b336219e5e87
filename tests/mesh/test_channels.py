from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import grpc
import pytest

from services.mesh.channels import open_channel
from services.mesh.deadline import remaining_s, set_budget
from services.mesh.settings import ServiceSettings
from services.mesh.telemetry import Telemetry
from services.mesh.testing import echo
from services.mesh.testing.calls import KINDS, Member, call, failure
from services.mesh.testing.echo_servicer import Behaviour, echo_app
from services.mesh.testing.serving import Running, running


async def budget(_request: Any, _context: Any) -> str:
    return f"{remaining_s():.3f}"


@asynccontextmanager
async def in_a_call_with(seconds: float) -> AsyncIterator[None]:
    """As in a handler that has `seconds` left; runs in the test's own task, whose context ends with the test."""
    set_budget(seconds)
    yield


@pytest.mark.parametrize("method", KINDS)
async def test_a_call_gets_what_is_left_of_the_running_one(method: str) -> None:
    async with running(echo_app(budget)) as behind, in_a_call_with(20):
        member = Member(behind)
        answers = await call(behind, method, member.asks(), timeout=None, metadata=member.metadata)
    assert all(10 < float(left) <= 20 for left in answers)


@pytest.mark.parametrize(("wanted_s", "most_s"), [(5, 5), (300, 20)])
async def test_the_smaller_of_both_timeouts_counts(wanted_s: float, most_s: float) -> None:
    async with running(echo_app(budget)) as behind, in_a_call_with(20):
        member = Member(behind)
        (left,) = await call(behind, "Echo", member.asks(), timeout=wanted_s, metadata=member.metadata)
    assert most_s / 2 < float(left) <= most_s


async def test_a_call_whose_time_is_up_fails() -> None:
    async with running(echo_app()) as behind, in_a_call_with(0):
        member = Member(behind)
        told = await failure(behind, "Echo", member.asks(), metadata=member.metadata)
    assert told.code == "DEADLINE_EXCEEDED"


def failing_first(times: int) -> Behaviour:
    """UNAVAILABLE for the first `times` calls, then the number of the call."""
    calls = 0

    async def behave(_request: Any, context: grpc.aio.ServicerContext[Any, Any]) -> str:
        nonlocal calls
        calls += 1
        if calls <= times:
            await context.abort(grpc.StatusCode.UNAVAILABLE)
        return str(calls)

    return behave


async def test_an_idempotent_method_is_tried_again_when_the_server_was_away() -> None:
    async with running(echo_app(failing_first(2))) as server:
        member = Member(server)
        assert await call(server, "Echo", member.asks(), metadata=member.metadata) == ["3"]


async def test_another_method_is_not() -> None:
    async with running(echo_app(failing_first(1))) as server:
        member = Member(server)
        told = await failure(server, "Peek", member.asks(), metadata=member.metadata)
        assert told.code == "UNAVAILABLE"
        assert await call(server, "Peek", member.asks(), metadata=member.metadata) == ["2"]


def saying(word: str) -> Behaviour:
    async def behave(_request: Any, _context: Any) -> str:
        return word

    return behave


async def answers_of(channel: grpc.aio.Channel, members: list[Member], calls: int) -> set[str]:
    """What `calls` calls over `channel` answer; both servers trust the same keys."""
    stub, member = echo.Stub(channel), members[0]
    return {(await stub.Echo(member.asks(), timeout=5, metadata=member.metadata)).text for _ in range(calls)}


async def test_calls_go_round_among_the_healthy_and_leave_the_draining() -> None:
    async with AsyncExitStack() as stack:
        tcp = {"listen": "127.0.0.1:0"}
        first: Running = await stack.enter_async_context(running(echo_app(saying("one")), settings=tcp))
        second = await stack.enter_async_context(running(echo_app(saying("two")), first.identities, settings=tcp))
        both = f"ipv4:{first.target},{second.target}"
        channel = await stack.enter_async_context(open_channel(both, ServiceSettings()))
        members = [Member(first)]
        await until(lambda: answers_of(channel, members, 4), {"one", "two"})
        await second.server.drain()
        await until(lambda: answers_of(channel, members, 4), {"one"})


async def until(ask: Any, expected: set[str]) -> None:
    """Ask until the answers are `expected`; the test's own time limit ends a wait in vain."""
    while await ask() != expected:
        continue


async def test_outgoing_calls_are_counted_by_method_and_code() -> None:
    telemetry = Telemetry("bff")
    async with running(echo_app(), telemetry=telemetry) as server:
        member = Member(server)
        await call(server, "Echo", member.asks(), metadata=member.metadata)
        await failure(server, "Echo", member.asks("x" * 17), metadata=member.metadata)
    for code in ("OK", "INVALID_ARGUMENT"):
        labels = {
            "rpc_system_name": "grpc",
            "rpc_method": f"{echo.SERVICE}/Echo",
            "rpc_response_status_code": code,
        }
        count = telemetry.metrics.registry.get_sample_value("rpc_client_call_duration_seconds_count", labels)
        assert count == 1
