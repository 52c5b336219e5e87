"""What engines and broken files raise, as the contract's errors."""

import grpc

from services.ai.inference.engine import EngineError
from services.ai.speech.audio.errors import AudioRefusedError
from services.mesh.errors import ServiceError


def engine_unavailable(error: Exception) -> ServiceError | None:
    """ENGINE_UNAVAILABLE for any failure of an engine: typing still works, and that is what a person can do."""
    if not isinstance(error, EngineError):
        return None
    return ServiceError("ENGINE_UNAVAILABLE", grpc.StatusCode.UNAVAILABLE, "what hears or reads is not there now")


def audio_refused(error: Exception) -> ServiceError | None:
    """AUDIO_UNREADABLE or AUDIO_TOO_LONG."""
    if not isinstance(error, AudioRefusedError):
        return None
    return ServiceError(error.reason, grpc.StatusCode.INVALID_ARGUMENT, "the clip cannot be heard")
