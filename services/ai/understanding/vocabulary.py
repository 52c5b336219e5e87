"""The words: read once from the YAML files, never changed after."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from services.ai.understanding.kinds import PatternTable, pattern_table
from services.ai.understanding.lexicon import Lexicon
from services.ai.understanding.number_words import NumberWords, number_words
from services.ai.understanding.text import fold, tone_key

WORDS = Path(__file__).parent / "words"
WEAK, STRONG = 0.4, 1.0


@dataclass(frozen=True, slots=True)
class CategoryWord:
    """A preset category as the words know it; `jar` is empty for income."""

    key: str
    vi: str
    en: str
    jar: str
    is_income: bool


@dataclass(frozen=True)
class Vocabulary:
    """All words, shared by all sentences of all households."""

    numbers: NumberWords
    lexicon: Lexicon
    patterns: PatternTable
    categories: Mapping[str, CategoryWord]
    merchants: Mapping[str, str]
    account_kinds: Mapping[str, str]
    account_names: Mapping[str, str]
    jar_names: Mapping[str, str]
    dates: Mapping[str, Any]
    names: frozenset[str]
    bank_words: Mapping[str, str]
    messages: Mapping[str, Any]
    query: Mapping[str, Any]
    money: Mapping[str, Any]
    confidence: Mapping[str, float]
    numbered: frozenset[str]
    numbered_small: frozenset[str]
    streets: frozenset[str]
    goes_on: frozenset[str]
    measured_by: Mapping[str, frozenset[str]]


def read_words(name: str) -> dict[str, Any]:
    """One word file as plain data."""
    with (WORDS / f"{name}.yaml").open(encoding="utf-8") as file:
        loaded: dict[str, Any] = yaml.load(file, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - a safe loader, in C where it is built
    return loaded


def load_vocabulary() -> Vocabulary:
    """Reads every word file (about 0.2 s); build it once per process."""
    expense, income = read_words("categories_expense"), read_words("categories_income")
    accounts, jars, people, dates = (read_words(name) for name in ("accounts", "jars", "people", "dates"))
    kinds, recurrence, money = read_words("kinds"), read_words("recurrence"), read_words("money")
    phrases = [
        *_category_phrases(expense),
        *_category_phrases(income),
        *_account_phrases(accounts),
        *_jar_phrases(jars),
        *_people_phrases(people),
        *_date_phrases(dates),
        *_money_phrases(money),
        *((phrase, "recurrence", rule, STRONG) for phrase, rule in recurrence["adverbs"].items()),
    ]
    return Vocabulary(
        numbers=number_words(read_words("numbers")),
        lexicon=Lexicon(phrases),
        patterns=pattern_table(kinds),
        categories=dict(_categories(expense, income)),
        merchants={fold(name): key for key, data in expense.items() for name in map(str, data.get("merchants", ()))},
        account_kinds={key: data["kind"] for key, data in accounts.items()},
        account_names={key: data["name"] for key, data in accounts.items()},
        jar_names=jars["display"],
        dates=dates,
        names=frozenset(fold(name) for name in people["names"]),
        bank_words={
            fold(word): key
            for key, data in accounts.items()
            if data["kind"] in {"bank", "wallet"} and key != "bank"
            for word in map(str, data["words"])
        },
        messages=read_words("messages"),
        query=read_words("query"),
        money=money,
        confidence=read_words("confidence"),
        numbered=frozenset(tone_key(word) for word in money["numbered"]),
        numbered_small=frozenset(tone_key(word) for word in money["numbered_small"]),
        streets=frozenset(tone_key(word) for word in money["streets"]),
        goes_on=_folded(money["goes_on"]),
        measured_by={fold(unit): _folded(goods) for unit, goods in money["measured_by"].items()},
    )


def _folded(words: Sequence[str]) -> frozenset[str]:
    return frozenset(fold(word) for word in words)


Phrase = tuple[str, str, str, float]


def _categories(*files: Mapping[str, Any]) -> Iterator[tuple[str, CategoryWord]]:
    for index, data in enumerate(files):
        for key, entry in data.items():
            yield key, CategoryWord(key, entry["vi"], entry["en"], entry.get("jar", ""), index == 1)


def _category_phrases(data: Mapping[str, Any]) -> Iterator[Phrase]:
    role = "income" if "salary" in data else "category"
    for key, entry in data.items():
        for word in map(str, entry.get("words", ())):
            yield word, role, key, STRONG
        for word in map(str, entry.get("merchants", ())):
            yield word, role, key, STRONG + 0.2
        for word in map(str, entry.get("weak", ())):
            yield word, role, key, WEAK


def _account_phrases(data: Mapping[str, Any]) -> Iterator[Phrase]:
    for key, entry in data.items():
        for word in map(str, entry["words"]):
            yield word, "account", key, STRONG


def _jar_phrases(data: Mapping[str, Any]) -> Iterator[Phrase]:
    for key, words in data["names"].items():
        for lead in data["lead"]:
            for word in words:
                yield f"{lead} {word}", "jar", key, STRONG
        for word in [key] if key not in {"PLAY", "GIVE"} else []:
            yield word, "jar", key, STRONG
        for word in data["plain"].get(key, ()):
            yield word, "jar", key, STRONG


def _people_phrases(data: Mapping[str, Any]) -> Iterator[Phrase]:
    for role, words in (("alone", data["alone"]), ("title", data["titles"]), ("name", data["names"])):
        for word in map(str, words):
            yield word.lower(), role, word, STRONG


def _date_phrases(data: Mapping[str, Any]) -> Iterator[Phrase]:
    groups: Sequence[tuple[str, Mapping[str, Any]]] = (
        ("day", data["days"]), ("weekday", data["weekdays"]), ("month", data["months"]),
        ("unit", data["units"]), ("part", data["parts"]), ("holiday", data["holidays"]),
    )  # fmt: skip
    for role, words in groups:
        for word, value in words.items():
            yield word, role, str(value), STRONG
    for word in data["times_of_day"]:
        yield word, "time_of_day", word, STRONG


def _money_phrases(data: Mapping[str, Any]) -> Iterator[Phrase]:
    for word, thousands in data["least_prices"].items():
        yield str(word), "least_price", str(thousands), STRONG
    for code, words in data["currencies"].items():
        for word in map(str, words):
            yield word, "currency", code, STRONG
    for role in (
        "goods_units",
        "corrections",
        "each",
        "times",
        "divide",
        "halve",
        "minus",
        "percent_off",
        "plus",
        "total",
        "gold_units",
        "gold_words",
        "no_units",
        "round",
        "plain",
        "no_numbered",
    ):
        for word in map(str, data[role]):
            yield word, role, word, STRONG
