"""Accounts and categories over REST."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from heo.ledger.v1.account_service_pb2 import (
    CloseAccountRequest,
    CreateAccountRequest,
    ListAccountsRequest,
    UpdateAccountRequest,
)

from services.bff.accounts.schemas import Account, AccountChange, AccountList, Closing, NewAccount
from services.bff.dependencies import ContextsDep, LedgerDep, MemberDep
from services.bff.wire.enums import AccountType
from services.bff.wire.from_proto import answer, answers
from services.bff.wire.query import by_comma
from services.bff.wire.to_proto import request_of

router = APIRouter(prefix="/households/{household_id}/accounts", tags=["accounts"])


@router.get("")
async def list_accounts(
    member: MemberDep,
    ledger: LedgerDep,
    types: Annotated[list[AccountType], by_comma, Query(max_length=10, default_factory=list)],
    with_closed: bool = False,
) -> AccountList:
    """Accounts and categories with balances; all but equity unless `types` says which."""
    request = request_of(ListAccountsRequest, household_id=member.household_id, types=types, with_closed=with_closed)
    found = await ledger.ask_all(ledger.accounts.ListAccounts, request, member.acting, "accounts")
    return AccountList(accounts=answers(Account, found))


@router.post("", status_code=201)
async def create_account(member: MemberDep, ledger: LedgerDep, contexts: ContextsDep, body: NewAccount) -> Account:
    """Open an account or category; an opening balance is posted with it."""
    request = request_of(CreateAccountRequest, body, household_id=member.household_id)
    reply = await ledger.ask(ledger.accounts.CreateAccount, request, member.acting)
    contexts.forget(member.membership.household_id)
    return answer(Account, reply.account)


@router.patch("/{account_id}")
async def update_account(
    member: MemberDep, ledger: LedgerDep, contexts: ContextsDep, account_id: UUID, body: AccountChange
) -> Account:
    """Change name, icon, order, parent or default jar."""
    request = request_of(UpdateAccountRequest, body, household_id=member.household_id, account_id=account_id)
    reply = await ledger.ask(ledger.accounts.UpdateAccount, request, member.acting)
    contexts.forget(member.membership.household_id)
    return answer(Account, reply.account)


@router.post("/{account_id}/close")
async def close_account(
    member: MemberDep, ledger: LedgerDep, contexts: ContextsDep, account_id: UUID, body: Closing
) -> Account:
    """Close an account; what is left moves to the successor."""
    request = request_of(CloseAccountRequest, body, household_id=member.household_id, account_id=account_id)
    reply = await ledger.ask(ledger.accounts.CloseAccount, request, member.acting)
    contexts.forget(member.membership.household_id)
    return answer(Account, reply.account)
