"""EventService on the wire."""

from collections.abc import AsyncIterator
from typing import Any

from heo.ledger.v1 import event_service_pb2 as pb
from heo.ledger.v1 import event_service_pb2_grpc as rpc

from services.ledger.events.payloads import to_event
from services.ledger.events.service import EventStreams
from services.ledger.wire import id_from


class EventServicer(rpc.EventServiceServicer):
    """From the wire to one stream, and back."""

    def __init__(self, streams: EventStreams) -> None:
        """Serve `streams`."""
        self._streams = streams

    async def Subscribe(self, request: pb.SubscribeRequest, context: Any) -> AsyncIterator[pb.SubscribeResponse]:
        """Answer events after a position and then as they happen."""
        async for events, position in self._streams.subscribe(request.position, request.batch_size):
            yield pb.SubscribeResponse(events=[to_event(event) for event in events], position=position)

    async def WatchHousehold(
        self, request: pb.WatchHouseholdRequest, context: Any
    ) -> AsyncIterator[pb.WatchHouseholdResponse]:
        """Answer one household's events as they happen."""
        async for events in self._streams.watch(id_from(request.household_id), request.after_sequence):
            yield pb.WatchHouseholdResponse(events=[to_event(event) for event in events])
