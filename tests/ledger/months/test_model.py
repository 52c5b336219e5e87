"""Budget months start on pay-day."""

from datetime import date

import pytest

from services.ledger.months.model import BudgetMonth, civil_date, in_range


@pytest.mark.parametrize(
    ("day", "start", "month"),
    [
        (date(2026, 11, 1), 1, "2026-11"),
        (date(2026, 11, 30), 1, "2026-11"),
        (date(2026, 11, 24), 25, "2026-10"),
        (date(2026, 11, 25), 25, "2026-11"),
        (date(2026, 1, 3), 5, "2025-12"),
        (date(2024, 2, 29), 28, "2024-02"),
    ],
)
def test_a_day_is_in_one_month(day: date, start: int, month: str) -> None:
    found = BudgetMonth.of(day, start)
    assert str(found) == month
    assert found.first(start) <= day <= found.last(start)


def test_months_follow_one_another_without_a_gap() -> None:
    month = BudgetMonth.parse("2025-12")
    assert (month.plus(1).first(25) - month.last(25)).days == 1
    assert [str(item) for item in BudgetMonth.parse("2026-02").back(3)] == ["2025-12", "2026-01", "2026-02"]


@pytest.mark.parametrize("text", ["2026-13", "2026-00", "1899-12", "9999-01", "2026/01", "26-01", "2026-1"])
def test_what_is_no_month_is_not_read(text: str) -> None:
    with pytest.raises(ValueError, match=r"month|literal"):
        BudgetMonth.parse(text)


@pytest.mark.parametrize("text", ["2026-02-30", "2026-2-3", "20260203", "", "2026-W01-1"])
def test_what_is_no_civil_date_is_not_read(text: str) -> None:
    with pytest.raises(ValueError, match=r"civil date|day"):
        civil_date(text)


def test_the_journal_takes_a_year_ahead_and_nothing_before_1900() -> None:
    today = date(2026, 11, 21)
    assert in_range(date(1900, 1, 1), today)
    assert in_range(date(2027, 11, 21), today)
    assert not in_range(date(1899, 12, 31), today)
    assert not in_range(date(2028, 1, 1), today)
