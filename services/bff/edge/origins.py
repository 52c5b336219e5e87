"""A write that a foreign site makes a browser send is refused, signed in or not."""

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from services.bff.problems.handlers import Problems
from services.bff.problems.problem import Refusal
from services.bff.sessions.guard import is_write


class OriginCheck:
    """Looks at Origin and Sec-Fetch-Site of writes.

    Browsers send at least one of them with every write. A program that sends neither is no browser, holds no cookie of
    somebody else's, and still needs the CSRF token.
    """

    def __init__(self, app: ASGIApp, problems: Problems, origins: frozenset[str]) -> None:
        """Surround `app`; `origins` are those at which the page is served, e.g. "https://heo.local"."""
        self._app = app
        self._problems = problems
        self._origins = origins

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request, or pass on what is none."""
        if scope["type"] == "websocket" and Headers(scope=scope).get("origin") not in self._origins:
            # A line carries no CSRF token, so that its origin must be said, and ours. Closed before it was accepted.
            await send({"type": "websocket.close", "code": 1008, "reason": "ORIGIN_REFUSED"})
            return
        if scope["type"] != "http" or not is_write(request := Request(scope)) or self._is_ours(request):
            await self._app(scope, receive, send)
            return
        await self._problems.answer(request, Refusal("ORIGIN_REFUSED"))(scope, receive, send)

    def _is_ours(self, request: Request) -> bool:
        origin = request.headers.get("origin")
        if origin is not None:
            return origin in self._origins
        return request.headers.get("sec-fetch-site", "same-origin") == "same-origin"
