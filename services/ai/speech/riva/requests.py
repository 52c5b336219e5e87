"""What Riva is asked for."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from services.ai.speech.features import SAMPLE_RATE, Samples

if TYPE_CHECKING:
    from services.ai.speech.riva.recognizer import RivaServer

BOOST = 10.0
"""Riva's own scale for phrases goes from 0 to 20."""
ALTERNATIVES = 8


def config_message(server: "RivaServer", phrases: Sequence[str]) -> Any:
    """A RecognitionConfig for bare samples: words as they are said, with their times, and what is likely to be said."""
    from riva.client.proto import riva_asr_pb2 as pb
    from riva.client.proto.riva_audio_pb2 import LINEAR_PCM

    contexts = [pb.SpeechContext(phrases=phrases, boost=BOOST)] if phrases else []
    return pb.RecognitionConfig(
        encoding=LINEAR_PCM,
        sample_rate_hertz=SAMPLE_RATE,
        language_code=server.language,
        model=server.model,
        max_alternatives=ALTERNATIVES,
        audio_channel_count=1,
        enable_word_time_offsets=True,
        enable_automatic_punctuation=False,
        # Amounts are read by Heo, from words.
        verbatim_transcripts=True,
        speech_contexts=contexts,
    )


def to_pcm(sound: Samples) -> bytes:
    """Samples as 16-bit little-endian."""
    return np.clip(np.rint(sound * 32767), -32768, 32767).astype("<i2").tobytes()
