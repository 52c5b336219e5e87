"""A budget month starts on the household's pay-day; "2026-11" is the one that starts in November 2026."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

FIRST_DATE = date(1900, 1, 1)
"""The earliest civil date that the journal takes."""


@dataclass(frozen=True, slots=True, order=True)
class BudgetMonth:
    """The month that starts in calendar month `month` of `year`."""

    year: int
    month: int

    @classmethod
    def parse(cls, text: str) -> "BudgetMonth":
        """Read "yyyy-mm"; ValueError when it is no month or its dates would leave the calendar."""
        year, month = int(text[:4]), int(text[5:])
        if len(text) != len("yyyy-mm") or text[4] != "-" or not 1 <= month <= 12 or not FIRST_DATE.year <= year <= 9998:
            raise ValueError("not a month between 1900-01 and 9998-12")
        return cls(year, month)

    @classmethod
    def of(cls, day: date, start_day: int) -> "BudgetMonth":
        """The budget month that holds the civil date `day`."""
        this = cls(day.year, day.month)
        return this if day.day >= start_day else this.plus(-1)

    def plus(self, months: int) -> "BudgetMonth":
        """The month so many months later; earlier when negative."""
        count = self.year * 12 + self.month - 1 + months
        return BudgetMonth(count // 12, count % 12 + 1)

    def first(self, start_day: int) -> date:
        """The first civil date."""
        return date(self.year, self.month, start_day)

    def last(self, start_day: int) -> date:
        """The last civil date, inclusive."""
        return self.plus(1).first(start_day) - timedelta(days=1)

    def back(self, count: int) -> Iterator["BudgetMonth"]:
        """The `count` months that end with this one, oldest first."""
        return (self.plus(step) for step in range(1 - count, 1))

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"


def civil_date(text: str) -> date:
    """Read "yyyy-mm-dd"; ValueError for a date that does not exist, such as 2026-02-30."""
    parts = text.split("-")
    if [len(part) for part in parts] != [4, 2, 2] or not all(part.isascii() and part.isdigit() for part in parts):
        raise ValueError("not a civil date in the form yyyy-mm-dd")
    return date(*map(int, parts))


def in_range(day: date, today: date) -> bool:
    """Whether the journal takes `day`: from 1900-01-01 to one year ahead of `today`."""
    return FIRST_DATE <= day <= today + timedelta(days=366)
