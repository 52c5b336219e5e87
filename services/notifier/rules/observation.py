"""Seeing a household's plans and jars through the ledger, no more of them than the events ask for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import grpc
from heo.ledger.v1.jar_service_pb2 import Jar
from heo.ledger.v1.plan_service_pb2 import Plan

from services.mesh.clock import Clock, today
from services.mesh.lru import ExpiringLru
from services.notifier.events.model import Look, budget_month, months_to_see
from services.notifier.ledger.client import Calendar, LedgerClient
from services.notifier.rules.model import JarSeen, PlanSeen

KEPT = 4096
KEPT_S = 3600.0
UNASSIGNED = "UNASSIGNED"
"""The jar of what is not yet shared out: emptying it is the aim, not an alarm."""

_GONE = frozenset({grpc.StatusCode.NOT_FOUND, grpc.StatusCode.PERMISSION_DENIED})


@dataclass(frozen=True, slots=True)
class Observation:
    """A household's state: plans by month, and the jars with the current month."""

    look: Look
    commodity: str
    current_month: str
    plans: Mapping[str, Sequence[PlanSeen]]
    jars: Sequence[JarSeen]


class Observer:
    """Asks the ledger, and remembers calendars and which months have no plan at all."""

    def __init__(self, ledger: LedgerClient, clock: Clock) -> None:
        """Ask `ledger`."""
        self._ledger = ledger
        self._clock = clock
        self._calendars: ExpiringLru[UUID, Calendar] = ExpiringLru(KEPT)
        self._planless: ExpiringLru[UUID, frozenset[str]] = ExpiringLru(KEPT)

    async def see(self, look: Look) -> Observation | None:
        """What there is to see; None when the household is gone. AioRpcError when the ledger cannot be asked now."""
        try:
            return await self._see(look)
        except grpc.aio.AioRpcError as error:
            if error.code() in _GONE:
                return None
            raise

    async def _see(self, look: Look) -> Observation:
        household_id = look.household_id
        calendar = await self._calendar(look)
        current = budget_month(today(self._clock, calendar.time_zone), calendar.month_start_day)
        if look.plans_changed:
            self._remember(household_id, frozenset())
        plans: dict[str, list[PlanSeen]] = {}
        for month in months_to_see(look, current, calendar.month_start_day):
            plans[month] = await self._plans(look, month)
        jars: list[JarSeen] = []
        if look.touches_jars:
            found = await self._ledger.jars(household_id)
            jars = [_jar(jar) for jar in found if not jar.closed and jar.key != UNASSIGNED]
        return Observation(look, calendar.currency, current, plans, jars)

    async def _calendar(self, look: Look) -> Calendar:
        now_s = self._clock.now().timestamp()
        known = None if look.calendar_changed else self._calendars.get(look.household_id, now_s)
        if known is None:
            known = await self._ledger.calendar(look.household_id)
            self._calendars.put(look.household_id, known, now_s + KEPT_S)
        return known

    async def _plans(self, look: Look, month: str) -> list[PlanSeen]:
        planless = self._planless.get(look.household_id, self._clock.now().timestamp()) or frozenset()
        if month in planless:
            return []
        seen = [_plan(plan) for plan in await self._ledger.plans(look.household_id, month)]
        if not seen:
            self._remember(look.household_id, planless | {month})
        return seen

    def _remember(self, household_id: UUID, planless: frozenset[str]) -> None:
        self._planless.put(household_id, planless, self._clock.now().timestamp() + KEPT_S)


def _plan(plan: Plan) -> PlanSeen:
    return PlanSeen(
        plan_id=UUID(plan.plan_id),
        subject_id=UUID(plan.jar_id or plan.category_id),
        subject_is_jar=bool(plan.jar_id),
        spent=plan.spent.minor_units,
        limit=plan.amount.minor_units,
    )


def _jar(jar: Jar) -> JarSeen:
    return JarSeen(UUID(jar.jar_id), jar.balance.minor_units, jar.month_in.minor_units, jar.month_out.minor_units)
