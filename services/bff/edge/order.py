"""The order of what surrounds the routes, outermost first: each sees what those before it let through.

Failures stands innermost and inside of the framework's own stack: the framework's outermost layer would otherwise have
sent a bare 500 before anybody could answer with a problem.
"""

from collections.abc import Callable, Sequence

from fastapi import FastAPI
from starlette.types import ASGIApp

from services.bff.edge.bodies import BodyLimit
from services.bff.edge.failures import Failures
from services.bff.edge.headers import SecurityHeaders
from services.bff.edge.origins import OriginCheck
from services.bff.edge.telemetry import RequestTelemetry
from services.bff.problems.handlers import Problems
from services.mesh.telemetry import Telemetry

ORDER: Sequence[type] = (RequestTelemetry, SecurityHeaders, OriginCheck, BodyLimit)


def wrap(
    app: FastAPI, problems: Problems, telemetry: Telemetry, origins: frozenset[str], max_body_bytes: int
) -> ASGIApp:
    """`app` behind everything of ORDER."""
    build: dict[type, Callable[[ASGIApp], ASGIApp]] = {
        RequestTelemetry: lambda inner: RequestTelemetry(inner, telemetry),
        SecurityHeaders: lambda inner: SecurityHeaders(inner, all(origin.startswith("https:") for origin in origins)),
        OriginCheck: lambda inner: OriginCheck(inner, problems, origins),
        BodyLimit: lambda inner: BodyLimit(inner, problems, max_body_bytes),
    }
    app.add_middleware(Failures, problems=problems)
    wrapped: ASGIApp = app
    for part in reversed(ORDER):
        wrapped = build[part](wrapped)
    return wrapped
