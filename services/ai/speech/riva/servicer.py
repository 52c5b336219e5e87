"""nvidia.riva.asr.RivaSpeechRecognition: Riva's clients hear with what hears here. Their calls carry no deadline."""

from collections.abc import AsyncIterator
from typing import Any

import grpc
from riva.client.proto import riva_asr_pb2 as pb
from riva.client.proto.riva_asr_pb2_grpc import RivaSpeechRecognitionServicer

from services.ai.speech.riva import to_riva
from services.ai.speech.riva.from_riva import form_of, refused
from services.ai.speech.service import Ears

SERVICE = "nvidia.riva.asr.RivaSpeechRecognition"
LIMIT_S = 90.0
"""How long one call may take: a live clip is at most a minute long."""


class RivaServicer(RivaSpeechRecognitionServicer):  # type: ignore[misc]  # generated without types
    """Hearing in Riva's words. What a client asks for and cannot have is refused, never left out in silence."""

    def __init__(self, ears: Ears, model: str) -> None:
        """Serve `ears`, whose model is called `model`."""
        self._ears, self._model = ears, model

    async def Recognize(self, request: Any, context: Any) -> Any:
        """Hear a whole clip."""
        heard = await self._ears.hear(request.audio, form_of(request.config, self._model))
        results = to_riva.results(heard, request.config)
        return pb.RecognizeResponse(results=results, id=to_riva.id_of(request))

    async def StreamingRecognize(self, requests: AsyncIterator[Any], context: Any) -> AsyncIterator[Any]:
        """Hear a clip while it is spoken."""
        async for first in requests:
            if first.WhichOneof("streaming_request") != "streaming_config":
                raise refused("the first message holds the streaming_config")
            streaming = first.streaming_config
            async for heard in self._ears.listen(_pieces(requests), form_of(streaming.config, self._model)):
                if heard.is_final or streaming.interim_results:
                    results = to_riva.streaming_results(heard, streaming.config)
                    if results:
                        yield pb.StreamingRecognizeResponse(results=results, id=to_riva.id_of(first))
            return

    async def GetRivaSpeechRecognitionConfig(self, request: Any, context: Any) -> Any:
        """Say what is served."""
        if request.model_name not in ("", self._model):
            raise refused("there is no such model", grpc.StatusCode.NOT_FOUND)
        return to_riva.configuration(self._model)


async def _pieces(requests: AsyncIterator[Any]) -> AsyncIterator[bytes]:
    async for request in requests:
        if request.WhichOneof("streaming_request") != "audio_content":
            raise refused("after the first message all hold audio_content")
        yield request.audio_content
