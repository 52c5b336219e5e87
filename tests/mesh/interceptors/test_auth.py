from typing import Any
from uuid import UUID

import grpc
import pytest
from heo.type.v1 import access_pb2

from services.mesh.access import AccessRuleError
from services.mesh.caller import caller_of
from services.mesh.channels import call_metadata
from services.mesh.ids import new_id
from services.mesh.interceptors.auth import AuthInterceptor
from services.mesh.interceptors.base import Method
from services.mesh.server import Server
from services.mesh.settings import ServiceSettings
from services.mesh.telemetry import Telemetry
from services.mesh.testing import echo
from services.mesh.testing.calls import KINDS, Member, call, failure
from services.mesh.testing.echo_servicer import echo_app
from services.mesh.testing.serving import Running, running

USER, HOME = new_id(), new_id()


async def refused(server: Running, method: str, household: UUID = HOME, **claims: Any) -> str:
    """The code with which a caller of those claims is refused, and "OK" for one that is not."""
    asked = echo.request(household_id=str(household), text="phở")
    metadata = server.identities.metadata("echo", **claims)
    try:
        await call(server, method, asked, metadata=metadata)
    except grpc.aio.AioRpcError as error:
        return error.code().name
    return "OK"


@pytest.mark.parametrize("method", KINDS)
async def test_a_call_without_a_token_is_unauthenticated(method: str) -> None:
    async with running(echo_app()) as server:
        told = await failure(server, method, echo.request(household_id=str(HOME)))
    assert (told.code, told.reason, told.domain) == ("UNAUTHENTICATED", "UNAUTHENTICATED", "echo.heo")


@pytest.mark.parametrize("metadata", [call_metadata("nonsense"), (("authorization", "Basic eDp5"),)])
async def test_a_token_that_proves_nothing_is_unauthenticated(metadata: Any) -> None:
    async with running(echo_app()) as server:
        told = await failure(server, "Echo", echo.request(household_id=str(HOME)), metadata=metadata)
    assert told.code == "UNAUTHENTICATED"


@pytest.mark.parametrize("method", KINDS)
async def test_another_households_id_is_denied_in_each_kind_of_call(method: str) -> None:
    async with running(echo_app()) as server:
        member = Member(server)
        own, other = member.asks(), echo.request(household_id=str(new_id()), text="phở")
        assert await call(server, method, own, metadata=member.metadata)
        told = await failure(server, method, other, metadata=member.metadata)
        assert (told.code, told.reason) == ("PERMISSION_DENIED", "PERMISSION_DENIED")


async def test_every_message_of_a_stream_is_judged_and_not_the_first_alone() -> None:
    async with running(echo_app()) as server:
        member = Member(server)
        other = echo.request(household_id=str(new_id()), text="phở")
        for method in ("Collect", "Chat"):
            told = await failure(server, method, member.asks(), other, metadata=member.metadata)
            assert told.code == "PERMISSION_DENIED"


async def test_the_spelling_of_an_id_does_not_matter() -> None:
    async with running(echo_app()) as server:
        member = Member(server)
        asked = echo.request(household_id=str(member.household_id).upper(), text="phở")
        assert await call(server, "Echo", asked, metadata=member.metadata) == ["phở"]


OWNER = {"user_id": USER, "household_id": HOME, "role": access_pb2.ROLE_OWNER}


@pytest.mark.parametrize(
    ("method", "claims", "code"),
    [
        ("Echo", OWNER, "OK"),
        ("Echo", {**OWNER, "role": access_pb2.ROLE_RECORDER}, "OK"),
        ("Echo", {**OWNER, "role": access_pb2.ROLE_VIEWER}, "PERMISSION_DENIED"),
        ("Echo", {**OWNER, "role": 0}, "PERMISSION_DENIED"),
        ("Echo", {**OWNER, "peer": "ai"}, "PERMISSION_DENIED"),
        ("Echo", {"user_id": USER}, "PERMISSION_DENIED"),
        ("Echo", {"household_id": HOME}, "PERMISSION_DENIED"),
        ("Echo", {}, "PERMISSION_DENIED"),
        ("Peek", OWNER, "OK"),
        ("Peek", {"household_id": HOME}, "OK"),
        ("Peek", {}, "PERMISSION_DENIED"),
        ("Peek", {**OWNER, "role": access_pb2.ROLE_VIEWER}, "PERMISSION_DENIED"),
        ("Peek", {"household_id": HOME, "peer": "ai"}, "PERMISSION_DENIED"),
        ("Enroll", {"user_id": USER}, "OK"),
        ("Enroll", OWNER, "OK"),
        ("Enroll", {}, "PERMISSION_DENIED"),
        ("Sweep", {"peer": "operator"}, "OK"),
        ("Sweep", {"peer": "ai"}, "PERMISSION_DENIED"),
        ("Sweep", {"user_id": USER, "peer": "operator"}, "PERMISSION_DENIED"),
    ],
)
async def test_scope_peer_and_role_decide(method: str, claims: dict[str, Any], code: str) -> None:
    async with running(echo_app()) as server:
        assert await refused(server, method, **claims) == code


async def test_the_servicer_learns_who_calls() -> None:
    async def who(_request: Any, context: Any) -> str:
        caller = caller_of(context)
        return f"{caller.peer} {caller.role}"

    async with running(echo_app(who)) as server:
        member = Member(server, role=3)
        assert await call(server, "Echo", member.asks(), metadata=member.metadata) == ["bff 3"]


async def test_outside_of_a_call_nobody_calls() -> None:
    with pytest.raises(LookupError):
        caller_of(None)  # type: ignore[arg-type]  # no call, no context


def test_a_method_without_a_rule_is_not_served() -> None:
    interceptor = AuthInterceptor({}, None, frozenset())
    with pytest.raises(AccessRuleError, match=r"/a\.B/C has no access rule"):
        interceptor.around(Method("/a.B/C", streams_responses=False))


async def test_a_server_without_anybody_to_verify_callers_does_not_start() -> None:
    with pytest.raises(AccessRuleError, match="verify"):
        Server(echo_app(), ServiceSettings(), Telemetry("echo"), None)
