"""A ledger in memory behind a real server, for what the notifier asks of it: the same contract, none of the books."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import grpc
from heo.events.v1.event_pb2 import Event, Leg, TransactionPosted
from heo.ledger.v1 import event_service_pb2, household_service_pb2, jar_service_pb2, plan_service_pb2
from heo.ledger.v1.event_service_pb2_grpc import EventServiceServicer, add_EventServiceServicer_to_server
from heo.ledger.v1.household_service_pb2_grpc import HouseholdServiceServicer, add_HouseholdServiceServicer_to_server
from heo.ledger.v1.jar_service_pb2_grpc import JarServiceServicer, add_JarServiceServicer_to_server
from heo.ledger.v1.plan_service_pb2_grpc import PlanServiceServicer, add_PlanServiceServicer_to_server
from heo.type.v1.draft_pb2 import TransactionKind
from heo.type.v1.money_pb2 import Money

from services.mesh.app import ServerApp
from services.mesh.errors import ServiceError
from services.mesh.ids import new_id


def vnd(amount: int) -> Money:
    return Money(minor_units=amount, commodity="VND")


class FakeLedger:
    """State that tests change, and events that they let happen."""

    def __init__(self) -> None:
        self.target = ""
        self.incarnation = 1
        self.events: list[Event] = []
        self.plans: dict[tuple[UUID, str], list[plan_service_pb2.Plan]] = {}
        self.jars: dict[UUID, list[jar_service_pb2.Jar]] = {}
        self.sequences: dict[UUID, int] = {}
        self.subscribed: list[str] = []
        self.asked = 0
        self.is_down = False
        self.ended = 0
        self.news = asyncio.Condition()

    def app(self) -> ServerApp:
        return ServerApp(
            "ledger",
            [
                (add_EventServiceServicer_to_server, _Events(self)),  # type: ignore[abstract]  # no more than the notifier asks
                (add_HouseholdServiceServicer_to_server, _Households(self)),  # type: ignore[abstract]  # no more than the notifier asks
                (add_JarServiceServicer_to_server, _Jars(self)),  # type: ignore[abstract]  # no more than the notifier asks
                (add_PlanServiceServicer_to_server, _Plans(self)),  # type: ignore[abstract]  # no more than the notifier asks
            ],
        )

    def set_plan(self, household_id: UUID, month: str, category_id: UUID, spent: int, amount: int) -> UUID:
        """One plan for the household in `month`; its id is the category's."""
        plan = plan_service_pb2.Plan(
            plan_id=str(category_id), category_id=str(category_id), from_month=month, amount=vnd(amount),
            spent=vnd(spent), left=vnd(amount - spent), version=1,
        )  # fmt: skip
        self.plans[(household_id, month)] = [plan]
        return category_id

    def set_jar(self, household_id: UUID, jar_id: UUID, balance: int, came: int, went: int, key: str = "") -> None:
        jar = jar_service_pb2.Jar(
            jar_id=str(jar_id), key=key, balance=vnd(balance), month_in=vnd(came), month_out=vnd(went), version=1
        )
        self.jars[household_id] = [jar]

    async def spend(self, household_id: UUID, day: str, category_id: UUID, jar_id: UUID, traceparent: str = "") -> UUID:
        """A transaction happens; returns its id."""
        transaction_id = new_id()
        posted = TransactionPosted(
            transaction_id=str(transaction_id),
            version=1, kind=TransactionKind.TRANSACTION_KIND_EXPENSE, valid_date=day,
            legs=[
                Leg(account_id=str(category_id), amount=vnd(1)),
                Leg(account_id=str(jar_id), amount=vnd(-1), is_jar=True),
            ],
        )  # fmt: skip
        await self.happen(Event(household_id=str(household_id), transaction_posted=posted, traceparent=traceparent))
        return transaction_id

    async def happen(self, event: Event) -> None:
        household_id = UUID(event.household_id)
        self.sequences[household_id] = self.sequences.get(household_id, 0) + 1
        event.sequence = self.sequences[household_id]
        await self.deliver(event)

    async def deliver(self, event: Event) -> None:
        """Put an event on the stream as it is; one that was there before is a repetition."""
        async with self.news:
            self.events.append(event)
            self.news.notify_all()

    async def end_streams(self) -> None:
        """Let every stream end, as connections do that reach their age."""
        async with self.news:
            self.ended += 1
            self.news.notify_all()

    async def restore(self) -> None:
        """Become another incarnation: positions handed out before mean nothing, and streams end."""
        self.incarnation += 1
        await self.end_streams()

    def check(self) -> None:
        self.asked += 1
        if self.is_down:
            raise ServiceError("UNAVAILABLE", grpc.StatusCode.UNAVAILABLE)


class _Events(EventServiceServicer):
    def __init__(self, ledger: FakeLedger) -> None:
        self.ledger = ledger

    async def Subscribe(  # noqa: N802  the contract's name
        self, request: event_service_pb2.SubscribeRequest, context: Any
    ) -> AsyncIterator[event_service_pb2.SubscribeResponse]:
        ledger = self.ledger
        ledger.check()
        ledger.subscribed.append(request.position)
        incarnation, _, at = (request.position or f"{ledger.incarnation}:0").partition(":")
        if int(incarnation) != ledger.incarnation:
            raise ServiceError("POSITION_INVALID", grpc.StatusCode.FAILED_PRECONDITION)
        taken, ended = int(at), ledger.ended
        while True:
            async with ledger.news:
                while len(ledger.events) <= taken and ledger.ended == ended:
                    await ledger.news.wait()
            if ledger.ended > ended:
                return
            batch = ledger.events[taken : taken + request.batch_size]
            taken += len(batch)
            yield event_service_pb2.SubscribeResponse(events=batch, position=f"{incarnation}:{taken}")


class _Households(HouseholdServiceServicer):
    def __init__(self, ledger: FakeLedger) -> None:
        self.ledger = ledger

    async def GetHousehold(  # noqa: N802  the contract's name
        self, request: household_service_pb2.GetHouseholdRequest, context: Any
    ) -> household_service_pb2.GetHouseholdResponse:
        self.ledger.check()
        household = household_service_pb2.Household(
            household_id=request.household_id, time_zone="Asia/Ho_Chi_Minh", currency="VND", month_start_day=1
        )
        return household_service_pb2.GetHouseholdResponse(household=household)


class _Jars(JarServiceServicer):
    def __init__(self, ledger: FakeLedger) -> None:
        self.ledger = ledger

    async def ListJars(  # noqa: N802  the contract's name
        self, request: jar_service_pb2.ListJarsRequest, context: Any
    ) -> jar_service_pb2.ListJarsResponse:
        self.ledger.check()
        return jar_service_pb2.ListJarsResponse(jars=self.ledger.jars.get(UUID(request.household_id), []))


class _Plans(PlanServiceServicer):
    def __init__(self, ledger: FakeLedger) -> None:
        self.ledger = ledger

    async def ListPlans(  # noqa: N802  the contract's name
        self, request: plan_service_pb2.ListPlansRequest, context: Any
    ) -> plan_service_pb2.ListPlansResponse:
        self.ledger.check()
        plans = self.ledger.plans.get((UUID(request.household_id), request.month), [])
        return plan_service_pb2.ListPlansResponse(plans=plans)
