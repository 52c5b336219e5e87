"""Days as people say them, resolved to the past: "hôm qua", "thứ hai tuần trước", "mùng 5 Tết", "15/9"."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from services.ai.understanding import date_forms, lunar_forms
from services.ai.understanding.calendar_days import period_range, shifted
from services.ai.understanding.date_forms import Day
from services.ai.understanding.sentence import Sentence

WEAK_DAYS = frozenset({"mai", "mot", "nay", "hn"})
AFTER_ORDINAL = frozenset(["lan", "con", "ly", "cai", "nguoi", "dua", "ky", "dot", "chuyen", "bat", "to", "mon", "so"])


@dataclass(frozen=True, slots=True)
class Place:
    """Where a reader looks: the sentence, the token, and today."""

    sentence: Sentence
    at: int
    today: date


def read_dates(sentence: Sentence) -> list[Day]:
    """All days in the sentence, left to right; claims their tokens so that no number is read twice."""
    found: list[Day] = []
    index = 0
    while index < len(sentence.tokens):
        day = next(_candidates(sentence, index), None) if sentence.is_free(index, index + 1) else None
        if day is None:
            index += 1
            continue
        if sentence.fold_at(day.end) == "vua" and sentence.fold_at(day.end + 1) in {"roi", "qua"}:
            day = replace(day, end=day.end + 2)  # "ngày 20 vừa rồi": every day is taken from the past
        sentence.claim(day.start, day.end, "period" if day.rule == "date.period_of_bill" else "date")
        found.append(day)
        index = day.end
    return found


def _candidates(sentence: Sentence, at: int) -> Iterator[Day]:
    """The readers in order: the more specific first."""
    place = Place(sentence, at, sentence.context.today)
    readers: tuple[Callable[[Place], Day | None], ...] = (
        lunar_forms.lunar_day, date_forms.numeric, date_forms.day_of_month, date_forms.english_day,
        _ago, _weekday, _relative_day, _part_of_period, _relative_period, date_forms.month_alone,
        date_forms.holiday, date_forms.clock,
    )  # fmt: skip
    for reader in readers:
        day = reader(place)
        if day is not None:
            yield day


def _relative_day(place: Place) -> Day | None:
    sentence = place.sentence
    match = sentence.found.longest("day", place.at)
    if match is None:
        return None
    weak = match.end == match.start + 1 and sentence.fold_at(match.start) in WEAK_DAYS
    if weak and not _may_be_weak_day(sentence, match.start, match.end):
        return None
    if sentence.fold_at(match.end - 1) == "qua" and sentence.found.longest("account", match.end):
        return None  # "ăn sáng qua momo"
    day = place.today + timedelta(days=int(match.entry.value))
    return Day(match.start, _eat_time(sentence, match.end), day, day, "date.relative", likeness=match.likeness)


def _may_be_weak_day(sentence: Sentence, start: int, end: int) -> bool:
    """Here "Mai" is tomorrow at the beginning or before a verb, not after "chị", "cho", "với", and not as "Mai"."""
    token = sentence.tokens[start]
    if token.fold == "mot":
        return False
    if token.fold in {"nay", "hn"}:
        return token.key in {"nay4", "hn"}
    named = start > 0 and (
        token.is_capital or any(sentence.found.longest(role, start - 1) for role in ("title", "alone"))
    )
    after_slot = sentence.fold_at(start - 1) in {"cho", "voi", "cua", "no", "vay", "muon", "tra", "ca", "ho", "tang"}
    subject = sentence.fold_at(end) in {"tra", "muon", "vay", "cho", "gui", "chuyen", "dua", "ck"}
    return not named and not after_slot and not (subject and token.is_capital)


def _weekday(place: Place) -> Day | None:
    sentence, at = place.sentence, place.at
    match = sentence.found.longest("weekday", at)
    if match is None or sentence.fold_at(at - 1) in AFTER_ORDINAL:
        return None
    word = sentence.words(match.start, match.end).lower()
    led = sentence.fold_at(at - 1) in {"on", "last", "this", "next"}
    if word in sentence.vocabulary.dates["weak_weekdays"] and not led:
        return None
    if word.startswith("t") and len(word) == 2 and date_forms.is_bill_before(sentence, at):
        return None
    weekday, today = int(match.entry.value), place.today
    start = at - 1 if led else at
    this_week = today - timedelta(days=today.weekday()) + timedelta(days=weekday)
    latest = this_week if this_week <= today else this_week - timedelta(weeks=1)
    day, end, inferred = latest, match.end, True
    if sentence.fold_at(at - 1) == "next" or sentence.fold_at(at - 1) == "last":
        weeks = 1 if sentence.fold_at(at - 1) == "next" else 0
        day = this_week + timedelta(weeks=1) if weeks else (latest if latest < today else latest - timedelta(weeks=1))
        inferred = False
    week = _week_after(sentence, end)
    if week is not None:
        day, end, inferred = this_week + timedelta(weeks=week[0]), week[1], False
    elif (just := _just_gone(sentence, end)) is not None:
        day, end, inferred = (latest if latest < today else latest - timedelta(weeks=1)), just, False
    elif sentence.fold_at(end) in {"toi", "sau"} and sentence.tokens[end].key in {"tơi1", "sau"}:
        day, end, inferred = (this_week if this_week > today else this_week + timedelta(weeks=1)), end + 1, False
    elif sentence.fold_at(end) == "nay":
        day, end, inferred = this_week, end + 1, False
    start -= int(start > 0 and sentence.fold_at(start - 1) in {"hom", "bua", "ngay"})
    return Day(start, _eat_time(sentence, end), day, day, "date.weekday", inferred=inferred, likeness=match.likeness)


def _week_after(sentence: Sentence, at: int) -> tuple[int, int] | None:
    """Reads "tuần trước", "tuần này", "tuần sau", "của tuần trước" after a weekday."""
    at += 1 if sentence.fold_at(at) == "cua" else 0
    if sentence.fold_at(at) == "last" and sentence.fold_at(at + 1) == "week":
        return -1, at + 2
    if sentence.fold_at(at) not in {"tuan", "week"}:
        return None
    shift = date_forms.shift_word(sentence, at + 1)
    if shift is None:
        return None
    if shift[0] == -1 and sentence.fold_at(shift[1]) == "nua":
        return -2, shift[1] + 1
    return shift


def _just_gone(sentence: Sentence, at: int) -> int | None:
    """Reads "vừa rồi", "vừa qua", "rồi", "trước" after a weekday: the last one before today."""
    words = (sentence.fold_at(at), sentence.fold_at(at + 1))
    if words in {("vua", "roi"), ("vua", "qua")}:
        return at + 2
    if words[0] == "truoc" or (words[0] == "roi" and sentence.tokens[at].key in {"rôi2", "roi"}):
        return at + 1
    return None


def _ago(place: Place) -> Day | None:
    """Reads "2 ngày trước", "cách đây ba hôm", "3 days ago", "tuần trước nữa"."""
    sentence, at = place.sentence, place.at
    led = sentence.fold_at(at) == "cach" and sentence.fold_at(at + 1) == "day"
    first = at + 2 if led else at
    few = sentence.fold_at(first) in {"may", "vai"}
    number = None if few else sentence.reader.at(first)
    if number is not None and (number.scale or number.slang or number.value > 400 or number.value.denominator > 1):
        return None
    after = first + 1 if few else number.end if number else None
    unit = sentence.found.longest("unit", after) if after is not None else None
    if unit is None or after is None:
        return None
    ago = sentence.fold_at(unit.end) in {"truoc", "ago"}
    if not ago and not (led and not few):
        return None
    if sentence.fold_at(unit.end) == "truoc" and _key_at(sentence, unit.end + 1) in {"khi", "đo1"}:
        return None
    count = 3 if few else int(number.value) if number else 1
    if not led and at > 0 and count > (31 if unit.entry.value == "day" else 12):
        return None  # "phở 45 tháng trước" is a price and last month
    day = shifted(unit.entry.value, place.today, -count)
    return Day(at, unit.end + (1 if ago else 0), day, day, "date.ago", inferred=few)


def _key_at(sentence: Sentence, index: int) -> str:
    return sentence.tokens[index].key if index < len(sentence.tokens) else ""


def _part_of_period(place: Place) -> Day | None:
    """Reads "đầu tháng", "giữa tháng trước", "cuối tuần rồi": shown as a guess."""
    sentence, at = place.sentence, place.at
    part = sentence.found.longest("part", at)
    if part is None or sentence.fold_at(part.end) not in {"thang", "tuan", "nam", "month", "week", "year"}:
        return None
    counted = sentence.reader.at(part.end)
    if counted is not None and (counted.scale or counted.end > part.end + 1):
        return None  # "gội đầu năm mươi nghìn"
    unit = {"thang": "month", "tuan": "week", "nam": "year"}.get(sentence.fold_at(part.end), sentence.fold_at(part.end))
    month = date_forms.month_alone(Place(sentence, part.end, place.today)) if unit == "month" else None
    shift = date_forms.shift_word(sentence, part.end + 1)
    if unit == "week" and shift is None and at > 0:
        return None
    if month is not None and shift is None:
        first, last, end = month.day.replace(day=1), month.last, month.end
    else:
        first, last = period_range(unit, place.today, shift[0] if shift else 0)
        end = shift[1] if shift else part.end + 1
        if shift is None and _part_day(part.entry.value, unit, first, last) > place.today:
            first, last = period_range(unit, place.today, -1)
    day = _part_day(part.entry.value, unit, first, last)
    if unit == "week" and part.entry.value == "end":
        first = day
    return Day(at, end, day, last, "date.part", inferred=True, first=first)


def _part_day(part: str, unit: str, first: date, last: date) -> date:
    if part == "start":
        return first
    if part == "middle":
        return first + (last - first) // 2 if unit != "month" else first.replace(day=15)
    return last - timedelta(days=1) if unit == "week" else last


def _relative_period(place: Place) -> Day | None:
    """Reads "tuần trước", "tháng này", "năm ngoái", "last week"."""
    sentence, at = place.sentence, place.at
    english = sentence.fold_at(at) in {"last", "this", "next", "past"}
    unit = sentence.found.longest("unit", at + 1 if english else at)
    if unit is None or unit.entry.value == "day" or _ends_number(sentence, at):
        return None
    if english:
        shift = {"last": -1, "past": -1, "this": 0, "next": 1}[sentence.fold_at(at)]
        end = unit.end
    else:
        said = date_forms.shift_word(sentence, unit.end)
        if said is None:
            return None
        shift, end = said
        if shift < 0 and sentence.fold_at(end) == "nua":
            shift, end = shift - 1, end + 1
    if date_forms.is_bill_before(sentence, at):
        # "tiền điện tháng trước" is paid now for then, but in a search it is the period.
        first, last = period_range(unit.entry.value, place.today, shift)
        return Day(at, end, place.today, last, "date.period_of_bill", inferred=True, first=first)
    first, last = period_range(unit.entry.value, place.today, shift)
    day = place.today if shift == 0 else shifted(unit.entry.value, place.today, shift)
    return Day(at, end, day, last, "date.period", inferred=True, first=first)


def _ends_number(sentence: Sentence, at: int) -> bool:
    """True for the "năm" of "tám trăm năm qua momo" and "bốn triệu năm rồi xăng …": five, and no year."""
    if sentence.fold_at(at) != "nam" or not _goes_on_behind(sentence, at + 1):
        return False
    numbers = (sentence.reader.at(index) for index in range(max(0, at - 6), at))
    return any(number is not None and number.end > at for number in numbers)


def _goes_on_behind(sentence: Sentence, at: int) -> bool:
    if sentence.fold_at(at) == "qua":
        return sentence.found.longest("account", at + 1) is not None
    return sentence.fold_at(at) == "roi" and at + 1 < len(sentence.tokens)


def _eat_time(sentence: Sentence, at: int) -> int:
    """Takes a time of day that follows into the span: "hôm qua buổi tối"."""
    if sentence.fold_at(at) in {"buoi", "luc", "hoi"} and sentence.found.longest("time_of_day", at + 1):
        return at + 2
    match = sentence.found.longest("time_of_day", at)
    eats_meal = sentence.fold_at(at - 1) in {"an", "uong"}
    return match.end if match and not eats_meal else at
