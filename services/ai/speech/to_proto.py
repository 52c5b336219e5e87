"""From transcripts to the contract's messages."""

from heo.ai.v1 import speech_service_pb2 as pb

from services.ai.speech.model import Transcript


def transcript(heard: Transcript) -> pb.Transcript:
    """The transcript with its words and amounts."""
    hearing = heard.hearing
    nothing = hearing.nothing_heard
    return pb.Transcript(
        text=hearing.text,
        words=[
            pb.HeardWord(text=word.text, start_ms=word.start_ms, end_ms=word.end_ms, confidence=word.confidence)
            for word in hearing.words
        ],
        confidence=hearing.confidence,
        amounts=[
            pb.HeardAmount(minor_units=amount.minor_units, posterior=amount.posterior) for amount in heard.amounts
        ],
        nothing_heard=pb.NothingHeard.Value(f"NOTHING_HEARD_{nothing.name}")
        if nothing
        else pb.NOTHING_HEARD_UNSPECIFIED,
        duration_ms=hearing.duration_ms,
    )
