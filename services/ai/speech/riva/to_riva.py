"""From transcripts to Riva's results."""

from typing import Any

from riva.client.proto import riva_asr_pb2 as pb
from riva.client.proto.riva_common_pb2 import RequestId

from services.ai.speech.model import Hearing, Reading, Transcript
from services.ai.speech.service import Heard

LANGUAGE = "vi-VN"
STABLE, CHANGING = 0.9, 0.1
"""How likely an interim result stays: likely once the speaker has paused."""


def results(heard: Transcript, config: Any) -> list[Any]:
    """One result for the whole clip; none when nothing was heard."""
    hearing = heard.hearing
    if not hearing.words:
        return []
    return [
        pb.SpeechRecognitionResult(
            alternatives=_alternatives(hearing, config), channel_tag=1, audio_processed=hearing.duration_ms / 1000
        )
    ]


def streaming_results(heard: Heard, config: Any) -> list[Any]:
    """One result: final with words and confidences, or interim with its text and how stable that is."""
    hearing = heard.transcript.hearing
    if not hearing.words:
        return []
    processed = hearing.duration_ms / 1000
    if heard.is_final:
        alternatives = _alternatives(hearing, config)
        return [
            pb.StreamingRecognitionResult(
                alternatives=alternatives, is_final=True, channel_tag=1, audio_processed=processed
            )
        ]
    interim = pb.SpeechRecognitionAlternative(transcript=hearing.text)
    stability = STABLE if hearing.is_pause else CHANGING
    return [
        pb.StreamingRecognitionResult(
            alternatives=[interim], stability=stability, channel_tag=1, audio_processed=processed
        )
    ]


def _alternatives(hearing: Hearing, config: Any) -> list[Any]:
    """As many as are asked for, one when nothing is said of it; words in the first one."""
    readings = hearing.readings or (Reading(hearing.text, hearing.confidence, hearing.words),)
    found = []
    for index, reading in enumerate(readings[: max(1, config.max_alternatives)]):
        alternative = pb.SpeechRecognitionAlternative(
            transcript=reading.text, confidence=reading.share, language_code=[LANGUAGE]
        )
        if index == 0:
            alternative.words.extend(_word(word, config.enable_word_time_offsets) for word in hearing.words)
        found.append(alternative)
    return found


def _word(word: Any, has_times: bool) -> Any:
    times = {"start_time": word.start_ms, "end_time": word.end_ms} if has_times else {}
    return pb.WordInfo(word=word.text, confidence=word.confidence, **times)


def id_of(request: Any) -> Any:
    """The request's id, where it has one."""
    return RequestId(value=request.id.value) if request.HasField("id") else None


def configuration(model: str) -> Any:
    """What is served, in the words of Riva's own servers."""
    parameters = {
        "language_code": LANGUAGE,
        "type": "online",
        "streaming": "True",
        "sample_rate": "16000",
        "punctuator": "",
        "diarization": "False",
    }
    config = pb.RivaSpeechRecognitionConfigResponse.Config(model_name=model, parameters=parameters)
    return pb.RivaSpeechRecognitionConfigResponse(model_config=[config])
