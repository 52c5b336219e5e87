"""Who is a member of which household: asked of the ledger, believed for at most a minute."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from heo.events.v1.event_pb2 import Event
from heo.ledger.v1.household_service_pb2 import ListHouseholdsRequest

from services.bff.households.answers import household_answer
from services.bff.households.model import Membership as Confirmed
from services.bff.households.model import budget_month
from services.bff.households.schemas import Membership
from services.bff.upstream.acting import Acting
from services.bff.upstream.services import Ledger
from services.bff.wire.enums import Role
from services.mesh.clock import Clock, today

BELIEVED = timedelta(seconds=60)
MOST_USERS = 4096


@dataclass(frozen=True, slots=True)
class _Known:
    memberships: dict[UUID, Confirmed]
    until: datetime


class Memberships:
    """Confirmed memberships by user. A write or an event that changes one drops it; time drops the rest."""

    def __init__(self, ledger: Ledger, clock: Clock) -> None:
        """Ask `ledger`."""
        self._ledger = ledger
        self._clock = clock
        self._known: OrderedDict[UUID, _Known] = OrderedDict()
        self._changes = 0

    async def find(self, user_id: UUID, household_id: UUID) -> Confirmed | None:
        """The user's membership, or None. "No" is always asked anew: somebody may just have been let in."""
        known = self._known.get(user_id)
        if known is not None and known.until > self._clock.now() and household_id in known.memberships:
            return known.memberships[household_id]
        asked = await self._ask(user_id)
        return next((found for found in map(_confirmed, asked) if found.household_id == household_id), None)

    async def described(self, user_id: UUID, clock: Clock) -> list[Membership]:
        """The user's households as the page sees them."""
        return [
            Membership(household=household_answer(found.household, clock), role=_role(found.role))
            for found in await self._ask(user_id)
        ]

    def forget_user(self, user_id: UUID) -> None:
        """Ask anew about this user."""
        self._changes += 1
        self._known.pop(user_id, None)

    def forget_household(self, household_id: UUID) -> None:
        """Ask anew about everybody of this household."""
        self._changes += 1
        for user_id in [user for user, known in self._known.items() if household_id in known.memberships]:
            del self._known[user_id]

    def heard(self, household_id: UUID, event: Event | None) -> None:
        """Ask anew when the household's members changed, or when something may have been missed."""
        if event is None or event.WhichOneof("body") == "household_changed":
            self.forget_household(household_id)

    async def _ask(self, user_id: UUID) -> list[Any]:
        households, changes = self._ledger.households, self._changes
        found = await self._ledger.ask_all(
            households.ListHouseholds, ListHouseholdsRequest(), Acting(user_id), "memberships"
        )
        if changes != self._changes:  # what was asked before a change is not kept
            return found
        known = {confirmed.household_id: confirmed for confirmed in map(_confirmed, found)}
        self._known[user_id] = _Known(known, self._clock.now() + BELIEVED)
        self._known.move_to_end(user_id)
        while len(self._known) > MOST_USERS:
            self._known.popitem(last=False)
        return found


def month_of(membership: Confirmed, clock: Clock) -> str:
    """The budget month that the household is in now."""
    return budget_month(today(clock, membership.time_zone), membership.month_start_day)


def _confirmed(found: Any) -> Confirmed:
    household = found.household
    return Confirmed(
        UUID(household.household_id),
        found.role,
        household.currency,
        household.time_zone,
        household.locale,
        household.month_start_day,
    )


def _role(number: int) -> Role:
    return list(Role)[number - 1]
