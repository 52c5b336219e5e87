"""What surrounds the routes, and in which order."""

import pytest

from services.bff.edge.bodies import BodyLimit
from services.bff.edge.headers import SecurityHeaders
from services.bff.edge.order import ORDER
from services.bff.edge.origins import OriginCheck
from services.bff.edge.telemetry import RequestTelemetry
from services.mesh.ids import new_id
from tests.bff.world import Browser, World

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_the_order_is_a_decision() -> None:
    assert list(ORDER) == [RequestTelemetry, SecurityHeaders, OriginCheck, BodyLimit]


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/session"), ("GET", "/nothing"), ("POST", "/jars"), ("GET", "/healthz")]
)
async def test_every_answer_tells_the_browser_what_to_refuse(lan: Browser, method: str, path: str) -> None:
    answer = await lan.send(method, path)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "microphone=(self)" in answer.headers["permissions-policy"]
    assert "camera=(self)" in answer.headers["permissions-policy"]
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["strict-transport-security"]


async def test_requests_are_counted_by_route_and_never_by_path(heo: World, lan: Browser) -> None:
    await lan.send("GET", lan.home("/jars"))
    await lan.send("GET", f"/secret-{new_id()}")
    registry = heo.telemetry.metrics.registry
    routes = {
        sample.labels["http_route"]
        for metric in registry.collect()
        if metric.name == "http_server_request_duration_seconds"
        for sample in metric.samples
    }
    assert "/api/v1/households/{household_id}/jars" in routes
    assert not any("secret" in route for route in routes)
    assert not any(lan.household_id in route for route in routes)
