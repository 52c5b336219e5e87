"""heo.ai.v1.ReadingService: from the message, one call, to the message."""

from typing import Any
from uuid import UUID

from heo.ai.v1 import reading_service_pb2 as pb
from heo.ai.v1.reading_service_pb2_grpc import ReadingServiceServicer

from services.ai.interpretation.from_proto import context_of
from services.ai.readings.model import Reading, ReadingPage
from services.ai.readings.service import Readings


class ReadingServicer(ReadingServiceServicer):
    """Readings on the wire."""

    def __init__(self, readings: Readings) -> None:
        """Serve `readings`."""
        self._readings = readings

    async def StartReading(self, request: pb.StartReadingRequest, context: Any) -> pb.StartReadingResponse:
        """See the contract."""
        context_of(request.context)  # refuses a day that is none before anything is kept
        pages = [ReadingPage(UUID(page.evidence_id), page.media_type) for page in request.pages]
        reading = await self._readings.start(
            UUID(request.household_id), UUID(request.reading_id), pages, request.context.SerializeToString()
        )
        return pb.StartReadingResponse(reading=to_proto(reading))

    async def GetReading(self, request: pb.GetReadingRequest, context: Any) -> pb.GetReadingResponse:
        """See the contract."""
        reading = await self._readings.get(UUID(request.household_id), UUID(request.reading_id))
        return pb.GetReadingResponse(reading=to_proto(reading))

    async def ListReadings(self, request: pb.ListReadingsRequest, context: Any) -> pb.ListReadingsResponse:
        """See the contract."""
        page, asked = request.page, UUID(request.household_id)
        found = await self._readings.page(asked, page.page_size, page.page_token, request.unfinished_only)
        return pb.ListReadingsResponse(
            readings=[to_proto(reading) for reading in found.readings], next_page_token=found.next_page_token
        )


def to_proto(reading: Reading) -> pb.Reading:
    """The reading on the wire, with its bills where they are known."""
    message = pb.Reading.FromString(reading.found) if reading.found is not None else pb.Reading()
    message.reading_id = str(reading.reading_id)
    message.stage = pb.ReadingStage.ValueType(int(reading.stage))
    message.progress, message.ahead, message.failure = reading.progress, reading.ahead, reading.failure
    for page in reading.pages:
        message.pages.add(evidence_id=str(page.evidence_id), media_type=page.media_type)
    message.create_time.FromDatetime(reading.create_time)
    return message
