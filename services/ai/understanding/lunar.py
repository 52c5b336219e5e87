"""The Vietnamese lunar calendar by Hồ Ngọc Đức's method: true new moons and solar terms at UTC+7, leap months.

Good for 1900-2199; days are counted as Julian day numbers at Vietnamese midnight.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from math import floor, pi, radians, sin

TIME_ZONE_DAYS = 7.0 / 24.0
SYNODIC_MONTH_DAYS = 29.530588853
FIRST_NEW_MOON = 2415021.076998695
ORDINAL_TO_JULIAN = 1721425


@dataclass(frozen=True, slots=True)
class LunarDate:
    """A day of the lunar calendar; `leap` marks the second of two months with one number."""

    year: int
    month: int
    day: int
    leap: bool = False


def _julian_day(day: date) -> int:
    return day.toordinal() + ORDINAL_TO_JULIAN


def _from_julian_day(julian_day: int) -> date:
    return date.fromordinal(julian_day - ORDINAL_TO_JULIAN)


@cache
def _new_moon(k: int) -> int:
    """The day of the k-th new moon after 1 January 1900 (Meeus, the terms that matter to the minute)."""
    t = k / 1236.85
    t2, t3 = t * t, t * t * t
    mean = 2415020.75933 + 29.53058868 * k + 0.0001178 * t2 - 0.000000155 * t3
    mean += 0.00033 * sin(radians(166.56 + 132.87 * t - 0.009173 * t2))
    sun = radians(359.2242 + 29.10535608 * k - 0.0000333 * t2 - 0.00000347 * t3)
    moon = radians(306.0253 + 385.81691806 * k + 0.0107306 * t2 + 0.00001236 * t3)
    latitude = radians(21.2964 + 390.67050646 * k - 0.0016528 * t2 - 0.00000239 * t3)
    shift = (0.1734 - 0.000393 * t) * sin(sun) + 0.0021 * sin(2 * sun)
    shift += -0.4068 * sin(moon) + 0.0161 * sin(2 * moon) - 0.0004 * sin(3 * moon)
    shift += 0.0104 * sin(2 * latitude) - 0.0051 * sin(sun + moon)
    shift += -0.0074 * sin(sun - moon) + 0.0004 * sin(2 * latitude + sun)
    shift += -0.0004 * sin(2 * latitude - sun) - 0.0006 * sin(2 * latitude + moon)
    shift += 0.0010 * sin(2 * latitude - moon) + 0.0005 * sin(2 * moon + sun)
    if t < -11:
        delta = 0.001 + 0.000839 * t + 0.0002261 * t2 - 0.00000845 * t3 - 0.000000081 * t * t3
    else:
        delta = -0.000278 + 0.000265 * t + 0.000262 * t2
    return floor(mean + shift - delta + 0.5 + TIME_ZONE_DAYS)


@cache
def _solar_term(julian_day: int) -> int:
    """Which twelfth of its path the sun is in at the start of the day: 0 from the March equinox, 9 from midwinter."""
    t = (julian_day - 2451545.5 - TIME_ZONE_DAYS) / 36525
    t2 = t * t
    anomaly = radians(357.52910 + 35999.05030 * t - 0.0001559 * t2 - 0.00000048 * t * t2)
    longitude = 280.46645 + 36000.76983 * t + 0.0003032 * t2
    longitude += (1.914600 - 0.004817 * t - 0.000014 * t2) * sin(anomaly)
    longitude += (0.019993 - 0.000101 * t) * sin(2 * anomaly) + 0.000290 * sin(3 * anomaly)
    return floor((radians(longitude) % (2 * pi)) / pi * 6)


@cache
def _eleventh_month(year: int) -> int:
    """The first day of the lunar month that holds midwinter of the year."""
    k = floor((_julian_day(date(year, 12, 31)) - 2415021) / SYNODIC_MONTH_DAYS)
    start = _new_moon(k)
    return _new_moon(k - 1) if _solar_term(start) >= 9 else start


@cache
def _leap_offset(eleventh: int) -> int:
    """How many months after the eleventh the leap month comes: the first without a change of solar term."""
    k = floor((eleventh - FIRST_NEW_MOON) / SYNODIC_MONTH_DAYS + 0.5)
    last, index = 0, 1
    term = _solar_term(_new_moon(k + index))
    while True:
        last, index = term, index + 1
        term = _solar_term(_new_moon(k + index))
        if term == last or index >= 14:
            return index - 1


def to_lunar(day: date) -> LunarDate:
    """The lunar date of a civil day."""
    number = _julian_day(day)
    k = floor((number - FIRST_NEW_MOON) / SYNODIC_MONTH_DAYS)
    month_start = next(start for start in map(_new_moon, (k + 1, k, k - 1)) if start <= number)
    this, following = _eleventh_month(day.year), _eleventh_month(day.year)
    if this >= month_start:
        year, this = day.year, _eleventh_month(day.year - 1)
    else:
        year, following = day.year + 1, _eleventh_month(day.year + 1)
    months, leap = (month_start - this) // 29, False
    month = months + 11
    if following - this > 365:
        offset = _leap_offset(this)
        if months >= offset:
            month, leap = months + 10, months == offset
    if month > 12:
        month -= 12
    return LunarDate(year - 1 if month >= 11 and months < 4 else year, month, number - month_start + 1, leap)


def to_civil(lunar: LunarDate) -> date | None:
    """The civil day of a lunar date; None when that year has no such day (day 30 of a short month, no leap month)."""
    year = lunar.year if lunar.month < 11 else lunar.year + 1
    before, after = _eleventh_month(year - 1), _eleventh_month(year)
    offset = lunar.month - 11 if lunar.month >= 11 else lunar.month + 1
    if after - before > 365:
        leap_offset = _leap_offset(before)
        leap_month = (leap_offset - 2) % 12 or 12
        if lunar.leap and lunar.month != leap_month:
            return None
        if lunar.leap or offset >= leap_offset:
            offset += 1
    elif lunar.leap:
        return None
    k = floor(0.5 + (before - FIRST_NEW_MOON) / SYNODIC_MONTH_DAYS)
    start, following = _new_moon(k + offset), _new_moon(k + offset + 1)
    if not 1 <= lunar.day <= following - start:
        return None
    return _from_julian_day(start + lunar.day - 1)
