"""A household with a little money in it, made through the ledger's own contract as the bff would."""

from uuid import UUID

from heo.ledger.v1 import account_service_pb2, household_service_pb2, journal_service_pb2, transaction_pb2
from heo.ledger.v1.account_service_pb2_grpc import AccountServiceStub
from heo.ledger.v1.household_service_pb2_grpc import HouseholdServiceStub
from heo.ledger.v1.journal_service_pb2_grpc import JournalServiceStub
from heo.type.v1 import access_pb2, draft_pb2, money_pb2

from services.local import keys
from services.local.home import Home
from services.local.parts import target
from services.mesh.app import descriptors
from services.mesh.channels import call_metadata, open_channel
from services.mesh.clock import SystemClock
from services.mesh.ids import new_id
from services.mesh.settings import ServiceSettings
from services.mesh.tokens import TokenIssuer

DAY = "2026-09-23"
SECONDS = 20
SERVICES = ("heo.ledger.v1.HouseholdService", "heo.ledger.v1.AccountService", "heo.ledger.v1.JournalService")


async def spend_a_little(home: Home, times: int) -> str:
    """Found a household and record `times` expenses of 45.000 đ; hand back its id."""
    issuer = TokenIssuer("bff", keys.private_key(home, "bff").read_bytes(), SystemClock())
    user, household = new_id(), new_id()
    # As the bff calls: what may be sent again is, since a test before this one may have killed what the ledger needs.
    async with open_channel(target(home, "ledger"), ServiceSettings(), services=descriptors(SERVICES)) as channel:
        await HouseholdServiceStub(channel).CreateHousehold(
            household_service_pb2.CreateHouseholdRequest(
                request_id=str(household), name="Nhà Ba", time_zone="Asia/Ho_Chi_Minh", currency="VND",
                month_start_day=1, locale="vi", owner_name="Ba",
            ),
            metadata=call_metadata(issuer.issue(user, audience="ledger")), timeout=SECONDS,
        )  # fmt: skip
        signed = call_metadata(issuer.issue(user, household, access_pb2.ROLE_OWNER, audience="ledger"))
        listed = await AccountServiceStub(channel).ListAccounts(
            account_service_pb2.ListAccountsRequest(household_id=str(household)), metadata=signed, timeout=SECONDS
        )
        ids = {one.key: one.account_id for one in listed.accounts}
        for _ in range(times):
            split = transaction_pb2.Split(
                amount=money_pb2.Money(minor_units=45_000, commodity="VND"), category_id=ids["food.eating_out"]
            )
            content = transaction_pb2.TransactionContent(
                kind=draft_pb2.TRANSACTION_KIND_EXPENSE, valid_date=DAY, account_id=ids["cash"], splits=[split]
            )
            await JournalServiceStub(channel).RecordTransaction(
                journal_service_pb2.RecordTransactionRequest(
                    household_id=str(household), request_id=str(new_id()), content=content,
                    source=transaction_pb2.SOURCE_MANUAL,
                ),
                metadata=signed, timeout=SECONDS,
            )  # fmt: skip
    return str(UUID(str(household)))
