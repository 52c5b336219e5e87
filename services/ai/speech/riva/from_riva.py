"""From Riva's RecognitionConfig to how a clip comes."""

from typing import Any

import grpc
from riva.client.proto.riva_audio_pb2 import AudioEncoding

from services.ai.speech.service import ClipForm
from services.mesh.errors import ServiceError

MOST_PHRASES = 500
LANGUAGES = ("", "vi", "vi-vn")
_BARE, _FILES = "LINEAR_PCM", ("ENCODING_UNSPECIFIED", "FLAC", "OGGOPUS")


def form_of(config: Any, model: str) -> ClipForm:
    """How the clip comes. INVALID_ARGUMENT names what is asked for and cannot be had."""
    encoding = AudioEncoding.Name(config.encoding) if config.encoding in AudioEncoding.values() else "?"
    if encoding != _BARE and encoding not in _FILES:
        raise refused("encoding: LINEAR_PCM, FLAC, OGGOPUS, or none to look into the audio")
    if config.language_code.lower() not in LANGUAGES:
        raise refused("language_code: vi-VN only")
    if config.model not in ("", model):
        raise refused("model: there is no such model")
    if config.audio_channel_count > 1:
        raise refused("audio_channel_count: one channel only")
    if config.diarization_config.enable_speaker_diarization:
        raise refused("diarization_config: speakers are not told apart")
    if encoding == _BARE and not 8_000 <= config.sample_rate_hertz <= 192_000:
        raise refused("sample_rate_hertz: 8000 to 192000")
    phrases = [phrase for context in config.speech_contexts for phrase in context.phrases]
    rate = config.sample_rate_hertz if encoding == _BARE else 0
    return ClipForm(rate, phrases=tuple(phrases[:MOST_PHRASES]))


def refused(message: str, code: grpc.StatusCode = grpc.StatusCode.INVALID_ARGUMENT) -> ServiceError:
    """A refusal in words for developers."""
    reason = "NOT_FOUND" if code is grpc.StatusCode.NOT_FOUND else "INVALID_ARGUMENT"
    return ServiceError(reason, code, message)
