"""A household with something of everything in it, for the cases of the access test."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from heo.ai.v1 import memory_service_pb2 as memory_pb
from heo.ai.v1 import understanding_service_pb2 as understanding_pb
from heo.ledger.v1 import account_service_pb2 as account_pb
from heo.ledger.v1 import draft_service_pb2 as draft_pb
from heo.ledger.v1 import household_service_pb2 as household_pb
from heo.ledger.v1 import jar_service_pb2 as jar_pb
from heo.ledger.v1 import journal_service_pb2 as journal_pb
from heo.ledger.v1 import member_service_pb2 as member_pb
from heo.ledger.v1 import plan_service_pb2 as plan_pb
from heo.ledger.v1 import transaction_pb2 as wire
from heo.notifier.v1 import inbox_service_pb2 as inbox_pb
from heo.type.v1 import access_pb2, draft_pb2
from heo.type.v1.money_pb2 import Money
from heo.type.v1.page_pb2 import Page

from services.mesh.clock import SystemClock, today
from services.mesh.ids import new_id
from tests.contract.mesh import Caller, Mesh, Method, all_methods

ZONE = "Asia/Ho_Chi_Minh"
METHODS = {method.full_name: method for method in all_methods()}
OF_REQUEST: dict[type[Any], Method] = {method.request: method for method in METHODS.values()}


class Home:
    """A household, its owner, and ways to put things into it."""

    def __init__(self, mesh: Mesh, owner: Caller, household: household_pb.Household) -> None:
        self.mesh = mesh
        self.owner = owner
        self.household = household
        self.accounts: dict[str, account_pb.Account] = {}
        self.jars: dict[str, jar_pb.Jar] = {}
        self.day = today(SystemClock(), ZONE).isoformat()
        self.month = self.day[:7]

    async def __call__(self, request: Any) -> Any:
        """Call as the owner; household and request id are filled in."""
        return await self.mesh.call(OF_REQUEST[type(request)], self.filled(request), self.owner)

    def filled(self, request: Any) -> Any:
        """The request with its household and a new request id, where it has such fields and they are empty."""
        fields = request.DESCRIPTOR.fields_by_name
        if "household_id" in fields and not request.household_id:
            request.household_id = self.household.household_id
        if "request_id" in fields and not request.request_id:
            request.request_id = str(new_id())
        return request

    def content(self, amount: int = 45_000) -> wire.TransactionContent:
        """A breakfast from cash."""
        split = wire.Split(amount=vnd(amount), category_id=self.accounts["food.eating_out"].account_id)
        return wire.TransactionContent(
            kind=draft_pb2.TRANSACTION_KIND_EXPENSE,
            valid_date=self.day,
            account_id=self.accounts["cash"].account_id,
            splits=[split],
        )

    def recording(self, amount: int = 45_000) -> journal_pb.RecordTransactionRequest:
        """A breakfast to be recorded."""
        asked = journal_pb.RecordTransactionRequest(content=self.content(amount), source=wire.SOURCE_MANUAL)
        filled: journal_pb.RecordTransactionRequest = self.filled(asked)
        return filled

    async def transaction_id(self) -> str:
        """A recorded breakfast."""
        return str((await self(self.recording())).transaction.transaction_id)

    def new_draft(self) -> draft_pb.NewDraft:
        """A breakfast that waits for a tap."""
        content = draft_pb2.DraftContent(
            kind=draft_pb2.TRANSACTION_KIND_EXPENSE,
            amount=vnd(45_000),
            valid_date=self.day,
            category_id=self.accounts["food.eating_out"].account_id,
            account_id=self.accounts["cash"].account_id,
        )
        return draft_pb.NewDraft(draft_id=str(new_id()), content=content, source=wire.SOURCE_MANUAL)

    async def draft_id(self) -> str:
        """A kept draft."""
        made = await self(draft_pb.BatchCreateDraftsRequest(drafts=[self.new_draft()]))
        return str(made.drafts[0].draft_id)

    async def plan_id(self, amount: int = 100_000) -> str:
        """A plan for eating out."""
        asked = plan_pb.CreatePlanRequest(
            category_id=self.accounts["food.eating_out"].account_id, from_month=self.month, amount=vnd(amount)
        )
        return str((await self(asked)).plan.plan_id)

    async def invitation(self) -> member_pb.CreateInvitationResponse:
        """A place kept for somebody."""
        asked = member_pb.CreateInvitationRequest(name="Minh", role=access_pb2.ROLE_EDITOR)
        made: member_pb.CreateInvitationResponse = await self(asked)
        return made

    async def member_id(self) -> str:
        """A second member."""
        code = (await self.invitation()).code
        asked = member_pb.AcceptInvitationRequest(request_id=str(new_id()), code=code, name="Minh")
        made = await self.mesh.call(OF_REQUEST[type(asked)], asked, Caller(new_id()))
        return str(made.member.member_id)

    async def memory_id(self) -> str:
        """A slang word that the household explained."""
        made = await self(memory_pb.AnswerQuestionRequest(slang="xị", unit_value=10_000))
        return str(made.memory.memory_id)

    async def alert_id(self) -> str:
        """An alert that a plan was reached."""
        await self.plan_id(amount=10_000)
        await self(self.recording())
        while True:
            watched = await self(inbox_pb.WatchRequest())
            if watched.alert.alert_id:
                return str(watched.alert.alert_id)
            listed = await self(inbox_pb.ListAlertsRequest())
            if listed.alerts:
                return str(listed.alerts[0].alert_id)

    def context(self) -> understanding_pb.InterpretContext:
        """What ai must know of the household."""
        return understanding_pb.InterpretContext(today=self.day, currency="VND", locale="vi")

    @property
    def own_ids(self) -> set[str]:
        """Ids that belong to this household alone."""
        return {item.account_id for item in self.accounts.values()} | {item.jar_id for item in self.jars.values()}


def vnd(amount: int) -> Money:
    """So many đồng."""
    return Money(minor_units=amount, commodity="VND")


def founding() -> household_pb.CreateHouseholdRequest:
    """A new household to be made."""
    return household_pb.CreateHouseholdRequest(
        request_id=str(new_id()),
        name="Nhà mình",
        time_zone=ZONE,
        currency="VND",
        month_start_day=1,
        locale="vi",
        owner_name="Lan",
    )


async def new_home(mesh: Mesh) -> Home:
    """A new household with its owner."""
    asked = founding()
    user_id = new_id()
    made = await mesh.call(OF_REQUEST[type(asked)], asked, Caller(user_id))
    home = Home(mesh, Caller(user_id, UUID(made.household.household_id), access_pb2.ROLE_OWNER), made.household)
    listed = await home(account_pb.ListAccountsRequest(page=Page(page_size=1000)))
    home.accounts = {item.key: item for item in listed.accounts}
    home.jars = {item.key: item for item in (await home(jar_pb.ListJarsRequest())).jars}
    return home


def tomorrow(home: Home) -> str:
    """A date that the journal takes."""
    return (today(SystemClock(), ZONE) + timedelta(days=1)).isoformat()
