"""The REST application: its routes, its contract, and how it answers failures. Parts are attached before it serves."""

from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute

from services.bff.accounts.router import router as accounts
from services.bff.alerts.router import router as alerts
from services.bff.drafts.router import router as drafts
from services.bff.evidence.router import router as evidence
from services.bff.health.router import router as health
from services.bff.households.router import router as households
from services.bff.jars.router import router as jars
from services.bff.keeping.router import router as keeping
from services.bff.live.router import router as live
from services.bff.members.router import router as members
from services.bff.memories.router import router as memories
from services.bff.openapi import contract
from services.bff.plans.router import router as plans
from services.bff.problems.handlers import Problems
from services.bff.readings.router import router as readings
from services.bff.reports.router import router as reports
from services.bff.sessions.router import router as sessions
from services.bff.transactions.router import router as transactions
from services.bff.users.router import router as users
from services.bff.voice.router import router as voice
from services.bff.wire.paths import BASE

ROUTERS = (
    users,
    sessions,
    households,
    members,
    accounts,
    jars,
    drafts,
    voice,
    readings,
    evidence,
    keeping,
    memories,
    transactions,
    plans,
    reports,
    alerts,
    live,
    health,
)


def build_app(problems: Problems) -> FastAPI:
    """The application without its parts: enough to know its contract."""
    app = FastAPI(
        title="Heo",
        version="1",
        openapi_url=f"{BASE}/openapi.json",
        docs_url=None,
        redoc_url=None,
        generate_unique_id_function=_operation_id,
        redirect_slashes=False,
    )
    for router in ROUTERS:
        app.include_router(router, prefix=BASE)
    # Where supervisors and balancers look for it, whatever version the contract has.
    app.include_router(health, include_in_schema=False)
    problems.install(app)

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = contract(app)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]  # FastAPI's own way to change the contract
    return app


def _operation_id(route: APIRoute) -> str:
    return route.name
