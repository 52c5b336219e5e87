"""What the notifier asks of the ledger, as itself and for nobody: plans, jars and the household's calendar."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import grpc
from heo.ledger.v1.household_service_pb2 import GetHouseholdRequest
from heo.ledger.v1.household_service_pb2_grpc import HouseholdServiceStub
from heo.ledger.v1.jar_service_pb2 import Jar, ListJarsRequest
from heo.ledger.v1.jar_service_pb2_grpc import JarServiceStub
from heo.ledger.v1.plan_service_pb2 import ListPlansRequest, Plan
from heo.ledger.v1.plan_service_pb2_grpc import PlanServiceStub

from services.mesh.channels import call_metadata
from services.mesh.tokens import TokenIssuer

AUDIENCE = "ledger"
PAGE_SIZE = 500
SERVICES = tuple(f"heo.ledger.v1.{name}Service" for name in ("Household", "Jar", "Plan"))


@dataclass(frozen=True, slots=True)
class Calendar:
    """How a household counts days and months, and in what."""

    time_zone: str
    month_start_day: int
    currency: str


class LedgerClient:
    """The ledger as the notifier calls it."""

    def __init__(self, channel: grpc.aio.Channel, issuer: TokenIssuer, deadline_s: float) -> None:
        """Call over `channel`; each call may take `deadline_s` seconds."""
        self._issuer = issuer
        self._deadline_s = deadline_s
        self._households = HouseholdServiceStub(channel)
        self._jars = JarServiceStub(channel)
        self._plans = PlanServiceStub(channel)

    async def calendar(self, household_id: UUID) -> Calendar:
        """The household's calendar."""
        reply = await self._ask(
            self._households.GetHousehold, GetHouseholdRequest(household_id=str(household_id)), household_id
        )
        household = reply.household
        return Calendar(household.time_zone, household.month_start_day, household.currency)

    async def plans(self, household_id: UUID, month: str) -> list[Plan]:
        """All plans of the budget month with what was spent."""
        request = ListPlansRequest(household_id=str(household_id), month=month)
        return await self._all(self._plans.ListPlans, request, household_id, "plans")

    async def jars(self, household_id: UUID) -> list[Jar]:
        """All open jars with balances and this month's flows."""
        request = ListJarsRequest(household_id=str(household_id))
        return await self._all(self._jars.ListJars, request, household_id, "jars")

    async def _all(self, rpc: Any, request: Any, household_id: UUID, items: str) -> list[Any]:
        found: list[Any] = []
        while True:
            request.page.page_size = PAGE_SIZE
            reply = await self._ask(rpc, request, household_id)
            found.extend(getattr(reply, items))
            if not reply.next_page_token:
                return found
            request.page.page_token = reply.next_page_token

    async def _ask(self, rpc: Any, request: Any, household_id: UUID) -> Any:
        token = self._issuer.issue(household_id=household_id, audience=AUDIENCE)
        return await rpc(request, timeout=self._deadline_s, metadata=call_metadata(token))
