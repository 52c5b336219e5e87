"""Written sentences as they are said: digits in words, dates, names by their pronunciation, no punctuation."""

import random
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import yaml

from services.ai import speech
from services.ai.speech.tokens import canonical, split_tone, with_tone
from services.ai.training.sentences.spelling import Style, spell
from services.ai.training.speech.syllables import all_syllables

PRONUNCIATIONS = Path(speech.__file__).with_name("pronunciations.yaml")
_DATE = re.compile(r"\b(?:ngày )?(\d{1,2})/(\d{1,2})\b")
_NUMBER = re.compile(r"\d+")
_MONTHS = {1: "một", 4: "tư"}


@cache
def pronunciations() -> Mapping[str, tuple[str, ...]]:
    """How names are said, by the written name in lower case."""
    loaded: Mapping[str, list[str]] = yaml.safe_load(PRONUNCIATIONS.read_text(encoding="utf-8"))
    return {written: tuple(canonical(said) for said in spoken) for written, spoken in loaded.items()}


@cache
def _names() -> re.Pattern[str]:
    longest_first = sorted(pronunciations(), key=len, reverse=True)
    return re.compile(r"\b(" + "|".join(map(re.escape, longest_first)) + r")\b")


def say_dates(text: str, style: Style, draw: random.Random) -> str:
    """Here "ngày 5/4" becomes "ngày mùng năm tháng tư"."""

    def said(match: re.Match[str]) -> str:
        day, month = int(match.group(1)), int(match.group(2))
        first = draw.choice(["mùng ", "mồng ", ""]) if day <= 10 else ""
        return f"ngày {first}{spell(day, style)} tháng {_MONTHS.get(month) or spell(month, style)}"

    return _DATE.sub(said, text)


def words(text: str, style: Style, draw: random.Random) -> str:
    """What a reader would say, names still as they are written; canonical spelling."""
    plain = say_dates(text.lower(), style, draw)
    plain = _NUMBER.sub(lambda match: spell(int(match.group()), style), plain)
    return canonical(re.sub(r"[^\w\s]", " ", plain))


def spoken(text: str, draw: random.Random) -> str:
    """The words with names as they are said: "đi grab" becomes "đi gờ ráp"."""
    return _names().sub(lambda match: draw.choice(pronunciations()[match.group()]), text)


def is_sayable(text: str) -> bool:
    """True when every word is a syllable that the synthesiser reads as Vietnamese."""
    return bool(text) and all(_is_syllable(word) for word in text.split())


def _is_syllable(word: str) -> bool:
    return _with_i(word) in _syllables()


@cache
def _syllables() -> frozenset[str]:
    return frozenset(_with_i(syllable) for syllable in all_syllables()) | {"quốc", "y", "ý", "ỷ"}


def _with_i(word: str) -> str:
    """Both spellings of one syllable as one: "kỹ" and "kĩ"."""
    letters, tone = split_tone(word)
    return with_tone(letters[:-1] + "i", tone) if len(letters) <= 3 and letters.endswith("y") else canonical(word)


def written_forms() -> Iterator[tuple[str, str]]:
    """(written name, one way to say it) for the decoder's lexicon."""
    for written, spoken_forms in pronunciations().items():
        for form in spoken_forms:
            yield written, form
