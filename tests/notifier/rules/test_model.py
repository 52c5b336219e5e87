"""When a plan or a jar deserves an alert."""

from uuid import UUID

import pytest

from services.notifier.rules.model import (
    AlertKind,
    JarSeen,
    JarStanding,
    Level,
    PlanSeen,
    PlanStanding,
    judge_jar,
    judge_plan,
)

ID = UUID(int=1)
NEAR, REACHED, EMPTY = AlertKind.PLAN_NEAR, AlertKind.PLAN_REACHED, AlertKind.JAR_EMPTY


def plan_story(limit: int, *spendings: int) -> list[AlertKind | None]:
    """What is said as the month's spending of a plan becomes each of `spendings`."""
    standing, said = PlanStanding(), []
    for spent in spendings:
        standing, kind = judge_plan(standing, PlanSeen(ID, ID, False, spent, limit))
        said.append(kind)
    return said


def jar_story(*seen: tuple[int, int, int]) -> list[AlertKind | None]:
    """What is said as a jar shows each (balance, month_in, month_out)."""
    standing, said = JarStanding(), []
    for balance, month_in, month_out in seen:
        standing, kind = judge_jar(standing, JarSeen(ID, balance, month_in, month_out))
        said.append(kind)
    return said


@pytest.mark.parametrize(
    ("limit", "spendings", "said"),
    [
        (100, [0, 79, 80, 99, 100, 150], [None, None, NEAR, None, REACHED, None]),
        (100, [100], [REACHED]),
        (100, [85, 85, 85], [NEAR, None, None]),
        # A little below and up again is no news; well below and up again is.
        (100, [85, 79, 81], [NEAR, None, None]),
        (100, [85, 74, 85], [NEAR, None, NEAR]),
        (100, [100, 96, 100], [REACHED, None, None]),
        (100, [100, 94, 100], [REACHED, None, REACHED]),
        (100, [100, 0, 85, 100], [REACHED, None, NEAR, REACHED]),
        # A plan of nothing is reached by the first đồng, not by the lack of one.
        (0, [0, 1], [None, REACHED]),
        # Refunds may leave less than nothing spent.
        (100, [-50], [None]),
        (1, [1], [REACHED]),
        (10**15, [8 * 10**14 - 1, 8 * 10**14, 10**15], [None, NEAR, REACHED]),
    ],
)
def test_a_plan_speaks_once_per_threshold(limit: int, spendings: list[int], said: list[AlertKind | None]) -> None:
    assert plan_story(limit, *spendings) == said


def test_a_raised_limit_arms_the_plan_again() -> None:
    standing, _ = judge_plan(PlanStanding(), PlanSeen(ID, ID, False, 100, 100))
    standing, quiet = judge_plan(standing, PlanSeen(ID, ID, False, 100, 200))
    again, kind = judge_plan(standing, PlanSeen(ID, ID, False, 200, 200))
    assert (quiet, kind) == (None, REACHED)
    assert again == PlanStanding(Level.REACHED, near_count=0, reached_count=2)


@pytest.mark.parametrize(
    ("seen", "said"),
    [
        # It had money and has none, or less than none.
        ([(50, 50, 0), (0, 50, 50)], [None, EMPTY]),
        ([(50, 50, 0), (-10, 50, 60)], [None, EMPTY]),
        # It never had any: unused, not empty.
        ([(0, 0, 0)], [None]),
        ([(-40, 0, 40), (-80, 0, 80)], [None, None]),
        # It filled and emptied before anybody looked.
        ([(0, 70, 70)], [EMPTY]),
        # It came with money from the month before.
        ([(0, 0, 30)], [EMPTY]),
        # Said once; refilled and emptied, said again.
        ([(5, 5, 0), (0, 5, 5), (-5, 5, 10)], [None, EMPTY, None]),
        ([(0, 5, 5), (7, 12, 5), (0, 12, 12)], [EMPTY, None, EMPTY]),
        # What came in only paid back what was missing.
        ([(-20, 30, 0)], [None]),
    ],
)
def test_a_jar_speaks_when_its_money_is_gone(seen: list[tuple[int, int, int]], said: list[AlertKind | None]) -> None:
    assert jar_story(*seen) == said
