"""Where events come from: the port, and the ledger's own stream as its default adapter."""

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from typing import Protocol

import grpc
from heo.events.v1.event_pb2 import Event
from heo.ledger.v1.event_service_pb2 import SubscribeRequest
from heo.ledger.v1.event_service_pb2_grpc import EventServiceStub

from services.mesh.channels import call_metadata
from services.mesh.errors import reason_of
from services.mesh.tokens import TokenIssuer

AUDIENCE = "ledger"
LONGEST_STREAM_S = 540.0
"""A stream is as old as its connection at most; this is below the server's limit, and its end is no failure."""


class PositionRefusedError(Exception):
    """The position is of another incarnation of the source, which was restored or moved since."""


class SourceLostError(Exception):
    """The source cannot be read now; `reason` is one word for the log."""

    def __init__(self, reason: str) -> None:
        """Say why."""
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Batch:
    """Events in the order of the source, and where to resume once they took effect. None at all is a sign of life."""

    events: Sequence[Event]
    position: str


class EventSource(Protocol):
    """Something that tells events in order, each at least once."""

    def batches(self, position: str, size: int) -> AsyncGenerator[Batch, None]:
        """Batches of at most `size` events after `position`, as they happen; it ends when the stream has become old.

        A position is opaque, "" is the beginning. Whoever asks for the next batch says by it that the one before took
        effect. PositionRefusedError when the source does not know the position, SourceLostError when it breaks off.
        """
        ...


class GrpcEventSource:
    """The ledger's outbox by heo.ledger.v1.EventService/Subscribe."""

    def __init__(self, channel: grpc.aio.Channel, issuer: TokenIssuer) -> None:
        """Subscribe over `channel`, as the service in whose name `issuer` signs."""
        self._stub = EventServiceStub(channel)
        self._issuer = issuer

    async def batches(self, position: str, size: int) -> AsyncGenerator[Batch, None]:
        """See EventSource."""
        request = SubscribeRequest(position=position, batch_size=size)
        metadata = call_metadata(self._issuer.issue(audience=AUDIENCE))
        call = self._stub.Subscribe(request, timeout=LONGEST_STREAM_S, metadata=metadata)
        try:
            async for response in call:
                yield Batch(response.events, response.position)
        except grpc.aio.AioRpcError as error:
            if error.code() is not grpc.StatusCode.DEADLINE_EXCEEDED:
                raise _failure(error) from error
        finally:
            call.cancel()


def _failure(error: grpc.aio.AioRpcError) -> PositionRefusedError | SourceLostError:
    info = reason_of(error)
    if info is not None and info.reason == "POSITION_INVALID":
        return PositionRefusedError()
    return SourceLostError(error.code().name)
