"""A handler that fails is answered with a problem, never with the framework's bare 500."""

import httpx
import psycopg
import pytest
from fastapi import FastAPI

from services.bff.edge.failures import Failures
from services.bff.problems.handlers import load_problems


def failing_app(error: Exception) -> FastAPI:
    app = FastAPI()

    @app.get("/")
    def fail() -> None:
        raise error

    app.add_middleware(Failures, problems=load_problems())
    return app


@pytest.mark.parametrize(
    ("error", "status", "reason"),
    [
        (psycopg.OperationalError("the server closed the connection"), 503, "UNAVAILABLE"),
        (RuntimeError("45.000 đ of chị Ba"), 500, "INTERNAL"),
    ],
)
async def test_a_failure_becomes_a_problem_that_says_nothing_of_its_inside(
    error: Exception, status: int, reason: str
) -> None:
    transport = httpx.ASGITransport(failing_app(error))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        answer = await client.get("/")

    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["reason"] == reason
    assert str(error) not in answer.text
