"""Clips through what is shipped: the recogniser, the weighing of amounts, and understanding."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from services.ai.inference.in_process import InProcessEngine
from services.ai.inference.repository import MODELS, Repository
from services.ai.speech.amounts import SaidAmount, weighed
from services.ai.speech.ctc.recognizer import CtcRecognizer
from services.ai.speech.features import Samples
from services.ai.speech.model import Transcript
from services.ai.speech.service import amounts_said
from services.ai.speech.tokens import collapse, decode
from services.ai.understanding.interpret import interpret
from services.ai.understanding.model import Context, Understanding
from services.ai.understanding.vocabulary import Vocabulary, load_vocabulary
from tests.ai.eval.labels import TODAY

NAME = "asr_vi"


def recognizer(models: Path = MODELS, threads: int = 1) -> CtcRecognizer:
    """The recogniser of one machine over the shipped model, or over another repository's."""
    repository = Repository(models, MODELS)
    return CtcRecognizer(InProcessEngine(repository, threads), repository, NAME)


@dataclass(frozen=True)
class Heard:
    """What was heard, what the model alone spells without lexicon and language model, and the drafts."""

    transcript: Transcript
    greedy: str
    understood: Understanding


@cache
def vocabulary() -> Vocabulary:
    """The words that a household starts with; reading them takes longer than hearing a clip."""
    return load_vocabulary()


def understand(text: str) -> Understanding:
    """The drafts of a sentence on the day of the measured ones."""
    return interpret(text, Context(today=TODAY), vocabulary())


def amounts_of(text: str) -> tuple[SaidAmount, ...]:
    """The amounts of a sentence, in order."""
    return amounts_said(understand(text).drafts)


async def hear_one(ear: CtcRecognizer, sound: Samples) -> tuple[Transcript, Understanding]:
    """As a released button has it: words, weighed amounts, drafts."""
    transcript = weighed(await ear.recognize(sound), amounts_of)
    return transcript, understand(transcript.hearing.text)


async def hear(ear: CtcRecognizer, sounds: Sequence[Samples]) -> list[Heard]:
    """Each clip in turn."""
    found = []
    acoustics = await ear.acoustics()
    for sound in sounds:
        transcript, understood = await hear_one(ear, sound)
        best = (await acoustics.log_probs(sound)).argmax(axis=1).tolist()
        found.append(Heard(transcript, decode(collapse(best)), understood))
    return found
