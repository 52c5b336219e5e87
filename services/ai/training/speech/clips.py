"""A folder of recorded clips: transcripts.tsv (file, sentence) beside 16-bit wav files."""

import csv
import wave
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from services.ai.speech.features import SAMPLE_RATE, Samples
from services.ai.training.speech.resample import resample

LIST = "transcripts.tsv"


class ClipsError(ValueError):
    """The folder is no folder of clips; the message says what is missing."""


@dataclass(frozen=True, slots=True)
class Clip:
    """What was said, and its sound at 16 kHz."""

    sentence: str
    sound: Samples


def read_clips(folder: Path) -> list[Clip]:
    """The clips that the list names, in its order. ClipsError."""
    try:
        with (folder / LIST).open(encoding="utf-8", newline="") as opened:
            rows = [(row["file"], row["sentence"]) for row in csv.DictReader(opened, delimiter="\t")]
        return [Clip(sentence, _sound(folder / file)) for file, sentence in rows]
    except OSError as error:
        raise ClipsError(f"{error.filename} cannot be read; {LIST} names the wav files beside it") from error
    except (KeyError, ValueError, wave.Error) as error:
        raise ClipsError(f"{folder / LIST}: columns file and sentence, 16-bit wav files: {error}") from error


def _sound(file: Path) -> Samples:
    with wave.open(str(file)) as opened:
        if opened.getsampwidth() != 2:
            raise ClipsError(f"{file.name} is not a 16-bit wav file")
        frames = np.frombuffer(opened.readframes(opened.getnframes()), np.int16).reshape(-1, opened.getnchannels())
        mono = np.asarray(frames.mean(axis=1) / 32768, dtype=np.float32)
        return resample(mono, opened.getframerate(), SAMPLE_RATE)
