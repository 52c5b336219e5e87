"""Judging what is seen of one household: standings and alerts, in the transaction of the batch."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from psycopg import AsyncConnection

from services.mesh.clock import Clock
from services.mesh.ids import new_id
from services.mesh.postgres.rls import household_scope
from services.notifier.alerts import store as alerts_store
from services.notifier.alerts.model import Alert
from services.notifier.rules import store
from services.notifier.rules.model import (
    AlertKind,
    JarSeen,
    JarStanding,
    PlanSeen,
    PlanStanding,
    judge_jar,
    judge_plan,
)
from services.notifier.rules.observation import Observation


async def judge(conn: AsyncConnection[Any], seen: Observation, epoch: int, clock: Clock) -> int:
    """Take `seen` in on the transaction of `conn` and say how many alerts it raised.

    Events that took effect before in this `epoch` are left out.
    """
    household_id = seen.look.household_id
    await household_scope(conn, household_id)
    if seen.look.last_sequence <= await store.last_sequence(conn, household_id, epoch):
        return 0
    alerts = [*await _judge_plans(conn, seen, clock), *await _judge_jars(conn, seen, clock)]
    await store.keep_sequence(conn, household_id, epoch, seen.look.last_sequence)
    if alerts:
        await alerts_store.insert(conn, household_id, alerts)
        await alerts_store.ring(conn, household_id)
    return len(alerts)


async def _judge_plans(conn: AsyncConnection[Any], seen: Observation, clock: Clock) -> list[Alert]:
    months = [month for month, plans in seen.plans.items() if plans]
    if not months:
        return []
    before = await store.plan_standings(conn, seen.look.household_id, months)
    after: dict[tuple[UUID, str], PlanStanding] = {}
    alerts: list[Alert] = []
    for month, plan in _by_month(seen):
        key = (plan.plan_id, month)
        standing, kind = judge_plan(before.get(key, PlanStanding()), plan)
        if standing != before.get(key):
            after[key] = standing
        if kind is not None:
            alerts.append(_plan_alert(seen, month, plan, kind, standing, clock))
    await store.keep_plans(conn, seen.look.household_id, after)
    return alerts


async def _judge_jars(conn: AsyncConnection[Any], seen: Observation, clock: Clock) -> list[Alert]:
    if not seen.jars:
        return []
    before = await store.jar_standings(conn, seen.look.household_id)
    after: dict[UUID, JarStanding] = {}
    alerts: list[Alert] = []
    for jar in seen.jars:
        standing, kind = judge_jar(before.get(jar.jar_id, JarStanding()), jar)
        if standing != before.get(jar.jar_id, JarStanding()):
            after[jar.jar_id] = standing
        if kind is not None:
            alerts.append(_jar_alert(seen, jar, kind, standing, clock))
    await store.keep_jars(conn, seen.look.household_id, after)
    return alerts


def _by_month(seen: Observation) -> Iterator[tuple[str, PlanSeen]]:
    for month, plans in seen.plans.items():
        for plan in plans:
            yield month, plan


def _plan_alert(
    seen: Observation, month: str, plan: PlanSeen, kind: AlertKind, standing: PlanStanding, clock: Clock
) -> Alert:
    return Alert(
        alert_id=new_id(),
        kind=kind,
        cause_id=plan.plan_id,
        occurrence=standing.near_count if kind is AlertKind.PLAN_NEAR else standing.reached_count,
        subject_id=plan.subject_id,
        subject_is_jar=plan.subject_is_jar,
        month=month,
        commodity=seen.commodity,
        spent=plan.spent,
        limit=plan.limit,
        transaction_id=seen.look.cause(plan.subject_id),
        create_time=clock.now(),
    )


def _jar_alert(seen: Observation, jar: JarSeen, kind: AlertKind, standing: JarStanding, clock: Clock) -> Alert:
    return Alert(
        alert_id=new_id(),
        kind=kind,
        cause_id=jar.jar_id,
        occurrence=standing.empty_count,
        subject_id=jar.jar_id,
        subject_is_jar=True,
        month=seen.current_month,
        commodity=seen.commodity,
        spent=jar.balance,
        limit=None,
        transaction_id=seen.look.cause(jar.jar_id),
        create_time=clock.now(),
    )
