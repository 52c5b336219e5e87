"""Written forms of days: 15/9, 08-09-2026, ngày 5 tháng 8, quốc khánh, 10h45; lunar ones stand in lunar_forms."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from services.ai.understanding.calendar_days import (
    day_of,
    month_range,
    past_day,
    past_day_and_month,
    past_lunar,
)
from services.ai.understanding.lexicon import Match
from services.ai.understanding.sentence import Sentence
from services.ai.understanding.short_days import short_day
from services.ai.understanding.text import tone_key
from services.ai.understanding.tokens import Kind

DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})$")
# Behind these "20/10" is an occasion, a street, one part of several: no day of paying.
OCCASIONS = frozenset({"hoa", "qua", "tang", "mung", "tiec", "duong", "pho", "ky"})
GOODS_AFTER_FRACTION = frozenset(
    ["kg", "ky", "ki", "can", "con", "lit", "ly", "qua", "trai", "cai", "goi", "thung", "hop", "kilo"]
)
BILLS = frozenset({
    "nha", "dien", "nuoc", "mang", "net", "wifi", "tro", "phong", "phi", "thue", "internet", "hoc", "luong", "cuoc",
    "rac", "xe", "gop", "dong", "an", "thuong", "viec", "cu", "quy", "bhxh", "bhyt", "gas", "the", "com", "sua"
})  # fmt: skip
HOLIDAY_LEADS = frozenset(["ngay", "hom", "dip", "le", "dem", "bua", "toi", "sang", "trua", "chieu", "on", "at"])

VIETNAMESE_MONTHS = frozenset({"hai", "bon", "nam", "sau", "bay", "tam", "chin", "muoi", "mot", "chap", "gieng", "may"})


# Behind these "4g" is a way to send data and no hour.
BEFORE_DATA = frozenset({"nap", "mua", "goi", "data", "ky", "sim", "mang", "cuoc", "gia", "han"})
# So long before a holiday people buy for it.
PREPARING_DAYS = 21


MONTH = tone_key("tháng")
# Words that go on with a number of which the month would be the beginning.
GOING_ON = frozenset(
    tone_key(word) for word in ("mươi", "lăm", "nhăm", "mốt", "chục", "nghìn", "ngàn", "triệu", "tỷ", "tỉ", "củ")
)


@dataclass(frozen=True, slots=True)
class Day:
    """A day that was said: tokens start..end-1, the day, and the range that a search would take (first..last)."""

    start: int
    end: int
    day: date
    last: date
    rule: str
    inferred: bool = False
    likeness: float = 1.0
    first: date | None = None
    is_clock: bool = False


class Place(Protocol):
    """Where a reader looks."""

    @property
    def sentence(self) -> Sentence: ...
    @property
    def at(self) -> int: ...
    @property
    def today(self) -> date: ...


def is_bill_before(sentence: Sentence, at: int) -> bool:
    """True after a bill or a wage: "tiền điện tháng 8" says what for, not when."""
    return sentence.fold_at(at - 1) in BILLS and at > 0


def shift_word(sentence: Sentence, at: int) -> tuple[int, int] | None:
    """Reads "trước", "vừa rồi", "này", "sau": how many periods away, and the token after."""
    words = sentence.vocabulary.dates
    for count in (2, 1):
        if at + count > len(sentence.tokens):
            continue
        said = sentence.words(at, at + count).lower()
        for shift, name in ((-1, "before"), (0, "this"), (1, "after")):
            if said in words[name] or (sentence.bare and said in FOLDED_SHIFTS[name]):
                return shift, at + count
    return None


FOLDED_SHIFTS = {"before": {"truoc", "vua roi", "roi", "ngoai", "vua qua"}, "this": {"nay"}, "after": {"sau", "toi"}}


def int_at(sentence: Sentence, at: int, most: int) -> int | None:
    """Typed digits at a token, from 1 to `most`; None for anything else."""
    raw = sentence.tokens[at].raw if 0 <= at < len(sentence.tokens) else ""
    return int(raw) if raw.isascii() and raw.isdigit() and len(raw) <= 4 and 1 <= int(raw) <= most else None


def numeric(place: Place) -> Day | None:
    """Reads 3/9, 3/9/26, 08-09-2026, 2026-09-08, 20.9.2026, 9/2026, with a "ngày" before and a clock after."""
    sentence, at = place.sentence, place.at
    start = at
    if sentence.fold_at(at) in {"ngay", "hom", "bua", "mung", "mong", "luc", "on", "vao"}:
        at += 1
    if at + 1 < len(sentence.tokens) and sentence.fold_at(at) in {"ngay", "mung", "mong"}:
        at += 1
    tokens = sentence.tokens
    if at >= len(tokens) or tokens[at].kind is not Kind.NUMBER:
        return None
    short = short_day(sentence, at, place.today, led=start != at)
    if short is not None:
        return Day(start, short[1], short[0], short[0], "date.numeric", inferred=start == at)
    dotted = DOTTED.match(tokens[at].raw)
    if dotted:
        day = day_of(int(dotted.group(3)), int(dotted.group(2)), int(dotted.group(1)))
        return Day(start, at + 1, day, day, "date.numeric") if day else None
    feast = start > 1 and sentence.fold_at(start - 1) == "le"
    if (feast or sentence.fold_at(start - 1) in OCCASIONS) and start == at and sentence.claims[start - 1] != "date":
        _, end, _ = _parts(sentence, at)  # "quà 20/10" names the occasion
        occasion = Day(start, end, place.today, place.today, "date.period_of_bill", inferred=True)
        return occasion if end > at else None
    parts, end, mark = _parts(sentence, at)
    day = _from_parts(parts, mark, place.today, led=start != at)
    if day is None or (len(parts) == 2 and sentence.fold_at(end) in GOODS_AFTER_FRACTION):
        return None
    last = month_range(day)[1] if len(parts) == 2 and parts[1] > 99 else day
    first = day if last == day else day.replace(day=1)
    return Day(start, end, day, last, "date.numeric", inferred=last != day, first=first)


def _parts(sentence: Sentence, at: int) -> tuple[list[int], int, str]:
    """The numbers of "3/9/26", the token after them, and the mark between."""
    tokens = sentence.tokens
    mark = tokens[at + 1].text if at + 1 < len(tokens) else ""
    if mark not in {"/", "-"}:
        return [], at, ""
    parts: list[int] = []
    position = at
    while (number := int_at(sentence, position, 9999)) is not None and len(parts) < 3:
        parts.append(number)
        position += 1
        if len(parts) == 3 or position >= len(tokens) or tokens[position].text != mark:
            break
        position += 1
    end = at + 2 * len(parts) - 1
    return parts, end, mark


def _from_parts(parts: list[int], mark: str, today: date, led: bool) -> date | None:
    if len(parts) == 3:
        if parts[0] > 999:
            return day_of(parts[0], parts[1], parts[2])
        return day_of(parts[2], parts[1], parts[0])
    if len(parts) != 2 or (mark == "-" and not led):
        return None
    if parts[1] > 999:
        return day_of(parts[1], parts[0], 1)
    return past_day_and_month(today, parts[1], parts[0])


def spoken_int(sentence: Sentence, at: int, most: int) -> tuple[int, int] | None:
    """A whole number in digits or words from 1 to `most`, without a money unit; and the token after."""
    if at >= len(sentence.tokens):
        return None
    number = sentence.reader.at(at)
    if number is None or number.scale or number.value.denominator > 1 or not 1 <= number.value <= most:
        return None
    return int(number.value), number.end


def month_after(sentence: Sentence, at: int) -> tuple[int, int]:
    """Reads "tháng 8", "thg 8", "tháng tư"; (0, at) when there is none. A number with a money unit is no month."""
    lead = sentence.fold_at(at)
    if lead == "thang" and not (sentence.tokens[at].is_plain or sentence.tokens[at].key == MONTH):
        return 0, at  # "Thắng"
    if lead not in {"thang", "thg"} and not (
        lead == "t" and at + 1 < len(sentence.tokens) and sentence.tokens[at + 1].glued
    ):
        return 0, at
    number = int_at(sentence, at + 1, 12)
    match = sentence.found.longest("month", at + 1)
    end = at + 2
    if number is None and match is not None and match.likeness >= (0.9 if sentence.bare else 1.0):
        number, end = int(match.entry.value), match.end
    if number is None or _is_money(sentence, at + 1, end) or _is_thirteenth(sentence, at):
        return 0, at
    return number, end


def _is_thirteenth(sentence: Sentence, at: int) -> bool:
    """True for the "tháng mười ba" of "lương tháng mười ba": a month's pay more, and no October."""
    paid = sentence.fold_at(at - 1) in {"luong", "thuong"} and at > 0
    number = sentence.reader.at(at + 1) if paid else None
    return number is not None and number.value == 13 and not number.scale


