"""One service of the mesh as the bff calls it: a token for whom it acts, a deadline, and a problem when it fails."""

from collections.abc import AsyncIterator
from typing import Any, TypeVar

import grpc
from google.protobuf.message import Message

from services.bff.problems.upstream import problem_of
from services.bff.upstream.acting import Acting
from services.mesh.channels import call_metadata
from services.mesh.tokens import TokenIssuer

Req = TypeVar("Req", bound=Message)
Res = TypeVar("Res", bound=Message)

LARGEST_PAGE = 1000
BROKEN_WHILE_SENDING = "Internal error from Core"
"""The details of a client's write that failed: it hides the status that the server may have sent."""
MOST_PAGES = 50


class Peer:
    """A service of the mesh."""

    def __init__(self, name: str, channel: grpc.aio.Channel, issuer: TokenIssuer, deadline_s: float) -> None:
        """Call `name` over `channel`; each call may take `deadline_s` seconds."""
        self.name = name
        self.channel = channel
        self._issuer = issuer
        self._deadline_s = deadline_s

    async def ask(self, rpc: "grpc.aio.UnaryUnaryMultiCallable[Req, Res]", request: Req, acting: Acting) -> Res:
        """The answer to `request`. Refusal: what the service refused, or <NAME>_UNAVAILABLE."""
        try:
            return await rpc(request, timeout=self._deadline_s, metadata=self._metadata(acting))
        except grpc.aio.AioRpcError as error:
            raise problem_of(self.name, error) from error

    async def ask_all(self, rpc: Any, request: Any, acting: Acting, items: str) -> list[Any]:
        """The items of all pages of a list. Refusal as for `ask`; what is beyond 50 pages of 1000 is left out."""
        found: list[Any] = []
        for _ in range(MOST_PAGES):
            request.page.page_size = LARGEST_PAGE
            reply = await self.ask(rpc, request, acting)
            found.extend(getattr(reply, items))
            if not reply.next_page_token:
                break
            request.page.page_token = reply.next_page_token
        return found

    def watch(
        self, rpc: "grpc.aio.UnaryStreamMultiCallable[Req, Res]", request: Req, acting: Acting, longest_s: float
    ) -> AsyncIterator[Res]:
        """The answers as they come, for at most `longest_s` seconds. AioRpcError when the stream breaks."""
        return rpc(request, timeout=longest_s, metadata=self._metadata(acting)).__aiter__()

    async def converse(
        self,
        rpc: "grpc.aio.StreamStreamMultiCallable[Req, Res]",
        requests: AsyncIterator[Req],
        acting: Acting,
        longest_s: float,
    ) -> AsyncIterator[Res]:
        """The answers as they come while `requests` are sent, for at most `longest_s` seconds.

        Refusal as for `ask`. The answers end early when the stream breaks while something is being sent: gRPC's aio
        client then knows no longer why.
        """
        call = rpc(requests, timeout=longest_s, metadata=self._metadata(acting))
        try:
            async for response in call:
                yield response
        except grpc.aio.AioRpcError as error:
            if error.details() == BROKEN_WHILE_SENDING:
                return
            raise problem_of(self.name, error) from error
        finally:
            call.cancel()

    def _metadata(self, acting: Acting) -> Any:
        token = self._issuer.issue(acting.user_id, acting.household_id, acting.role, audience=self.name)
        return call_metadata(token)
