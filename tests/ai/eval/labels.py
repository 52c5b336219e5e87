"""The labelled sentences: reading hand.txt and comparing a draft with its label."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from re import match

from services.ai.understanding.model import Draft, Understanding

TODAY = date(2026, 9, 23)
HAND = Path(__file__).parent / "hand.txt"
SECOND_WRITER = HAND.with_name("second_writer.txt")
THIRD_WRITER = HAND.with_name("third_writer.txt")


@dataclass(frozen=True)
class Label:
    """What one draft should be. Empty category or target: not checked. `day` is a date, a month or a year as text."""

    kind: str
    amount: int
    currency: str = "VND"
    category: str = ""
    day: str = TODAY.isoformat()
    account: str = "cash"
    target: str = ""
    jar: str = ""
    person: str = ""
    recurrence: str = ""


@dataclass(frozen=True)
class Labelled:
    """A sentence with its drafts, or with the two readings that should be asked."""

    text: str
    drafts: tuple[Label, ...]
    asked: tuple[int, ...] = field(default=())


def read_labelled(path: Path = HAND) -> Iterator[Labelled]:
    """The sentences of a file in hand.txt's form."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("# "):
            continue
        text, _, meaning = line.rpartition(" => ")
        if meaning.strip() == "none":
            yield Labelled(text, ())
        elif meaning.startswith("ask "):
            yield Labelled(text, (), tuple(int(value) for value in meaning[4:].split("|")))
        else:
            yield Labelled(text, tuple(_label(part.split()) for part in meaning.split(" ; ")))


def _label(words: list[str]) -> Label:
    amount = match(r"(\d+)(\D\w*)?$", words[1])
    if amount is None:
        raise ValueError(words[1])
    named = {"acc": "account", "to": "target", "jar": "jar", "who": "person", "rr": "recurrence"}
    fields: dict[str, str] = {}
    last = ""
    for word in words[2:]:
        name, equals, value = word.partition("=")
        if word.startswith("@"):
            fields["day"] = _day(word[1:])
        elif equals and name in named:
            last = named[name]
            fields[last] = value
        elif last == "person":
            fields["person"] += " " + word
        else:
            fields["category"] = word
    return Label(words[0], int(amount.group(1)), amount.group(2) or "VND", **fields)


def _day(text: str) -> str:
    if "/" in text:
        month, day = text.split("/")
        return date(TODAY.year, int(month), int(day)).isoformat()
    return text


def wrong_fields(label: Label, draft: Draft) -> list[str]:
    """The names of the fields in which the draft differs from its label."""
    checks = {
        "kind": draft.kind.value == label.kind,
        "amount": draft.amount == label.amount and draft.currency == label.currency,
        "valid_date": draft.valid_date.isoformat().startswith(label.day),
        "category": not label.category or draft.category == label.category,
        "account": (label.kind in {"transfer", "jar_move"} and label.account == "cash")
        or draft.account == label.account,
        "counter_account": not label.target or draft.counter_account == label.target,
        "jar": not label.jar or draft.jar == label.jar,
        "person": not label.person or draft.person == label.person,
        "recurrence": draft.recurrence == label.recurrence,
    }
    return [name for name, right in checks.items() if not right]


def is_whole(labelled: Labelled, found: Understanding) -> bool:
    """True when every draft of the sentence is right in every field, and the right question is asked."""
    if labelled.asked:
        asked = {option.amount for option in found.question.options} if found.question else set()
        return asked == set(labelled.asked)
    if len(found.drafts) != len(labelled.drafts):
        return False
    return not any(wrong_fields(label, draft) for label, draft in zip(labelled.drafts, found.drafts, strict=True))
