"""The household's own calendar."""

from datetime import date

import pytest

from services.bff.households.model import budget_month


@pytest.mark.parametrize(
    ("day", "start", "month"),
    [
        (date(2026, 9, 1), 1, "2026-09"),
        (date(2026, 9, 4), 5, "2026-08"),
        (date(2026, 9, 5), 5, "2026-09"),
        (date(2026, 1, 27), 28, "2025-12"),
        (date(2026, 3, 1), 2, "2026-02"),
    ],
)
def test_a_budget_month_is_named_after_the_month_in_which_it_starts(day: date, start: int, month: str) -> None:
    assert budget_month(day, start) == month
