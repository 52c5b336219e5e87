"""heo.ai.v1.SpeechService: from the message, one call, to the message."""

from collections.abc import AsyncIterator
from typing import Any

import grpc
from heo.ai.v1 import speech_service_pb2 as pb
from heo.ai.v1.speech_service_pb2_grpc import SpeechServiceServicer

from services.ai.speech import to_proto
from services.ai.speech.service import ClipForm, Ears
from services.mesh.errors import ServiceError


class SpeechServicer(SpeechServiceServicer):
    """Hearing on the wire."""

    def __init__(self, ears: Ears) -> None:
        """Serve `ears`."""
        self._ears = ears

    async def Recognize(self, request: pb.RecognizeRequest, context: Any) -> pb.RecognizeResponse:
        """See the contract."""
        heard = await self._ears.hear(request.audio, _form(request.config))
        return pb.RecognizeResponse(transcript=to_proto.transcript(heard))

    async def StreamingRecognize(
        self, requests: AsyncIterator[pb.StreamingRecognizeRequest], context: Any
    ) -> AsyncIterator[pb.StreamingRecognizeResponse]:
        """See the contract."""
        async for first in requests:
            if first.WhichOneof("part") != "config":
                raise _refused("the config comes first")
            async for heard in self._ears.listen(_pieces(requests), _form(first.config)):
                yield pb.StreamingRecognizeResponse(
                    transcript=to_proto.transcript(heard.transcript),
                    is_final=heard.is_final,
                    is_pause=heard.transcript.hearing.is_pause,
                )
            return


async def _pieces(requests: AsyncIterator[pb.StreamingRecognizeRequest]) -> AsyncIterator[bytes]:
    async for request in requests:
        if request.WhichOneof("part") != "audio":
            raise _refused("the config comes once")
        yield request.audio


def _form(config: pb.RecognitionConfig) -> ClipForm:
    """INVALID_ARGUMENT for bare samples without a rate."""
    is_bare = config.encoding == pb.AUDIO_ENCODING_LINEAR16
    if is_bare and not config.sample_rate_hz:
        raise _refused("bare samples need a sample_rate_hz")
    return ClipForm(config.sample_rate_hz if is_bare else 0, phrases=tuple(config.phrases))


def _refused(message: str) -> ServiceError:
    return ServiceError("INVALID_ARGUMENT", grpc.StatusCode.INVALID_ARGUMENT, message)
