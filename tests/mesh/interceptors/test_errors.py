import asyncio
from typing import Any

import grpc
import psycopg
import pytest
from psycopg_pool import PoolTimeout

from services.mesh.errors import ServiceError, reason_of
from services.mesh.testing import echo
from services.mesh.testing.calls import KINDS, Failure, Member, call, failure
from services.mesh.testing.echo_servicer import Behaviour, echo_app
from services.mesh.testing.serving import running

STALE = ServiceError(
    "VERSION_STALE", grpc.StatusCode.FAILED_PRECONDITION, "somebody was faster", metadata={"version": "7"}
)


def raising(error: BaseException) -> Behaviour:
    async def behave(_request: Any, _context: Any) -> str:
        raise error

    return behave


async def failing(error: BaseException, method: str = "Echo") -> Failure:
    async with running(echo_app(raising(error))) as server:
        member = Member(server)
        return await failure(server, method, member.asks(), metadata=member.metadata)


@pytest.mark.parametrize("method", KINDS)
async def test_a_service_error_arrives_with_code_reason_and_domain(method: str) -> None:
    assert await failing(STALE, method) == Failure(
        "FAILED_PRECONDITION", "VERSION_STALE", "echo.heo", "somebody was faster"
    )


async def test_its_metadata_arrives() -> None:
    async with running(echo_app(raising(STALE))) as server:
        member = Member(server)
        with pytest.raises(grpc.aio.AioRpcError) as refused:
            await call(server, "Echo", member.asks(), metadata=member.metadata)
    info = reason_of(refused.value)
    assert info is not None
    assert dict(info.metadata) == {"version": "7"}


@pytest.mark.parametrize("method", KINDS)
async def test_what_nobody_foresaw_says_nothing_of_its_inside(method: str) -> None:
    told = await failing(KeyError("Lan 45.000"), method)
    assert (told.code, told.reason) == ("INTERNAL", "INTERNAL")
    assert "Lan" not in told.message


@pytest.mark.parametrize(
    "error",
    [
        psycopg.OperationalError("connection to 10.0.0.1 failed"),
        psycopg.errors.AdminShutdown("terminating"),
        psycopg.InterfaceError("the connection is closed"),
        PoolTimeout("couldn't get a connection after 5.00 sec"),
    ],
)
async def test_a_database_that_cannot_answer_now_is_unavailable(error: Exception) -> None:
    told = await failing(error)
    assert (told.code, told.reason) == ("UNAVAILABLE", "UNAVAILABLE")
    assert "10.0.0.1" not in told.message


async def test_a_broken_rule_of_the_database_is_a_fault_and_not_unavailability() -> None:
    assert (await failing(psycopg.errors.CheckViolation("row (45000)"))).code == "INTERNAL"


async def test_a_service_behind_that_is_away_is_unavailable() -> None:
    async def ask(request: Any, _context: Any) -> str:
        async with grpc.aio.insecure_channel("unix:/nowhere/to/be/found") as gone:
            return str((await echo.Stub(gone).Echo(request, timeout=2)).text)

    async with running(echo_app(ask)) as server:
        member = Member(server)
        told = await failure(server, "Echo", member.asks(), metadata=member.metadata)
    assert (told.code, told.reason) == ("UNAVAILABLE", "UNAVAILABLE")


async def test_cancellation_reaches_the_handler() -> None:
    begun, cancelled = asyncio.Event(), asyncio.Event()

    async def wait(_request: Any, _context: Any) -> str:
        begun.set()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            cancelled.set()
            raise
        return ""

    async with running(echo_app(wait)) as server:
        member = Member(server)
        running_call = echo.Stub(server.channel).Echo(member.asks(), timeout=30, metadata=member.metadata)
        await asyncio.wait_for(begun.wait(), 10)
        running_call.cancel()
        await asyncio.wait_for(cancelled.wait(), 10)
