"""When a plan or a jar deserves an alert. Pure: what stood and what is seen give what is said and what stands.

What is seen is the ledger's state, not one event's change. So the order and the repetition of events do not matter:
seeing the same state again says nothing new.
"""

from dataclasses import dataclass, replace
from enum import IntEnum
from uuid import UUID


class AlertKind(IntEnum):
    """What an alert says; the numbers are the contract's."""

    PLAN_NEAR = 1
    PLAN_REACHED = 2
    JAR_EMPTY = 3


class Level(IntEnum):
    """The highest threshold of a plan that has been announced and not taken back."""

    NONE = 0
    NEAR = 1
    REACHED = 2


NEAR_PERCENT, NEAR_AGAIN_PERCENT = 80, 75
REACHED_PERCENT, REACHED_AGAIN_PERCENT = 100, 95
"""A threshold is armed again once spending falls below the second figure: a few đồng to and fro are no news."""


@dataclass(frozen=True, slots=True)
class PlanSeen:
    """A plan as the ledger has it in one month; amounts in minor units of one commodity."""

    plan_id: UUID
    subject_id: UUID
    subject_is_jar: bool
    spent: int
    limit: int


@dataclass(frozen=True, slots=True)
class PlanStanding:
    """What has been said about a plan in one month."""

    level: Level = Level.NONE
    near_count: int = 0
    reached_count: int = 0


@dataclass(frozen=True, slots=True)
class JarSeen:
    """A jar as the ledger has it. `month_in` and `month_out` are this budget month's flows, both positive."""

    jar_id: UUID
    balance: int
    month_in: int
    month_out: int


@dataclass(frozen=True, slots=True)
class JarStanding:
    """What has been said about a jar."""

    had_money: bool = False
    is_announced: bool = False
    empty_count: int = 0


def judge_plan(standing: PlanStanding, seen: PlanSeen) -> tuple[PlanStanding, AlertKind | None]:
    """What stands about the plan after `seen`, and the alert to raise; a jump over both thresholds says the higher."""
    now = _level(seen, NEAR_PERCENT, REACHED_PERCENT)
    if now > standing.level:
        if now is Level.REACHED:
            return replace(standing, level=now, reached_count=standing.reached_count + 1), AlertKind.PLAN_REACHED
        return replace(standing, level=now, near_count=standing.near_count + 1), AlertKind.PLAN_NEAR
    kept = _level(seen, NEAR_AGAIN_PERCENT, REACHED_AGAIN_PERCENT)
    return replace(standing, level=min(standing.level, kept)), None


def judge_jar(standing: JarStanding, seen: JarSeen) -> tuple[JarStanding, AlertKind | None]:
    """What stands about the jar after `seen`, and the alert to raise: it had money and has none. One that never had any
    is not empty, it is unused.
    """
    if seen.balance > 0:
        return replace(standing, had_money=True, is_announced=False), None
    opening = seen.balance - seen.month_in + seen.month_out
    had_money = standing.had_money or opening > 0 or opening + seen.month_in > 0
    if standing.is_announced or not had_money:
        return standing, None
    return JarStanding(had_money=False, is_announced=True, empty_count=standing.empty_count + 1), AlertKind.JAR_EMPTY


def _level(seen: PlanSeen, near_percent: int, reached_percent: int) -> Level:
    if seen.spent <= 0:
        return Level.NONE
    if seen.spent * 100 >= seen.limit * reached_percent:
        return Level.REACHED
    return Level.NEAR if seen.spent * 100 >= seen.limit * near_percent else Level.NONE
