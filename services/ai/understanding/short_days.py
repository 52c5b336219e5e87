"""Short days that look like numbers: the "20.9" of "20.9 mua giày 650k", the "18-9" of "18-9 mua áo 300k"."""

import re
from datetime import date

from services.ai.understanding.calendar_days import past_day_and_month
from services.ai.understanding.sentence import Sentence
from services.ai.understanding.tokens import Kind

DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})$")
SHORT = re.compile(r"\d{1,2}$")
MONEY_UNITS = frozenset({"k", "tr", "trieu", "nghin", "ngan", "d", "dong", "vnd", "cu"})


def short_day(sentence: Sentence, at: int, today: date, led: bool) -> tuple[date, int] | None:
    """The day and the token after it. Without a word that leads ("ngày 20.9") another number must be the price."""
    found = _dotted(sentence, at, today) or (None if led else _dashed(sentence, at, today))
    if found is None or (not led and not _stands_outside(sentence, at, found[1])):
        return None
    return found


def _dotted(sentence: Sentence, at: int, today: date) -> tuple[date, int] | None:
    said = DOTTED.match(sentence.tokens[at].raw)
    day = past_day_and_month(today, int(said.group(2)), int(said.group(1))) if said else None
    return (day, at + 1) if day else None


def _dashed(sentence: Sentence, at: int, today: date) -> tuple[date, int] | None:
    raw = [token.raw for token in sentence.tokens[at : at + 4]]
    if len(raw) < 3 or raw[1] != "-" or not SHORT.match(raw[0]) or not SHORT.match(raw[2]) or raw[3:] == ["-"]:
        return None
    day = past_day_and_month(today, int(raw[2]), int(raw[0]))
    return (day, at + 3) if day else None


def _stands_outside(sentence: Sentence, at: int, end: int) -> bool:
    """True where the sentence begins, or ends behind a price, while another number is the price."""
    tokens = sentence.tokens
    first = at == 0 or tokens[at - 1].text == "\n" or sentence.claims[at - 1] == "date"
    last = end == len(tokens) and at > 0 and tokens[at - 1].fold in MONEY_UNITS
    goes_on = end < len(tokens) and tokens[end].kind is Kind.WORD and not tokens[end].glued
    goes_on = goes_on and not sentence.found.longest("goods_units", end) and not _has_unit(sentence, end - 1)
    if not last and not (first and goes_on):
        return False
    others = (sentence.reader.at(index) for index in (*range(at), *range(end, len(tokens))))
    return any(other is not None and (other.scale or other.value >= 100) for other in others)


def _has_unit(sentence: Sentence, at: int) -> bool:
    """True when the last number has a money unit: "18-20 ngàn"."""
    number = sentence.reader.at(at)
    return number is not None and number.scale > 0
