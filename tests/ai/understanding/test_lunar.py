"""The lunar calendar against published dates, and both ways over two centuries."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.ai.understanding.lunar import LunarDate, to_civil, to_lunar

# New year's day (mùng một Tết) as Vietnam's almanacs print it; 1968, 1969, 1985 and 2007 differ from China's.
NEW_YEARS = {
    1900: "01-31", 1911: "01-30", 1923: "02-16", 1930: "01-30", 1945: "02-13", 1954: "02-03", 1968: "01-29",
    1969: "02-16", 1975: "02-11", 1985: "01-21", 1990: "01-27", 1995: "01-31", 2000: "02-05", 2001: "01-24",
    2002: "02-12", 2003: "02-01", 2004: "01-22", 2005: "02-09", 2006: "01-29", 2007: "02-17", 2008: "02-07",
    2009: "01-26", 2010: "02-14", 2011: "02-03", 2012: "01-23", 2013: "02-10", 2014: "01-31", 2015: "02-19",
    2016: "02-08", 2017: "01-28", 2018: "02-16", 2019: "02-05", 2020: "01-25", 2021: "02-12", 2022: "02-01",
    2023: "01-22", 2024: "02-10", 2025: "01-29", 2026: "02-17", 2027: "02-06", 2028: "01-26", 2029: "02-13",
    2030: "02-02", 2050: "01-23", 2100: "02-09",
}  # fmt: skip
# Year → its leap month.
LEAP_MONTHS = {1985: 2, 1987: 7, 1995: 8, 2001: 4, 2004: 2, 2006: 7, 2009: 5, 2012: 4, 2014: 9, 2017: 6, 2020: 4,
               2023: 2, 2025: 6, 2028: 5, 2031: 3, 2033: 11}  # fmt: skip


@pytest.mark.parametrize(("year", "day"), NEW_YEARS.items())
def test_the_first_day_of_the_year(year: int, day: str) -> None:
    assert to_civil(LunarDate(year, 1, 1)) == date.fromisoformat(f"{year}-{day}")


@pytest.mark.parametrize(("year", "month"), LEAP_MONTHS.items())
def test_the_leap_month_of_a_year(year: int, month: int) -> None:
    leaps = [number for number in range(1, 13) if to_civil(LunarDate(year, number, 1, leap=True)) is not None]
    assert leaps == [month]


def test_the_full_moon_of_autumn() -> None:
    assert to_civil(LunarDate(2026, 8, 15)) == date(2026, 9, 25)
    assert to_lunar(date(2026, 9, 25)) == LunarDate(2026, 8, 15)


@settings(max_examples=500, deadline=None)
@given(st.dates(date(1900, 2, 1), date(2100, 12, 31)))
def test_both_ways_lead_back(day: date) -> None:
    assert to_civil(to_lunar(day)) == day


@settings(max_examples=300, deadline=None)
@given(st.dates(date(1900, 2, 1), date(2100, 12, 30)))
def test_days_follow_each_other(day: date) -> None:
    today, tomorrow = to_lunar(day), to_lunar(day + timedelta(days=1))
    assert tomorrow.day == today.day + 1 or (tomorrow.day == 1 and today.day in {29, 30})


def test_a_day_that_is_not_there() -> None:
    assert to_civil(LunarDate(2026, 1, 31)) is None
    assert to_civil(LunarDate(2026, 5, 1, leap=True)) is None
