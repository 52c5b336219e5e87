"""AccountService on the wire."""

from typing import Any

from heo.ledger.v1 import account_service_pb2 as pb
from heo.ledger.v1 import account_service_pb2_grpc as rpc

from services.ledger.accounts.service import Accounts, Wanted
from services.ledger.accounts.view import Account, AccountChange
from services.ledger.journal.kinds import AccountType
from services.ledger.wire import amount_from, id_from, id_text, money, optional_date, optional_id, page_from
from services.mesh.caller import caller_of


class AccountServicer(rpc.AccountServiceServicer):
    """From the wire to one call, and back."""

    def __init__(self, accounts: Accounts) -> None:
        """Serve `accounts`."""
        self._accounts = accounts

    async def CreateAccount(self, request: pb.CreateAccountRequest, context: Any) -> pb.CreateAccountResponse:
        """Open an account or category."""
        made = await self._accounts.create(_wanted(request), caller_of(context).user_id)
        return pb.CreateAccountResponse(account=account_message(made))

    async def ListAccounts(self, request: pb.ListAccountsRequest, context: Any) -> pb.ListAccountsResponse:
        """Answer accounts and categories with balances."""
        page = page_from(request.page, request.household_id, request)
        types = tuple(AccountType(kind) for kind in request.types if kind)
        cut = await self._accounts.page(id_from(request.household_id), types, page, with_closed=request.with_closed)
        return pb.ListAccountsResponse(
            accounts=[account_message(item) for item in cut.items], next_page_token=cut.next_token
        )

    async def UpdateAccount(self, request: pb.UpdateAccountRequest, context: Any) -> pb.UpdateAccountResponse:
        """Change an account."""
        household_id, request_id = id_from(request.household_id), id_from(request.request_id)
        changed = await self._accounts.update(household_id, request_id, _change(request))
        return pb.UpdateAccountResponse(account=account_message(changed))

    async def CloseAccount(self, request: pb.CloseAccountRequest, context: Any) -> pb.CloseAccountResponse:
        """Close an account."""
        closed = await self._accounts.close(
            id_from(request.household_id),
            id_from(request.request_id),
            id_from(request.account_id),
            optional_id(request.successor_id),
            caller_of(context).user_id,
        )
        return pb.CloseAccountResponse(account=account_message(closed))


def account_message(account: Account) -> pb.Account:
    """The account on the wire."""
    kind: Any = int(account.type)  # the numbers are the contract's
    return pb.Account(
        account_id=str(account.account_id),
        type=kind,
        name=account.name,
        key=account.key,
        icon=account.icon,
        commodity=account.commodity,
        on_budget=account.on_budget,
        parent_id=id_text(account.parent_id),
        default_jar_id=id_text(account.default_jar_id),
        position=account.position,
        closed=account.closed,
        successor_id=id_text(account.successor_id),
        balance=money(account.balance, account.commodity),
        version=account.version,
    )


def _wanted(request: pb.CreateAccountRequest) -> Wanted:
    return Wanted(
        household_id=id_from(request.household_id),
        account_id=id_from(request.request_id),
        type=AccountType(request.type),
        name=request.name,
        icon=request.icon,
        commodity=request.commodity,
        off_budget=request.off_budget,
        parent_id=optional_id(request.parent_id),
        default_jar_id=optional_id(request.default_jar_id),
        opening=amount_from(request.opening_balance) if request.HasField("opening_balance") else None,
        opening_date=optional_date(request.opening_date),
        decimals=request.commodity_decimals if request.HasField("commodity_decimals") else None,
    )


def _change(request: pb.UpdateAccountRequest) -> AccountChange:
    return AccountChange(
        account_id=id_from(request.account_id),
        version=request.version,
        name=request.name if request.HasField("name") else None,
        icon=request.icon if request.HasField("icon") else None,
        position=request.position if request.HasField("position") else None,
        default_jar_id=optional_id(request.default_jar_id),
        clear_default_jar=request.HasField("default_jar_id") and not request.default_jar_id,
        parent_id=optional_id(request.parent_id),
        clear_parent=request.HasField("parent_id") and not request.parent_id,
    )
