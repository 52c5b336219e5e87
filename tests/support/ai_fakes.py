"""Stand-ins for what hears and reads, served over real gRPC: they know at once what a test wants them to know."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

import grpc
from heo.ai.v1 import bill_pb2
from heo.ai.v1 import reading_service_pb2 as reading_pb
from heo.ai.v1 import reading_service_pb2_grpc as reading_rpc
from heo.ai.v1 import speech_service_pb2 as speech_pb
from heo.ai.v1 import speech_service_pb2_grpc as speech_rpc

from services.mesh.app import Registration, ServerApp, service_names
from services.mesh.errors import ServiceError

WORD_MS = 300


class FakeSpeech(speech_rpc.SpeechServiceServicer):
    """Hears clips whose bytes are the words themselves, in UTF-8, behind the four letters OggS of a container."""

    def __init__(self) -> None:
        self.is_down = False
        self.breaks_after: int | None = None
        self.configs: list[speech_pb.RecognitionConfig] = []
        self.pieces: list[int] = []

    async def Recognize(self, request: speech_pb.RecognizeRequest, context: Any) -> speech_pb.RecognizeResponse:  # noqa: N802
        self._check()
        self.configs.append(request.config)
        return speech_pb.RecognizeResponse(transcript=transcript_of(request.audio))

    async def StreamingRecognize(  # noqa: N802
        self, requests: AsyncIterator[speech_pb.StreamingRecognizeRequest], context: Any
    ) -> AsyncIterator[speech_pb.StreamingRecognizeResponse]:
        self._check()
        heard = b""
        async for request in requests:
            if request.HasField("config"):
                self.configs.append(request.config)
                continue
            if self.breaks_after is not None and len(self.pieces) >= self.breaks_after:
                return  # as a server that goes away: no final answer
            self.pieces.append(len(request.audio))
            heard += request.audio
            yield speech_pb.StreamingRecognizeResponse(transcript=transcript_of(heard))
        yield speech_pb.StreamingRecognizeResponse(transcript=transcript_of(heard), is_final=True)

    def _check(self) -> None:
        if self.is_down:
            raise ServiceError("ENGINE_UNAVAILABLE", grpc.StatusCode.UNAVAILABLE)


def transcript_of(audio: bytes) -> speech_pb.Transcript:
    """The words of a clip; none when it is zeros."""
    text = audio.removeprefix(b"OggS").strip(b"\0").decode("utf-8", "ignore").strip()
    words = text.split()
    silence = speech_pb.NOTHING_HEARD_SILENCE if not words else speech_pb.NOTHING_HEARD_UNSPECIFIED
    return speech_pb.Transcript(
        text=" ".join(words),
        words=[
            speech_pb.HeardWord(text=word, start_ms=at * WORD_MS, end_ms=(at + 1) * WORD_MS, confidence=0.9)
            for at, word in enumerate(words)
        ],
        confidence=0.8,
        nothing_heard=silence,
        duration_ms=len(words) * WORD_MS,
    )


@dataclass
class FakeReading(reading_rpc.ReadingServiceServicer):
    """Queues readings, and ends them when a test says so."""

    is_down: bool = False
    started: dict[tuple[str, str], reading_pb.Reading] = field(default_factory=dict)
    contexts: list[Any] = field(default_factory=list)
    starts: int = 0

    async def StartReading(self, request: reading_pb.StartReadingRequest, context: Any) -> Any:  # noqa: N802
        self._check()
        self.starts += 1
        self.contexts.append(request.context)
        reading = reading_pb.Reading(
            reading_id=request.reading_id, stage=reading_pb.READING_STAGE_QUEUED, pages=request.pages
        )
        reading.create_time.FromDatetime(datetime(2026, 11, 20, 5, tzinfo=UTC))
        known = self.started.setdefault((request.household_id, request.reading_id), reading)
        return reading_pb.StartReadingResponse(reading=known)

    async def GetReading(self, request: reading_pb.GetReadingRequest, context: Any) -> Any:  # noqa: N802
        self._check()
        found = self.started.get((request.household_id, request.reading_id))
        if found is None:
            raise ServiceError("NOT_FOUND", grpc.StatusCode.NOT_FOUND)
        return reading_pb.GetReadingResponse(reading=found)

    async def ListReadings(self, request: reading_pb.ListReadingsRequest, context: Any) -> Any:  # noqa: N802
        self._check()
        own = [reading for (household, _), reading in self.started.items() if household == request.household_id]
        ended = (reading_pb.READING_STAGE_DONE,) if request.unfinished_only else ()
        listed = [without_bills(reading) for reading in reversed(own) if reading.stage not in ended]
        return reading_pb.ListReadingsResponse(readings=listed)

    def end(self, household_id: str, reading_id: str, *, failure: str = "") -> reading_pb.Reading:
        """A bill was found, or it failed."""
        reading = self.started[household_id, reading_id]
        reading.progress = 100
        reading.failure = failure
        reading.stage = reading_pb.READING_STAGE_FAILED if failure else reading_pb.READING_STAGE_DONE
        if not failure:
            reading.bills.append(a_bill(reading_id))
        return reading

    def _check(self) -> None:
        if self.is_down:
            raise ServiceError("ENGINE_UNAVAILABLE", grpc.StatusCode.UNAVAILABLE)


def a_bill(draft_id: str) -> bill_pb2.Bill:
    """A phở for 45.000 đ."""
    box = bill_pb2.Box(page=0, left=0.1, top=0.8, right=0.9, bottom=0.85)
    total = bill_pb2.BillPiece(field=bill_pb2.BILL_FIELD_TOTAL, text="45.000", box=box, confidence=0.98, verified=True)
    line = bill_pb2.BillLine(name="Phở bò", quantity="1", box=box, confidence=0.9)
    for amount in (total.amount, line.amount):
        amount.minor_units, amount.commodity = 45_000, "VND"
    return bill_pb2.Bill(
        kind=bill_pb2.PICTURE_KIND_BILL, pieces=[total], lines=[line], verified=True, why=["LINES_SUM"],
        draft_id=draft_id,
    )  # fmt: skip


def without_bills(reading: reading_pb.Reading) -> reading_pb.Reading:
    """As in a list."""
    short = reading_pb.Reading()
    short.CopyFrom(reading)
    short.ClearField("bills")
    return short


@dataclass
class Fakes:
    """What stands in for hearing and reading."""

    speech: FakeSpeech = field(default_factory=FakeSpeech)
    reading: FakeReading = field(default_factory=FakeReading)

    def instead(self, app: ServerApp) -> ServerApp:
        """`app` with these in place of its own."""
        own: Mapping[str, Registration] = {
            "heo.ai.v1.SpeechService": (speech_rpc.add_SpeechServiceServicer_to_server, self.speech),
            "heo.ai.v1.ReadingService": (reading_rpc.add_ReadingServiceServicer_to_server, self.reading),
        }
        others = [item for item in app.servicers if not set(service_names([item])) & own.keys()]
        return replace(app, servicers=[*others, *own.values()])
