"""When a bill was paid: the dates of print, day before month."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time

from services.ai.bills.model import Row
from services.ai.understanding.text import fold

NUMERIC = re.compile(r"(?<!\d)(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4}|\d{2})(?!\d)")
YEAR_FIRST = re.compile(r"(?<!\d)(20\d{2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{1,2})(?!\d)")
IN_WORDS = re.compile(r"ngay\s*(\d{1,2})\s*(?:thang|thg)\s*(\d{1,2})\s*(?:,?\s*(?:nam)?\s*(\d{4}))?")
SHORT_MONTH = re.compile(r"(?<!\d)(\d{1,2})\s*(?:thang|thg)\s*(\d{1,2})\s*,?\s*(?:nam)?\s*(\d{4})")
MONTHS = {name: number for number, name in enumerate(
    ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1)}  # fmt: skip
ENGLISH = re.compile(r"(?<!\d)(\d{1,2})[\s/.-]*(" + "|".join(MONTHS) + r")[a-z]*[\s,/.-]*(\d{4}|\d{2})(?!\d)")
MONTH_FIRST = re.compile(r"(" + "|".join(MONTHS) + r")[a-z]*\s*(\d{1,2})\s*,\s*(\d{4})(?!\d)")
CLOCK = re.compile(r"(?<![\d.,])(\d{1,2})\s?[:h]\s?(\d{2})(?:\s?[:m]?\s?(\d{2}))?(?!\d)\s?([ap]\.?m)?")
LABELS = re.compile(r"\b(ngay|date|gio|thoi gian|time|luc)\b")
DECOYS = re.compile(r"\b(han|hsd|het han|exp|expiry|sinh nhat|ap dung|den ngay|valid|doi tra|version|tu ngay)\b")


@dataclass(frozen=True, slots=True)
class When:
    """A day, its time of day when one is printed, and the row that says so."""

    day: date
    at: time | None
    row: int
    labelled: bool

    @property
    def text(self) -> str:
        """ISO 8601, local: "2026-09-23T18:05" or "2026-09-23"."""
        return self.day.isoformat() + (f"T{self.at.hour:02}:{self.at.minute:02}" if self.at else "")


def when_paid(rows: Sequence[Row], today: date | None = None) -> When | None:
    """The likeliest day of payment: labelled before bare, with a time before without, upper before lower."""
    found = [
        (When(day, _time_near(rows, index), index, bool(LABELS.search(fold(row.text)))), _decoy(row))
        for index, row in enumerate(rows)
        for day in days_of(row.text)
        if today is None or day <= today
    ]
    if not found:
        return None
    return max(found, key=lambda item: (not item[1], item[0].labelled, item[0].at is not None, -item[0].row))[0]


def _decoy(row: Row) -> bool:
    return bool(DECOYS.search(fold(row.text)))


def days_of(text: str) -> Iterator[date]:
    """All days that the text names."""
    folded = fold(text)
    for pattern in (IN_WORDS, SHORT_MONTH):
        for match in pattern.finditer(folded):
            if match[3]:
                yield from _day(match[3], match[2], match[1])
    for match in YEAR_FIRST.finditer(folded):
        yield from _day(match[1], match[2], match[3])
    for match in NUMERIC.finditer(YEAR_FIRST.sub(" ", folded)):
        yield from _day(match[3], match[2], match[1])
    for match in ENGLISH.finditer(folded):
        yield from _day(match[3], str(MONTHS[match[2]]), match[1])
    for match in MONTH_FIRST.finditer(folded):
        yield from _day(match[3], str(MONTHS[match[1]]), match[2])


def _day(year: str, month: str, day: str) -> Iterator[date]:
    number = int(year) + (2000 if len(year) == 2 else 0)
    if not 2000 <= number <= 2100:
        return
    try:
        yield date(number, int(month), int(day))
    except ValueError:
        if int(day) <= 12 < int(month) <= 31:  # printed month first
            yield date(number, int(day), int(month))


def _time_near(rows: Sequence[Row], index: int) -> time | None:
    """The time of day in the date's row, else in the row below or above when that one speaks of time."""
    near = [index, *(i for i in (index + 1, index - 1) if 0 <= i < len(rows) and LABELS.search(fold(rows[i].text)))]
    for i in near:
        for match in CLOCK.finditer(fold(rows[i].text)):
            hour, minute = int(match[1]), int(match[2])
            if match[4] and match[4][0] == "p" and hour < 12:
                hour += 12
            if hour < 24 and minute < 60:
                return time(hour, minute)
    return None
