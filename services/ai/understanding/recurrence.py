"""How often: "mỗi tháng", "ngày 5 hàng tháng", "mỗi thứ hai", "rằm hằng tháng", as an RFC 5545 rule."""

from dataclasses import dataclass

from services.ai.understanding.sentence import Sentence

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
EACH = frozenset({"moi", "hang", "every", "each"})
UNITS = {"day": "DAILY", "week": "WEEKLY", "month": "MONTHLY", "quarter": "QUARTERLY", "year": "YEARLY"}


@dataclass(frozen=True, slots=True)
class Repetition:
    """A rule and the tokens start..end-1 that say it."""

    start: int
    end: int
    rule: str


def read_recurrence(sentence: Sentence) -> Repetition | None:
    """The first repetition that is said; claims its tokens before dates and numbers are read."""
    for index in range(len(sentence.tokens)):
        found = (
            _each_weekday(sentence, index)
            or _every_n(sentence, index)
            or _adverb(sentence, index)
            or _per_unit(sentence, index)
        )
        if found is not None:
            sentence.claim(found.start, found.end, "recurrence")
            return found
    return None


def _rule(frequency: str, extra: str = "") -> str:
    base = "FREQ=MONTHLY;INTERVAL=3" if frequency == "QUARTERLY" else f"FREQ={frequency}"
    return base + extra


def _adverb(sentence: Sentence, at: int) -> Repetition | None:
    match = sentence.found.longest("recurrence", at)
    if match is None or match.likeness < 0.7:
        return None
    counted = sentence.reader.at(match.end - 1)
    if counted is not None and (counted.scale or counted.end > match.end):
        return None  # "bán hàng năm ngàn" sells for five thousand
    if at > 1 and sentence.fold_at(at) == "moi" and sentence.fold_at(at - 1) == sentence.fold_at(at + 1):
        return None  # "giữ xe 3 ngày mỗi ngày 10k" is three days' price
    frequency = match.entry.value
    before = _day_before(sentence, at, frequency) or _day_after(sentence, match.end, frequency)
    if before is None:
        return Repetition(at, match.end, _rule(frequency))
    start, end, extra, lunar = before
    rule = _rule(frequency, extra)
    return Repetition(min(start, at), max(end, match.end), f"RSCALE=CHINESE;{rule}" if lunar else rule)


def _day_before(sentence: Sentence, at: int, frequency: str) -> tuple[int, int, str, bool] | None:
    """Reads "ngày 5", "mùng một", "rằm", "thứ hai", "cuối tháng" right before "hàng tháng"."""
    for start in range(max(0, at - 4), at):
        if frequency == "WEEKLY" and (weekday := sentence.found.longest("weekday", start)) and weekday.end == at:
            return start, at, f";BYDAY={WEEKDAYS[int(weekday.entry.value)]}", False
        if frequency != "MONTHLY":
            continue
        day = _month_day(sentence, start)
        if day is not None and day[0] == at:
            return start, at, f";BYMONTHDAY={day[1]}", day[2]
    return None


def _day_after(sentence: Sentence, at: int, frequency: str) -> tuple[int, int, str, bool] | None:
    """Reads "mỗi tháng ngày 5", "hàng tuần thứ hai"."""
    at += 1 if sentence.fold_at(at) in {"vao", "on"} else 0
    if frequency == "WEEKLY" and (weekday := sentence.found.longest("weekday", at)):
        return at, weekday.end, f";BYDAY={WEEKDAYS[int(weekday.entry.value)]}", False
    day = _month_day(sentence, at) if frequency == "MONTHLY" else None
    return (at, day[0], f";BYMONTHDAY={day[1]}", day[2]) if day else None


def _month_day(sentence: Sentence, at: int) -> tuple[int, int, bool] | None:
    """A day of the month at a token: (token after, day, is lunar); -1 is the last day."""
    lead = sentence.fold_at(at)
    if lead == "ram":
        return at + 1, 15, True
    if lead == "cuoi":
        return at + (2 if sentence.fold_at(at + 1) == "thang" else 1), -1, False
    if lead == "dau" and sentence.fold_at(at + 1) == "thang":
        return at + 2, 1, False
    if lead not in {"ngay", "mung", "mong", "hom"}:
        return None
    position = at + 1 + (sentence.fold_at(at + 1) in {"mung", "mong"})
    number = sentence.reader.at(position) if position < len(sentence.tokens) else None
    if number is None or number.scale or number.value.denominator > 1 or not 1 <= number.value <= 31:
        return None
    lunar = sentence.fold_at(number.end) == "am" or (lead in {"mung", "mong"} and number.value == 1)
    return number.end + (sentence.fold_at(number.end) == "am"), int(number.value), lunar


def _each_weekday(sentence: Sentence, at: int) -> Repetition | None:
    """Reads "mỗi thứ hai", "thứ hai hàng tuần" is left to the adverb."""
    if sentence.fold_at(at) not in EACH:
        return None
    weekday = sentence.found.longest("weekday", at + 1)
    if weekday is None:
        day = _month_day(sentence, at + 1)
        if day is None:
            return None
        rule = f"FREQ=MONTHLY;BYMONTHDAY={day[1]}"
        return Repetition(at, day[0], f"RSCALE=CHINESE;{rule}" if day[2] else rule)
    end = weekday.end + (
        2 if sentence.fold_at(weekday.end) == "hang" and sentence.fold_at(weekday.end + 1) == "tuan" else 0
    )
    return Repetition(at, end, f"FREQ=WEEKLY;BYDAY={WEEKDAYS[int(weekday.entry.value)]}")


def _every_n(sentence: Sentence, at: int) -> Repetition | None:
    """Reads "2 tuần một lần", "mỗi 3 tháng", "every 2 weeks"."""
    led = sentence.fold_at(at) in EACH or sentence.fold_at(at) == "cu"
    first = at + 1 if led else at
    number = sentence.reader.at(first) if first < len(sentence.tokens) else None
    if number is None or number.scale or number.value.denominator > 1 or not 1 <= number.value <= 60:
        return None
    unit = sentence.found.longest("unit", number.end)
    once = unit is not None and sentence.fold_at(unit.end) in {"mot", "1"} and sentence.fold_at(unit.end + 1) == "lan"
    if unit is None or not (led or once):
        return None
    count = int(number.value) * (3 if unit.entry.value == "quarter" else 1)
    frequency = "MONTHLY" if unit.entry.value == "quarter" else UNITS[unit.entry.value]
    extra = f";INTERVAL={count}" if count > 1 else ""
    return Repetition(at, unit.end + (2 if once else 0), f"FREQ={frequency}{extra}")


def _per_unit(sentence: Sentence, at: int) -> Repetition | None:
    """Reads "800k/tháng", "/ month" behind an amount."""
    if sentence.fold_at(at) != "/" or at == 0:
        return None
    unit = sentence.found.longest("unit", at + 1)
    if unit is None or (following := sentence.fold_at(unit.end)) == "/" or following.isdigit():
        return None
    return Repetition(at, unit.end, _rule(UNITS[unit.entry.value]))
