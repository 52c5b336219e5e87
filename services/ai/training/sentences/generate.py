"""The generator: endless labelled sentences, the same for the same seed."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from services.ai.training.sentences.model import Meaning, Sample
from services.ai.training.sentences.spelling import Style, colloquial, spell, styles, typed
from services.ai.understanding.text import fold

TEMPLATES = Path(__file__).with_name("templates.yaml")
HELD_OUT_EVERY = 5
# Steps and ranges of everyday amounts, in đồng: (lowest, highest, step).
RANGES = (
    (5_000, 99_000, 1_000),
    (100_000, 950_000, 10_000),
    (1_000_000, 9_900_000, 100_000),
    (10_000_000, 60_000_000, 500_000),
)


@dataclass(frozen=True, slots=True)
class _Filled:
    """The chosen parts of one sentence: texts by slot, and what they mean."""

    texts: Mapping[str, str]
    meaning: Meaning


class Generator:
    """Draws sentences; `today` is the day on which they are said."""

    def __init__(self, seed: int, today: date, parts: Mapping[str, Any] | None = None, *, spoken: bool = False) -> None:
        """Draw from `parts`, by default those of templates.yaml; `spoken` ones have no digits and every mark."""
        self._random = random.Random(seed)  # noqa: S311 - sentences, not secrets
        self._today = today
        self._parts = parts or yaml.safe_load(TEMPLATES.read_text(encoding="utf-8"))
        self._spoken = spoken
        self._styles = tuple(styles())

    def samples(self) -> Iterator[Sample]:
        """Sentences without end; some come twice."""
        while True:
            draw = self._random.random()
            marked = self._spoken or self._random.random() < 0.7
            style = self._random.choice([style for style in self._styles if style.marked == marked])
            if draw < 0.6:
                sample = self._simple("spending", "items", "expense", style)
            elif draw < 0.7:
                sample = self._simple("earning", "incomes", "income", style)
            elif draw < 0.85:
                sample = self._two(style)
            else:
                sample = self._move(style)
            yield sample if marked else _without_marks(sample)

    def distinct(self, count: int) -> Iterator[Sample]:
        """The first `count` different sentences."""
        seen: set[str] = set()
        for sample in self.samples():
            if sample.text not in seen:
                seen.add(sample.text)
                yield sample
            if len(seen) >= count:
                return

    def _template(self, templates: Sequence[str]) -> tuple[str, bool]:
        index = self._random.randrange(len(templates))
        return templates[index], index % HELD_OUT_EVERY == HELD_OUT_EVERY - 1

    def _simple(self, templates: str, items: str, kind: str, style: Style) -> Sample:
        template, held_out = self._template(self._parts[templates])
        category, item = self._item(items)
        filled = self._fill(template, kind, category, item, style)
        return Sample(template.format(**filled.texts), (filled.meaning,), held_out)

    def _two(self, style: Style) -> Sample:
        template, held_out = self._template(self._parts["two"])
        first = self._fill(template, "expense", *self._item("items"), style)
        second = self._fill(template, "expense", *self._item("items"), style)
        texts = {**first.texts, "item2": second.texts["item"], "amount2": second.texts["amount"]}
        other = replace(second.meaning, day=first.meaning.day, account="cash")
        return Sample(template.format(**texts), (first.meaning, other), held_out)

    def _move(self, style: Style) -> Sample:
        move = self._random.choice(self._parts["moves"])
        template, held_out = self._template(move["say"])
        filled = self._fill(template, move["kind"], "", "", style)
        person = filled.texts["name"] if "{name}" in template else ""
        meaning = replace(filled.meaning, account=move.get("from", "cash"), target=move.get("to", ""), person=person)
        return Sample(template.format(**filled.texts), (meaning,), held_out)

    def _item(self, items: str) -> tuple[str, str]:
        category = self._random.choice(list(self._parts[items]))
        return category, self._random.choice(self._parts[items][category])

    def _fill(self, template: str, kind: str, category: str, item: str, style: Style) -> _Filled:
        amount = self._amount()
        day_text, day = self._day() if "{day}" in template else ("", self._today)
        account_text, account = self._account() if "{account}" in template else ("", "cash")
        name = self._random.choice(self._parts["names"])
        texts = {
            "item": item,
            "amount": self._say(amount, style),
            "day": day_text,
            "account": account_text,
            "name": name,
        }
        return _Filled(texts, Meaning(kind, amount, day.isoformat(), category, account))

    def _amount(self) -> int:
        low, high, step = self._random.choice(RANGES)
        return self._random.randrange(low, high + step, step)

    def _say(self, amount: int, style: Style) -> str:
        choice = self._random.random()
        if choice < 0.55 and not self._spoken:
            return self._random.choice(list(typed(amount)))
        short = list(colloquial(amount, style))
        if short and choice < 0.75:
            return self._random.choice(short)
        return spell(amount, style) + self._random.choice(["", " đồng" if style.marked else " dong"])

    def _day(self) -> tuple[str, date]:
        if self._random.random() < 0.3:
            weekday = self._random.randrange(7)
            back = (self._today.weekday() - weekday) % 7
            return self._parts["weekdays"][weekday], self._today - timedelta(days=back)
        if self._random.random() < 0.2:
            day = self._today - timedelta(days=self._random.randrange(1, 200))
            return f"ngày {day.day}/{day.month}", day
        text, back = self._random.choice(list(self._parts["days"].items()))
        return text, self._today - timedelta(days=back)

    def _account(self) -> tuple[str, str]:
        text, key = self._random.choice(list(self._parts["accounts"].items()))
        return text, key


def _without_marks(sample: Sample) -> Sample:
    meanings = tuple(replace(meaning, person=_unmarked(meaning.person)) for meaning in sample.meanings)
    return replace(sample, text=_unmarked(sample.text), meanings=meanings)


def _unmarked(text: str) -> str:
    """As typed without marks; capitals stay."""
    return "".join(fold(letter).upper() if letter.isupper() else fold(letter) for letter in text)
