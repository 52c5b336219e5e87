"""What is said: sentences about money, numbers, syllables at random; what is learnt and what is measured, apart."""

import hashlib
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from services.ai import understanding
from services.ai.speech.tokens import canonical
from services.ai.training.sentences.generate import TEMPLATES, Generator
from services.ai.training.sentences.model import Sample
from services.ai.training.sentences.spelling import Style, colloquial, spell, styles
from services.ai.training.speech import general
from services.ai.training.speech.syllables import all_syllables, draw_syllables
from services.ai.training.speech.verbalise import is_sayable, spoken, words

SPOKEN = Path(__file__).with_name("spoken.yaml")
CATEGORIES = Path(understanding.__file__).with_name("words")
TODAY = date(2026, 9, 23)
HELD_OUT_OF = 8
MARKED_STYLES = tuple(style for style in styles() if style.marked)


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence in words, names as written ("đi grab …"), and as it is spoken ("đi gờ ráp …")."""

    words: str
    spoken: str


def is_held_out(text: str) -> bool:
    """Whether a word or thing is kept for measuring: a hash decides, so nobody chooses."""
    return hashlib.sha256(canonical(text.lower()).encode()).digest()[0] % HELD_OUT_OF == 0


@cache
def parts(held_out: bool) -> Mapping[str, Any]:
    """Templates, things and names of one side of the split."""
    base = yaml.safe_load(TEMPLATES.read_text(encoding="utf-8"))
    more = yaml.safe_load(SPOKEN.read_text(encoding="utf-8"))
    for key in ("spending", "earning", "two"):
        base[key] = base[key] + more[key]
    base |= {key: more[key] for key in ("accounts", "days")}
    base["names"] = _side(more["names"], held_out)
    for kind, file in (("items", "categories_expense.yaml"), ("incomes", "categories_income.yaml")):
        described = yaml.safe_load((CATEGORIES / file).read_text(encoding="utf-8"))
        base[kind] = _things(base[kind], described, held_out)
    return dict(base)


def _things(base: Mapping[str, list[str]], described: Mapping[str, Any], held_out: bool) -> dict[str, list[str]]:
    things = {}
    for category, listed in described.items():
        known = [*base.get(category, []), *(_clean(text) for text in listed.get("words", []))]
        chosen = _side([text for text in known if text and is_sayable(_plain(text))], held_out)
        if chosen:
            things[category] = chosen
    return things


def _clean(text: object) -> str:
    return str(text).lower()


def _plain(text: str) -> str:
    """The thing as it is said, to see whether a synthesiser can read it."""
    return spoken(words(text, MARKED_STYLES[0], random.Random(0)), random.Random(0))  # noqa: S311 - not secret


def _side(texts: list[str], held_out: bool) -> list[str]:
    return [text for text in dict.fromkeys(texts) if is_held_out(text) == held_out]


def money_samples(seed: int, *, held_out: bool) -> Iterator[Sample]:
    """Labelled spoken sentences of one side: learnt ones share neither template, thing nor name with measured ones."""
    generator = Generator(seed, TODAY, parts(held_out), spoken=True)
    return (sample for sample in generator.samples() if sample.held_out == held_out)


def line(text: str, draw: random.Random) -> Line:
    """Any sentence as words and as speech."""
    written = words(text, draw.choice(MARKED_STYLES), draw)
    return Line(written, spoken(written, draw))


def money_lines(seed: int, *, held_out: bool = False) -> Iterator[Line]:
    """Sentences about money without end."""
    draw = random.Random(seed)  # noqa: S311 - sentences, not secrets
    for sample in money_samples(seed, held_out=held_out):
        yield line(sample.text, draw)


def number_words(seed: int) -> Iterator[str]:
    """Numbers without end: counts, amounts in full and in short, digits one by one."""
    draw = random.Random(seed)  # noqa: S311 - numbers, not secrets
    while True:
        style = draw.choice(MARKED_STYLES)
        kind = draw.random()
        amount = int(10 ** draw.uniform(0, 4)) * 10 ** draw.choice([0, 3, 3, 3, 4, 5])
        short = list(colloquial(amount // 1000 * 1000, style)) if amount >= 1000 else []
        if kind < 0.15:
            text = " ".join(spell(draw.randrange(10), style) for _ in range(draw.randint(2, 10)))
        elif kind < 0.35:
            text = spell(draw.randrange(100), style)
        elif kind < 0.6 and short:
            text = draw.choice(short)
        else:
            text = spell(amount, style) + draw.choice(["", "", " đồng"])
        yield canonical(text)


def syllable_lines(seed: int) -> Iterator[str]:
    """Two to nine syllables at random without end."""
    draw = np.random.default_rng(seed)
    syllables = all_syllables()
    while True:
        yield draw_syllables(draw, syllables, int(draw.integers(2, 10)))


def training_texts(seed: int) -> Iterator[str]:
    """What the acoustic model learns from, as it is spoken: half of it about money."""
    draw = random.Random(seed)  # noqa: S311 - sentences, not secrets
    money, numbers, syllables = money_lines(seed), number_words(seed), syllable_lines(seed)
    everyday = general.lines(seed)
    while True:
        choice = draw.random()
        if choice < 0.45:
            yield next(money).spoken
        elif choice < 0.6:
            yield next(numbers)
        elif choice < 0.75:
            yield next(syllables)
        else:
            yield next(everyday)


def language_lines(count: int, seed: int) -> Iterator[Line]:
    """Sentences for the decoder's language model: money and numbers of the learnt side, and everyday ones."""
    draw = random.Random(seed)  # noqa: S311 - sentences, not secrets
    money, numbers, everyday = money_lines(seed), number_words(seed), general.lines(seed)
    for _ in range(count):
        choice = draw.random()
        if choice < 0.6:
            yield next(money)
        else:
            text = next(numbers) if choice < 0.75 else next(everyday)
            yield Line(text, text)


def fitting_style(seed: int) -> Style:
    """A way to say numbers, by seed."""
    return MARKED_STYLES[seed % len(MARKED_STYLES)]
