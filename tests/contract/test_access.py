"""Who may call what, for every method of the mesh, as the contract says it.

Each case first succeeds for the rightful caller; then the identical request is refused for everybody else.
"""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import grpc
import pytest
import pytest_asyncio
from google.protobuf.message import Message
from heo.ai.v1.reading_service_pb2 import StartReadingRequest
from heo.type.v1 import access_pb2

from services.mesh.ids import new_id
from services.mesh.testing.plugin import MakeDatabase
from tests.contract.access_cases import CASES
from tests.contract.home import METHODS, Home, new_home
from tests.contract.mesh import PACKAGES, Caller, Mesh, Method, whole_mesh

HOUSEHOLD, USER, SERVICE = access_pb2.SCOPE_HOUSEHOLD, access_pb2.SCOPE_USER, access_pb2.SCOPE_SERVICE
REFUSALS = {
    grpc.StatusCode.NOT_FOUND,
    grpc.StatusCode.PERMISSION_DENIED,
    grpc.StatusCode.UNAUTHENTICATED,
}

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def mesh(make_module_database: MakeDatabase, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Mesh]:
    """Ledger, ai and notifier."""
    folder: Path = tmp_path_factory.mktemp("mesh")
    async with whole_mesh(make_module_database(PACKAGES), folder) as started:
        yield started


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def stranger(mesh: Mesh) -> Home:
    """Another household."""
    return await new_home(mesh)


async def test_every_method_of_the_contract_has_a_case_and_no_case_is_left_over() -> None:
    assert set(CASES) == set(METHODS)


@pytest.mark.parametrize("name", sorted(METHODS))
async def test_the_rightful_caller_is_let_in_and_nobody_else(name: str, mesh: Mesh, stranger: Home) -> None:
    method = METHODS[name]
    home = await new_home(mesh)
    request = home.filled(await CASES[name](home))
    rightful = rightful_caller(method, home)
    answer = await mesh.call(method, request, rightful)
    assert isinstance(answer, method.answer)
    for caller in wrong_callers(method, home, stranger):
        assert await refused(mesh, method, request, caller) in REFUSALS, caller
    assert await refused(mesh, method, request, None) == grpc.StatusCode.UNAUTHENTICATED


@pytest.mark.parametrize("name", sorted(METHODS))
async def test_another_households_ids_are_of_no_use_in_ones_own(name: str, mesh: Mesh, stranger: Home) -> None:
    """The same request about the own household, but naming what belongs to another: it is not found there."""
    method = METHODS[name]
    home = await new_home(mesh)
    request = home.filled(await CASES[name](home))
    named = ids_in(request) - ids_that_are_made(request)
    if method.rule.scope != HOUSEHOLD or not named:
        return
    with_own = type(request)()
    with_own.CopyFrom(request)
    put_household(with_own, stranger.household.household_id)
    assert await not_found(mesh, method, with_own, replace(stranger.owner, peer=_peer(method)))
    await mesh.call(method, request, rightful_caller(method, home))


def rightful_caller(method: Method, home: Home) -> Caller:
    """The least that the contract asks for."""
    peer = min(method.rule.allowed_peers)
    if method.rule.scope == HOUSEHOLD:
        return Caller(home.owner.user_id, home.owner.household_id, method.rule.least_role, _peer(method))
    return Caller(new_id(), peer=peer) if method.rule.scope == USER else Caller(None, peer=peer)


def wrong_callers(method: Method, home: Home, stranger: Home) -> Iterator[Caller]:
    """Everybody who must not get in."""
    user, household = home.owner.user_id, home.owner.household_id
    role, peer = method.rule.least_role, _peer(method)
    outsider = next(name for name in ("operator", "local", "ai") if name not in method.rule.allowed_peers)
    if method.rule.scope == HOUSEHOLD:
        yield Caller(stranger.owner.user_id, stranger.owner.household_id, access_pb2.ROLE_OWNER, peer)
        yield Caller(user, None, 0, peer)
        yield Caller(user, household, role - 1, peer)
        yield Caller(user, household, access_pb2.ROLE_OWNER, outsider)
        if not method.rule.lets_services_in:
            yield Caller(None, household, access_pb2.ROLE_OWNER, peer)
    elif method.rule.scope == USER:
        yield Caller(None, peer=peer)
        yield Caller(user, peer=outsider)
    else:
        yield Caller(user, household, access_pb2.ROLE_OWNER, peer)
        yield Caller(None, peer=outsider)


def _peer(method: Method) -> str:
    """The bff where it may call, since it alone acts for people."""
    return "bff" if "bff" in method.rule.allowed_peers else min(method.rule.allowed_peers)


async def refused(mesh: Mesh, method: Method, request: Message, caller: Caller | None) -> grpc.StatusCode:
    """The code with which the call ends; OK when it does not."""
    try:
        await mesh.call(method, request, caller)
    except grpc.aio.AioRpcError as error:
        return error.code()
    return grpc.StatusCode.OK


async def not_found(mesh: Mesh, method: Method, request: Message, caller: Caller) -> bool:
    """Whether the call ends with NOT_FOUND, or a batch answers so for each of its parts."""
    try:
        answer = await mesh.call(method, request, caller)
    except grpc.aio.AioRpcError as error:
        return error.code() == grpc.StatusCode.NOT_FOUND
    results = getattr(answer, "results", ())
    return bool(results) and all(item.reason.endswith("_NOT_FOUND") for item in results)


def ids_in(message: Message) -> set[str]:
    """All ids that a message names, its household and request ids aside."""
    found: set[str] = set()
    for field, value in message.ListFields():
        parts: Any = value if field.is_repeated else [value]
        for part in parts:
            if isinstance(part, Message):
                found |= ids_in(part)
            elif isinstance(part, str) and field.name not in {"household_id", "request_id"} and _is_id(part):
                found.add(part)
    return found


def ids_that_are_made(request: Any) -> set[str]:
    """Ids that the client makes with the request: they belong to nobody yet.

    Pages of a new reading are objects below its household's own key, whatever their ids: another's are never reached.
    """
    if isinstance(request, StartReadingRequest):
        return {request.reading_id, *(page.evidence_id for page in request.pages)}
    return {draft.draft_id for draft in request.drafts} if hasattr(request, "drafts") else set()


def put_household(message: Message, household_id: str) -> None:
    """Say everywhere that the request is about another household, under a request id of its own."""
    for field in message.DESCRIPTOR.fields:
        if field.name == "household_id":
            setattr(message, field.name, household_id)
        elif field.name == "request_id":
            setattr(message, field.name, str(new_id()))
        elif field.message_type is not None:
            for part in getattr(message, field.name) if field.is_repeated else [getattr(message, field.name)]:
                if field.is_repeated or message.HasField(field.name):
                    put_household(part, household_id)


def _is_id(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False
