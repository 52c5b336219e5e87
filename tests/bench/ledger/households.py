"""Households made through the ledger's own door, and what it takes to post to them."""

import asyncio
from dataclasses import dataclass
from uuid import UUID

import grpc
from heo.ledger.v1 import account_service_pb2 as accounts_pb
from heo.ledger.v1 import account_service_pb2_grpc as accounts_rpc
from heo.ledger.v1 import household_service_pb2 as household_pb
from heo.ledger.v1 import household_service_pb2_grpc as household_rpc
from heo.ledger.v1 import journal_service_pb2 as pb
from heo.ledger.v1 import transaction_pb2 as wire
from heo.type.v1 import draft_pb2
from heo.type.v1.access_pb2 import ROLE_OWNER
from heo.type.v1.money_pb2 import Money
from heo.type.v1.page_pb2 import Page

from services.mesh.channels import call_metadata
from services.mesh.ids import new_id
from services.mesh.tokens import TokenIssuer

Metadata = tuple[tuple[str, str], ...]
TOKEN_USE_S = 40.0
"""Seconds for which a token is used, below its life of 60, as the bff does."""

LEGS = 4
"""Cash and food, jar and outside: what each measured post writes."""


@dataclass
class Household:
    """A household to post to; its token is renewed as it ages."""

    household_id: UUID
    user_id: UUID
    cash: str = ""
    food: str = ""
    token: Metadata = ()
    until: float = 0.0

    def metadata(self, issuer: TokenIssuer) -> Metadata:
        """Call metadata with a token that still lives."""
        now = asyncio.get_running_loop().time()
        if now >= self.until:
            token = issuer.issue(self.user_id, self.household_id, ROLE_OWNER, audience="ledger")
            self.token, self.until = call_metadata(token), now + TOKEN_USE_S
        return self.token

    def post(self) -> pb.RecordTransactionRequest:
        """A new expense of four legs."""
        split = wire.Split(amount=Money(minor_units=45_000, commodity="VND"), category_id=self.food)
        content = wire.TransactionContent(
            kind=draft_pb2.TRANSACTION_KIND_EXPENSE, valid_date="2026-11-20", account_id=self.cash, splits=[split]
        )
        return pb.RecordTransactionRequest(
            household_id=str(self.household_id), request_id=str(new_id()), content=content, source=wire.SOURCE_MANUAL
        )


async def made(channel: grpc.aio.Channel, issuer: TokenIssuer, count: int) -> list[Household]:
    """New households, each with cash and food."""
    return [await _made(channel, issuer) for _ in range(count)]


async def _made(channel: grpc.aio.Channel, issuer: TokenIssuer) -> Household:
    user = new_id()
    asked = household_pb.CreateHouseholdRequest(
        request_id=str(new_id()), name="Nhà", time_zone="Asia/Ho_Chi_Minh", currency="VND", month_start_day=1,
        locale="vi", owner_name="Lan",
    )  # fmt: skip
    metadata = call_metadata(issuer.issue(user, None, 0, audience="ledger"))
    founding = household_rpc.HouseholdServiceStub(channel).CreateHousehold
    household = (await founding(asked, timeout=30, metadata=metadata)).household
    home = Household(UUID(household.household_id), user)
    listing = accounts_rpc.AccountServiceStub(channel).ListAccounts
    request = accounts_pb.ListAccountsRequest(household_id=household.household_id, page=Page(page_size=200))
    listed = await listing(request, timeout=30, metadata=home.metadata(issuer))
    by_key = {account.key: account.account_id for account in listed.accounts}
    home.cash, home.food = by_key["cash"], by_key["food.eating_out"]
    return home
