"""The ai service's hearing as a server: Heo's own protocol and Riva's, over the model of tones."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from heo.ai.v1.speech_service_pb2_grpc import add_SpeechServiceServicer_to_server
from riva.client.proto.riva_asr_pb2_grpc import add_RivaSpeechRecognitionServicer_to_server

from services.ai.failures import audio_refused, engine_unavailable
from services.ai.speech.audio.decoder import AudioDecoder
from services.ai.speech.recognizer import SpeechRecognizer
from services.ai.speech.riva.servicer import SERVICE, RivaServicer
from services.ai.speech.service import Ears
from services.ai.speech.servicer import SpeechServicer
from services.ai.understanding.vocabulary import load_vocabulary
from services.mesh.app import Foreign, ServerApp
from services.mesh.clock import SystemClock
from services.mesh.testing.serving import Running, running


@asynccontextmanager
async def hearing_server(recognizer: SpeechRecognizer, listen: str = "127.0.0.1:0") -> AsyncIterator[Running]:
    """Serve `recognizer` with all interceptors."""
    ears = Ears(recognizer, AudioDecoder(), load_vocabulary(), SystemClock())
    app = ServerApp(
        name="ai",
        servicers=[
            (add_SpeechServiceServicer_to_server, SpeechServicer(ears)),
            (add_RivaSpeechRecognitionServicer_to_server, RivaServicer(ears, "beeps")),
        ],
        foreign={SERVICE: Foreign(30.0)},
        translators=(engine_unavailable, audio_refused),
    )
    async with running(app, settings={"listen": listen}) as server:
        yield server
