"""What a batch of events asks to look at."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.notifier.events.model import Happened, Look, Touch, budget_month, look_of, month_before, months_to_see

HOME, OTHER, FOOD, CASH = (UUID(int=number) for number in range(1, 5))
TODAY = "2026-11"


def touched(number: int, *days: date, accounts: tuple[UUID, ...] = (FOOD,)) -> Touch:
    return Touch(UUID(int=100 + number), frozenset(days), frozenset(accounts), touches_jar=True)


def test_events_of_one_household_become_one_look() -> None:
    look = look_of(
        HOME,
        [
            Happened(7, touch=touched(1, date(2026, 11, 2))),
            Happened(9, plans_changed=True),
            Happened(8, touch=touched(2, date(2026, 11, 3))),
        ],
    )
    assert (look.household_id, look.last_sequence) == (HOME, 9)
    assert look.dates == {date(2026, 11, 2), date(2026, 11, 3)}
    assert (look.plans_changed, look.facts_changed, look.calendar_changed) == (True, False, False)


def test_the_newest_transaction_on_the_subject_is_the_cause() -> None:
    look = Look(HOME, touches=[touched(1, accounts=(FOOD,)), touched(2, accounts=(CASH,))])
    assert look.cause(FOOD) == UUID(int=101)
    assert look.cause(OTHER) == UUID(int=102)
    assert Look(HOME).cause(FOOD) is None


@pytest.mark.parametrize(
    ("day", "start", "month"),
    [
        (date(2026, 11, 1), 1, "2026-11"),
        (date(2026, 11, 4), 5, "2026-10"),
        (date(2026, 11, 5), 5, "2026-11"),
        (date(2026, 1, 3), 28, "2025-12"),
    ],
)
def test_a_budget_month_is_named_after_the_month_in_which_it_starts(day: date, start: int, month: str) -> None:
    assert budget_month(day, start) == month


def test_closed_months_are_left_alone() -> None:
    look = Look(HOME, touches=[touched(1, date(2026, 11, 2), date(2026, 10, 30), date(2026, 3, 1))])
    assert months_to_see(look, TODAY, 1) == ["2026-10", "2026-11"]


def test_a_changed_plan_is_looked_at_in_the_current_month() -> None:
    assert months_to_see(Look(HOME, plans_changed=True), TODAY, 1) == [TODAY]
    assert months_to_see(Look(HOME), TODAY, 1) == []


@given(st.dates(min_value=date(1900, 1, 1)), st.integers(1, 28))
def test_a_day_is_in_its_month_or_the_one_before(day: date, start: int) -> None:
    calendar = f"{day.year:04d}-{day.month:02d}"
    assert budget_month(day, start) == (calendar if day.day >= start else month_before(calendar))