def _lasts_months(sentence: Sentence, at: int) -> bool:
    """True for the "tháng" of "ba tháng", which is no day of a month, and of "vé tháng"."""
    if at < 1 or sentence.fold_at(at - 1) == "ve":
        return at > 0
    counted = sentence.reader.at(at - 1)
    led = at > 1 and sentence.fold_at(at - 2) in {"ngay", "hom", "bua", "mung", "mong", "vao"}
    return counted is not None and counted.end == at and not led


def _is_money(sentence: Sentence, at: int, end: int) -> bool:
    """True when the month's number is really an amount: "một tháng 5 triệu", "tháng 500k"."""
    following = sentence.reader.at(at)
    if following is None or not following.scale:
        return False
    if end < len(sentence.tokens) and sentence.tokens[end].key in GOING_ON:
        return True  # "gửi xe tháng năm mươi nghìn": nobody says "mươi" or "triệu hai" by itself
    if end == at + 1 and _lasts_months(sentence, at - 1) and sentence.fold_at(end) == "tram":
        return True  # "tiền mạng ba tháng chín trăm nghìn"
    # "tháng 9 6 triệu" leaves a number of its own after the month.
    return following.end <= end + 1 or sentence.tokens[at].kind is Kind.NUMBER


def day_of_month(place: Place) -> Day | None:
    """Reads "ngày 5 tháng 8 năm 2026", "15 tháng 8", "mùng 5", "ngày 18", "hôm 10"."""
    sentence, at = place.sentence, place.at
    start = at
    while sentence.fold_at(at) in {"ngay", "hom", "bua", "mung", "mong", "vao"} and at - start < 3:
        at += 1
    led = at > start
    spoken = spoken_int(sentence, at, 31)
    if spoken is None:
        return None
    number, end = spoken
    month, after = month_after(sentence, end)
    if month:
        return _with_year(place, start, after, number, month)
    if (led or number > 9) and sentence.fold_at(end) == "thang" and (shift := shift_word(sentence, end + 1)):
        base = _shifted_month(place.today, shift[0])
        day = day_of(base.year, base.month, number)
        return Day(start, shift[1], day, day, "date.day_of_month") if day else None
    if not led or sentence.found.longest("unit", end) or sentence.fold_at(end) == "am":
        return None
    day = past_day(place.today, number)
    return Day(start, end, day, day, "date.day_of_month", inferred=True) if day else None


