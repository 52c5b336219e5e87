"""A servicer of the echo contract whose behaviour a test decides."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

from services.mesh.app import ServerApp
from services.mesh.testing import echo

Behaviour = Callable[[Any, Any], Awaitable[str]]


async def _say_it_again(request: Any, _context: Any) -> str:
    return str(request.text)


class EchoServicer:
    """Every method answers with the text that `behave(request, context)` gives for each request message."""

    def __init__(self, behave: Behaviour = _say_it_again) -> None:
        """Behave like `behave`; by default each text comes back."""
        self._behave = behave

    async def Echo(self, request: Any, context: Any) -> Any:  # noqa: N802  the contract's name
        """Answer one with one."""
        return echo.response(text=await self._behave(request, context))

    Peek = Enroll = Sweep = Echo

    async def Collect(self, requests: AsyncIterator[Any], context: Any) -> Any:  # noqa: N802  the contract's name
        """Answer many with one."""
        return echo.response(text=" ".join([await self._behave(request, context) async for request in requests]))

    async def Repeat(self, request: Any, context: Any) -> AsyncIterator[Any]:  # noqa: N802  the contract's name
        """Answer one with two."""
        for _ in range(2):
            yield echo.response(text=await self._behave(request, context))

    async def Chat(self, requests: AsyncIterator[Any], context: Any) -> AsyncIterator[Any]:  # noqa: N802
        """Answer each with one."""
        async for request in requests:
            yield echo.response(text=await self._behave(request, context))


def echo_app(behave: Behaviour = _say_it_again, **parts: Any) -> ServerApp:
    """The echo service as an app called "echo"; `parts` are further fields of ServerApp."""
    return ServerApp("echo", [(echo.add_to_server, EchoServicer(behave))], **parts)
