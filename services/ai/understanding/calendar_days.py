"""Days of the calendar from what was said: a day and month without a year, the last Thursday, the first of a month."""

import calendar
from datetime import date, timedelta

from services.ai.understanding.lunar import LunarDate, to_civil, to_lunar


def day_of(year: int, month: int, day: int) -> date | None:
    """The date, or None when there is no such day; years of two digits are of this century."""
    try:
        return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None


def past_day(today: date, day: int) -> date | None:
    """The latest such day of a month that is not after today."""
    for back in range(4):
        month = add_months(today.replace(day=1), -back)
        found = day_of(month.year, month.month, day)
        if found and found <= today:
            return found
    return None


def past_day_and_month(today: date, month: int, day: int) -> date | None:
    """The latest such day of a year that is not after today (29 February looks back further)."""
    for year in range(today.year, today.year - 9, -1):
        found = day_of(year, month, day)
        if found and found <= today:
            return found
    return None


def past_lunar(today: date, month: int, day: int) -> date | None:
    """The latest such day of the lunar calendar that is not after today; month 0 is any month."""
    now = to_lunar(today)
    if month:
        candidates = [LunarDate(year, month, day) for year in (now.year, now.year - 1, now.year - 2)]
    else:
        numbers = [now.year * 12 + now.month - 1 - back for back in range(4)]
        candidates = [LunarDate(number // 12, number % 12 + 1, day) for number in numbers]
    for candidate in candidates:
        found = to_civil(candidate)
        if found and found <= today:
            return found
    return None


def add_months(day: date, months: int) -> date:
    """The same day so many months away, or the month's last day."""
    number = day.year * 12 + day.month - 1 + months
    year, month = number // 12, number % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def month_range(day: date) -> tuple[date, date]:
    """The first and the last day of the month."""
    return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])


def period_range(unit: str, today: date, shift: int) -> tuple[date, date]:
    """First and last day of the day, week (from Monday), month, quarter or year that lies `shift` away."""
    if unit == "day":
        day = today + timedelta(days=shift)
        return day, day
    if unit == "week":
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=shift)
        return monday, monday + timedelta(days=6)
    if unit == "month":
        return month_range(add_months(today.replace(day=1), shift))
    if unit == "quarter":
        first = add_months(date(today.year, (today.month - 1) // 3 * 3 + 1, 1), 3 * shift)
        return first, month_range(add_months(first, 2))[1]
    return date(today.year + shift, 1, 1), date(today.year + shift, 12, 31)


def shifted(unit: str, today: date, shift: int) -> date:
    """The day so many units away from today."""
    if unit in {"day", "week"}:
        return today + timedelta(days=shift * (7 if unit == "week" else 1))
    return add_months(today, shift * {"month": 1, "quarter": 3, "year": 12}[unit])