def _shifted_month(today: date, shift: int) -> date:
    number = today.year * 12 + today.month - 1 + shift
    return date(number // 12, number % 12 + 1, 1)


def _with_year(place: Place, start: int, end: int, number: int, month: int) -> Day | None:
    sentence = place.sentence
    led = sentence.fold_at(end) in {"nam", "/", ","}
    year = int_at(sentence, end + (1 if led else 0), 2200)
    if year is not None and year >= 1990:
        day = day_of(year, month, number)
        return Day(start, end + (2 if led else 1), day, day, "date.day_of_month") if day else None
    if sentence.fold_at(end) == "nam" and (shift := shift_word(sentence, end + 1)):
        day = day_of(place.today.year + shift[0], month, number)
        return Day(start, shift[1], day, day, "date.day_of_month") if day else None
    day = past_day_and_month(place.today, month, number)
    return Day(start, end, day, day, "date.day_of_month") if day else None


def english_day(place: Place) -> Day | None:
    """Reads "sep 5", "5 september", "5th of september 2026"."""
    sentence, at = place.sentence, place.at
    start = at
    if sentence.fold_at(at) in {"on", "the"}:
        at += 1
    tokens = sentence.tokens
    if at >= len(tokens) or not sentence.bare:
        return None
    name = _month_name(sentence, at)
    if name is not None and (number := int_at(sentence, name.end, 31)):
        end = name.end + 1 + (sentence.fold_at(name.end + 1) in {"st", "nd", "rd", "th"})
        scaled = _scaled(sentence, name.end)
        return None if scaled else _with_year(place, start, end, number, int(name.entry.value))
    number = int_at(sentence, at, 31)
    if number is None:
        return None
    end = at + 1 + (sentence.fold_at(at + 1) in {"st", "nd", "rd", "th"})
    end += sentence.fold_at(end) == "of"
    name = _month_name(sentence, end)
    if name is None:
        return None
    return _with_year(place, start, name.end, number, int(name.entry.value))


def _month_name(sentence: Sentence, at: int) -> Match | None:
    """An English month; the Vietnamese number words that also name months need "tháng" before them."""
    match = sentence.found.longest("month", at)
    english = match is not None and len(sentence.fold_at(at)) >= 3 and sentence.fold_at(at) not in VIETNAMESE_MONTHS
    return match if english else None


def _scaled(sentence: Sentence, at: int) -> bool:
    number = sentence.reader.at(at)
    return number is not None and bool(number.scale)


def month_alone(place: Place) -> Day | None:
    """Reads "tháng tư", "tháng 8 năm ngoái": the first of the month, a guess; after a bill it says what for."""
    sentence, at = place.sentence, place.at
    month, end = month_after(sentence, at)
    if not month:
        return None
    year = place.today.year if month <= place.today.month else place.today.year - 1
    said = int_at(sentence, end + 1, 2200) if sentence.fold_at(end) in {"nam", "/"} else None
    if said and said > 1990:
        year, end = said, end + 2
    elif sentence.fold_at(end) == "nam" and (shift := shift_word(sentence, end + 1)):
        year, end = place.today.year + shift[0], shift[1]
    if sentence.fold_at(end) == "/" and int_at(sentence, end + 1, 99):
        return Day(
            at, end + 2, place.today, place.today, "date.period_of_bill", inferred=True
        )  # "tháng 5/12": a part paid
    if sentence.fold_at(end - 1) in {"gieng", "chap"} and (lunar := past_lunar(place.today, month, 1)):
        return Day(at, end, lunar, lunar + timedelta(days=28), "date.month", inferred=True, first=lunar)
    first, last = month_range(date(year, month, 1))
    if is_bill_before(sentence, at):
        return Day(at, end, place.today, last, "date.period_of_bill", inferred=True, first=first)
    day = place.today if first <= place.today <= last else first
    return Day(at, end, day, last, "date.month", inferred=True, first=first)


def holiday(place: Place) -> Day | None:
    """Reads "noel", "rằm trung thu", "20/10" as a holiday when the words stand as a time, not as goods."""
    sentence, at = place.sentence, place.at
    match = sentence.found.longest("holiday", at)
    if match is None or not (at == 0 or sentence.fold_at(at - 1) in HOLIDAY_LEADS):
        return None
    value = match.entry.value
    month, number = (int(part) for part in value.removeprefix("lunar ").split("/"))
    day = past_lunar(place.today, month, number) if value.startswith("lunar") else None
    if day is None and month == 12 and number == 30:
        day = past_lunar(place.today, 12, 29)
    day = day or past_day_and_month(place.today, month, number)
    if day and (place.today - day).days > 365 - PREPARING_DAYS:
        day = place.today  # "quà trung thu 300k" two days before is bought now, not last year
    return Day(at, match.end, day, day, "date.holiday", inferred=True) if day else None


def clock(place: Place) -> Day | None:
    """Eats "10h45", "19:05:00", "3 giờ rưỡi chiều", "7h sáng": a time, which leaves the day as it is."""
    sentence, at = place.sentence, place.at
    start = at + 1 if sentence.fold_at(at) in {"luc", "at", "vao"} else at
    end = _colon_clock(sentence, start) or _hour_clock(sentence, start) or _english_clock(sentence, start)
    if end is None:
        return None
    match = sentence.found.longest("time_of_day", end)
    if match is not None:
        end = match.end
    following = sentence.found.longest("day", match.start) if match else None
    if match is not None and following is not None and following.end > match.end:
        end = match.start
    return Day(at, end, place.today, place.today, "date.clock", is_clock=True)


def _colon_clock(sentence: Sentence, at: int) -> int | None:
    raw = [sentence.tokens[index].raw for index in range(at, min(at + 5, len(sentence.tokens)))]
    if len(raw) < 3 or raw[1] != ":" or not re.fullmatch(r"\d{1,2}", raw[0]) or not re.fullmatch(r"\d{2}", raw[2]):
        return None
    seconds = len(raw) == 5 and raw[3] == ":" and re.fullmatch(r"\d{2}", raw[4]) is not None
    return at + (5 if seconds else 3)


def _hour_clock(sentence: Sentence, at: int) -> int | None:
    number = sentence.reader.at(at) if at < len(sentence.tokens) else None
    if number is None or number.scale or not 0 <= number.value <= 24 or number.value.denominator > 1:
        return None
    unit = sentence.fold_at(number.end)
    glued = number.end < len(sentence.tokens) and sentence.tokens[number.end].glued
    if not (unit == "gio" or (unit in {"h", "g"} and glued)) or sentence.fold_at(number.start - 1) in BEFORE_DATA:
        return None
    end = number.end + 1
    if sentence.fold_at(end) == "ruoi":
        return end + 1
    minutes = int_at(sentence, end, 59)
    near = end < len(sentence.tokens) and (sentence.tokens[end].glued or sentence.fold_at(end + 1) in {"phut", "p"})
    if minutes is not None and near:
        end += 1
        end += sentence.fold_at(end) in {"p", "phut"}
    elif end < len(sentence.tokens) and sentence.tokens[end].raw in {"00", "0"} and sentence.tokens[end].glued:
        end += 1
    return end


def _english_clock(sentence: Sentence, at: int) -> int | None:
    if int_at(sentence, at, 12) is None or sentence.fold_at(at + 1) not in {"am", "pm"}:
        return None
    return at + 2
