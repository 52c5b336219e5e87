"""How the ends of a gRPC stream are told apart."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Any

import grpc
import pytest
from heo.ledger.v1.event_service_pb2 import SubscribeResponse
from heo.ledger.v1.event_service_pb2_grpc import EventServiceServicer, add_EventServiceServicer_to_server

from services.mesh.app import ServerApp
from services.mesh.errors import ServiceError
from services.mesh.events import Batch, GrpcEventSource, PositionRefusedError, SourceLostError
from services.mesh.testing.identity import Identities
from services.mesh.testing.serving import running


class Ledger(EventServiceServicer):
    """Says one sign of life, then ends as it is told to, or waits."""

    def __init__(self, end: ServiceError | None) -> None:
        self._end = end
        self.left = asyncio.Event()

    async def Subscribe(self, request: Any, context: Any) -> AsyncIterator[SubscribeResponse]:  # noqa: N802  the contract's name
        yield SubscribeResponse(position="p1")
        if self._end is not None:
            raise self._end
        try:
            await asyncio.Event().wait()
        finally:
            self.left.set()


def ledger_that(end: ServiceError | None) -> Ledger:
    """A ledger that ends so, or waits."""
    return Ledger(end)  # type: ignore[abstract]  # no more than a consumer asks


async def heard(ledger: Ledger, identities: Identities, most: int = 10, peer: str = "notifier") -> list[Batch]:
    """What a consumer hears, until the end or as much as it wants."""
    app = ServerApp("ledger", [(add_EventServiceServicer_to_server, ledger)])
    found: list[Batch] = []
    async with running(app, identities) as server:
        source = GrpcEventSource(server.channel, identities.issuer(peer))
        async with aclosing(source.batches("", 10)) as batches:
            async for batch in batches:
                found.append(batch)
                if len(found) == most:
                    break
        if most == 1:
            await asyncio.wait_for(ledger.left.wait(), 10)
    return found


async def test_the_limit_of_a_call_is_the_ordinary_end(identities: Identities) -> None:
    end = ServiceError("UNAVAILABLE", grpc.StatusCode.DEADLINE_EXCEEDED)
    (sign_of_life,) = await heard(ledger_that(end), identities)
    assert (list(sign_of_life.events), sign_of_life.position) == ([], "p1")


@pytest.mark.parametrize("code", [grpc.StatusCode.INVALID_ARGUMENT, grpc.StatusCode.FAILED_PRECONDITION])
async def test_a_refused_position_is_known_by_its_reason(identities: Identities, code: grpc.StatusCode) -> None:
    with pytest.raises(PositionRefusedError):
        await heard(ledger_that(ServiceError("POSITION_INVALID", code)), identities)


async def test_any_other_end_is_a_loss_named_by_its_code(identities: Identities) -> None:
    with pytest.raises(SourceLostError) as lost:
        await heard(ledger_that(ServiceError("QUEUE_FULL", grpc.StatusCode.RESOURCE_EXHAUSTED)), identities)
    assert lost.value.reason == "RESOURCE_EXHAUSTED"


async def test_who_may_not_hear_has_lost_the_source(identities: Identities) -> None:
    with pytest.raises(SourceLostError) as lost:
        await heard(ledger_that(None), identities, peer="bff")
    assert lost.value.reason == "PERMISSION_DENIED"


async def test_who_goes_away_ends_the_stream_at_the_server(identities: Identities) -> None:
    ledger = ledger_that(None)
    assert len(await heard(ledger, identities, most=1)) == 1
    assert ledger.left.is_set()
