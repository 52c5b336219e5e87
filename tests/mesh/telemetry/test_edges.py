from contextlib import AsyncExitStack
from typing import Any

import pytest
from psycopg import sql

from services.mesh.postgres.pools import Pool, open_pool
from services.mesh.telemetry import Telemetry
from services.mesh.testing import echo
from services.mesh.testing.calls import Member
from services.mesh.testing.echo_servicer import Behaviour, echo_app
from services.mesh.testing.otlp import Collector, collector
from services.mesh.testing.plugin import MakeDatabase
from services.mesh.testing.serving import Running, running

RPC = f"{echo.SERVICE}/Echo"


def asking(behind: Running) -> Behaviour:
    """A service that asks the one behind, for the same caller."""

    async def behave(request: Any, context: Any) -> str:
        metadata = [(key, value) for key, value in context.invocation_metadata() if key == "authorization"]
        return str((await echo.Stub(behind.channel).Echo(request, metadata=metadata)).text)

    return behave


def selecting(pool: Pool) -> Behaviour:
    """A service that asks its database."""

    async def behave(_request: Any, _context: Any) -> str:
        async with pool.connection() as conn:
            cursor = await conn.execute(
                sql.SQL("SELECT count(*) FROM pg_catalog.pg_roles WHERE rolname <> {}").format("x")
            )
            return str(await cursor.fetchone())[:8]

    return behave


async def trace_through_the_mesh(seen: Collector, dsn: str, ratio: float) -> None:
    """One call: bff → front → behind → PostgreSQL, each with telemetry of its own."""
    bff, front, behind = (
        Telemetry(name, otlp_endpoint=seen.endpoint, trace_ratio=ratio) for name in ("bff", "front", "behind")
    )
    pool = await open_pool(dsn, application="behind", tracer=behind.tracer)
    async with AsyncExitStack() as stack:
        asked = running(echo_app(selecting(pool), closers=[pool.close]), telemetry=behind, caller_telemetry=front)
        last = await stack.enter_async_context(asked)
        asks = running(echo_app(asking(last)), last.identities, telemetry=front, caller_telemetry=bff)
        first = await stack.enter_async_context(asks)
        member = Member(first)
        with bff.tracer.start_as_current_span("POST /echo"):
            await echo.Stub(first.channel).Echo(member.asks(), timeout=10, metadata=member.metadata)
    bff.shutdown()


async def test_one_request_is_one_trace_with_an_edge_for_each_hop(make_database: MakeDatabase) -> None:
    with collector() as seen:
        await trace_through_the_mesh(seen, make_database([]), ratio=1)
    assert len(seen.traces()) == 1
    assert seen.edges() == {
        ("bff POST /echo", f"bff {RPC}"),
        (f"bff {RPC}", f"front {RPC}"),
        (f"front {RPC}", f"front {RPC}"),
        (f"front {RPC}", f"behind {RPC}"),
        (f"behind {RPC}", "behind SELECT pg_catalog.pg_roles"),
    }


async def test_spans_speak_the_semantic_conventions_and_carry_no_values(make_database: MakeDatabase) -> None:
    with collector() as seen:
        await trace_through_the_mesh(seen, make_database([]), ratio=1)
    served = next(span for span in seen.spans if span.service == "behind" and span.name == RPC and span.kind == 2)
    assert served.attributes == {"rpc.system.name": "grpc", "rpc.method": RPC, "rpc.response.status_code": "OK"}
    query = next(span for span in seen.spans if "db.system.name" in span.attributes)
    assert query.attributes == {
        "db.system.name": "postgresql",
        "db.query.summary": "SELECT pg_catalog.pg_roles",
        "db.operation.name": "SELECT",
    }


async def test_what_the_beginner_does_not_record_nobody_does(make_database: MakeDatabase) -> None:
    with collector() as seen:
        await trace_through_the_mesh(seen, make_database([]), ratio=0)
    assert seen.spans == []


@pytest.mark.parametrize("endpoint", ["http://127.0.0.1:1"])
def test_a_collector_that_is_away_does_not_hold_up_the_end(endpoint: str) -> None:
    telemetry = Telemetry("bff", otlp_endpoint=endpoint, trace_ratio=1)
    telemetry.tracer.start_span("x").end()
    telemetry.shutdown()
