"""Written forms of days of the lunar calendar: rằm tháng bảy, mùng 5 Tết, 28 tết, 15/7 âm lịch."""

from dataclasses import replace
from datetime import date, timedelta

from services.ai.understanding.calendar_days import past_lunar
from services.ai.understanding.date_forms import PREPARING_DAYS, Day, Place, int_at, month_after, spoken_int
from services.ai.understanding.sentence import Sentence


def lunar_day(place: Place) -> Day | None:
    """Reads "rằm", "rằm tháng bảy", "mùng 5 Tết", "mùng một tháng Giêng", "23 tháng Chạp", "15/7 âm lịch"."""
    sentence, at = place.sentence, place.at
    start = at
    while sentence.fold_at(at) in {"ngay", "hom", "bua"}:
        at += 1
    if _is_full_moon(place.sentence, at):
        return _full_moon(place, start, at)
    first_words = sentence.fold_at(at) in {"mung", "mong"}
    spoken = spoken_int(sentence, at + 1 if first_words else at, 30)
    if spoken is None:
        return None
    day, end = spoken
    if first_words and sentence.fold_at(end) == "tet":
        return _lunar(start, end + 1, place.today, 1, day)
    if not first_words and sentence.fold_at(end) == "tet" and day >= 20:
        return _before_tet(start, end + 1, place.today, day)
    if not first_words and sentence.fold_at(end) == "tet" and start != at:
        return _lunar(start, end + 1, place.today, 1, day)
    said_month, after = _month_of(sentence, end)
    if not said_month:
        return None
    is_lunar = sentence.fold_at(after - 1) in {"gieng", "chap"}
    for mark in (2, 1):
        if sentence.words(after, after + mark).lower() in sentence.vocabulary.dates["lunar_marks"]:
            return _lunar(start, after + mark, place.today, said_month, day)
    return _lunar(start, after, place.today, said_month, day) if is_lunar else None


def _month_of(sentence: Sentence, at: int) -> tuple[int, int]:
    """Reads "tháng bảy", "/7", and "chạp" alone; the month, or 0, and the token after."""
    if sentence.fold_at(at) == "chap" and sentence.tokens[at].key in {"chap5", "chap"}:
        return 12, at + 1
    slashed = int_at(sentence, at + 1, 12) if sentence.fold_at(at) == "/" else None
    return (slashed, at + 2) if slashed else month_after(sentence, at)


def _is_full_moon(sentence: Sentence, at: int) -> bool:
    """True for "rằm"; "ram 16gb" is a computer's."""
    if sentence.fold_at(at) != "ram" or sentence.tokens[at].key not in {"răm2", "ram"}:
        return False
    return not (sentence.tokens[at].is_plain and sentence.fold_at(at + 1)[:1].isdigit())


def _full_moon(place: Place, start: int, at: int) -> Day | None:
    """Reads "rằm", "rằm tháng bảy": "đồ cúng rằm" is bought before the full moon, "rằm ăn chay" is said of the last."""
    month, end = month_after(place.sentence, at + 1)
    found = _lunar(start, end, place.today, month or 0, 15)
    if found and not month and start > 0 and (place.today - found.day).days >= 26:
        return replace(found, day=place.today, first=found.day, last=place.today, inferred=True)
    return found


def _before_tet(start: int, end: int, today: date, day: int) -> Day | None:
    """Reads "28 tết": of the last lunar month; "30 tết" is the eve, also when that month has 29 days."""
    new_year = past_lunar(today, 1, 1) if day == 30 else None
    found = new_year - timedelta(days=1) if new_year else past_lunar(today, 12, day)
    return Day(start, end, found, found, "date.lunar") if found else None


def _lunar(start: int, end: int, today: date, month: int, day: int) -> Day | None:
    found = past_lunar(today, month, day)
    if found and day == 15 and month and (today - found).days > 365 - PREPARING_DAYS:
        return Day(start, end, today, today, "date.holiday", inferred=True, first=found)
    return Day(start, end, found, found, "date.lunar") if found else None
