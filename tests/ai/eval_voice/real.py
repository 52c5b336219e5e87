"""Real clips, of people: how many of their words and letters are heard wrongly."""

from collections.abc import Sequence

from services.ai.training.speech.clips import Clip
from services.ai.training.speech.gate.errors import errors, word_errors
from tests.ai.eval_voice.figures import Figure, ratio
from tests.ai.eval_voice.hearing import Heard


def error_rates(clips: Sequence[Clip], heard: Sequence[Heard]) -> tuple[Figure, Figure, Figure]:
    """Of the shipped recogniser; of the model alone; and of the model alone by letters instead of words."""
    pairs = list(zip(clips, heard, strict=True))
    return (
        ratio([word_errors(clip.sentence, ear.transcript.hearing.text) for clip, ear in pairs]),
        ratio([word_errors(clip.sentence, ear.greedy) for clip, ear in pairs]),
        ratio([_letter_errors(clip.sentence, ear.greedy) for clip, ear in pairs]),
    )


def _letter_errors(sentence: str, heard: str) -> tuple[int, int]:
    letters = [letter for letter in sentence.lower() if letter.isalnum()]
    return errors(letters, [letter for letter in heard.lower() if letter.isalnum()]), len(letters)
