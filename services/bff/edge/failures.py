"""What nobody foresaw becomes a problem that says nothing of its inside, while the request's trace is still there."""

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.bff.problems.handlers import Problems
from services.bff.problems.problem import Refusal
from services.mesh.logs import get_logger
from services.mesh.postgres.errors import database_unavailable


class Failures:
    """Answers for handlers that failed."""

    def __init__(self, app: ASGIApp, problems: Problems) -> None:
        """Surround `app`."""
        self._app = app
        self._problems = problems
        self._log = get_logger("failures")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request, or pass on what is none."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = begun or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except Exception as error:  # the request ends here: every failure must become an answer
            refusal = self._refusal(error)
            if begun:
                raise  # the answer is on its way; the server can only close the connection
            await self._problems.answer(Request(scope), refusal)(scope, receive, send)

    def _refusal(self, error: Exception) -> Refusal:
        if database_unavailable(error) is not None:
            self._log.warning("request.unavailable", error_type=type(error).__name__)
            return Refusal("UNAVAILABLE", retry_after_s=2)
        self._log.error("request.failed", exc_info=error)
        return Refusal("INTERNAL")
