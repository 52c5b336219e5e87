"""Calling all four kinds of method alike, and looking at how a call failed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import grpc
from google.protobuf.message import Message

from services.mesh.errors import reason_of
from services.mesh.ids import new_id
from services.mesh.testing import echo
from services.mesh.testing.serving import Running

KINDS = ("Echo", "Collect", "Repeat", "Chat")
"""A method of each kind."""


@dataclass(frozen=True, slots=True)
class Failure:
    """How a call failed: code name, reason, domain and the developer's sentence."""

    code: str
    reason: str
    domain: str
    message: str


async def call(server: Running, method: str, *requests: Message, **options: Any) -> list[str]:
    """The texts that `method` answers to `requests`; `options` go to the multicallable, a timeout of 5 s by default."""
    many_in, many_out, _ = echo.METHODS[method]
    given: Mapping[str, Any] = {"timeout": 5, **options}
    answer = getattr(echo.Stub(server.channel), method)(iter(requests) if many_in else requests[0], **given)
    return [one.text async for one in answer] if many_out else [(await answer).text]


async def failure(server: Running, method: str, *requests: Message, **options: Any) -> Failure:
    """How the call fails; AssertionError when it succeeds."""
    try:
        answers = await call(server, method, *requests, **options)
    except grpc.aio.AioRpcError as error:
        info = reason_of(error)
        reason, domain = (info.reason, info.domain) if info is not None else ("", "")
        return Failure(error.code().name, reason, domain, error.details() or "")
    raise AssertionError(f"{method} answered {answers}")


class Member:
    """Somebody in a household, who calls the echo service through the bff."""

    def __init__(self, server: Running, role: int = 4, peer: str = "bff") -> None:
        """Be a new user in a new household."""
        self.user_id: UUID = new_id()
        self.household_id: UUID = new_id()
        self.metadata = server.identities.metadata("echo", self.user_id, self.household_id, role, peer)

    def asks(self, text: str = "phở", **fields: Any) -> Message:
        """A request about the member's own household."""
        return echo.request(household_id=str(self.household_id), text=text, **fields)
