"""Transactions over REST."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from heo.ledger.v1.journal_service_pb2 import (
    EditTransactionRequest,
    GetTransactionRequest,
    ListTransactionVersionsRequest,
    RecordTransactionRequest,
    VoidTransactionRequest,
)

from services.bff.dependencies import AiDep, ClockDep, ContextsDep, LedgerDep, MemberDep
from services.bff.transactions.schemas import (
    NewTransaction,
    Search,
    Transaction,
    TransactionEdit,
    TransactionList,
    TransactionVersions,
    TransactionVoid,
)
from services.bff.transactions.service import list_found
from services.bff.wire.from_proto import answer, answers
from services.bff.wire.to_proto import request_of

router = APIRouter(prefix="/households/{household_id}/transactions", tags=["transactions"])


@router.get("")
async def list_transactions(
    member: MemberDep,
    ledger: LedgerDep,
    ai: AiDep,
    contexts: ContextsDep,
    clock: ClockDep,
    search: Annotated[Search, Query()],
) -> TransactionList:
    """Transactions, newest valid date first. `q` is free text; the answer says how it was understood."""
    return await list_found(member, ledger, ai, contexts, clock, search)


@router.post("", status_code=201)
async def record_transaction(member: MemberDep, ledger: LedgerDep, body: NewTransaction) -> Transaction:
    """Record a transaction."""
    request = request_of(RecordTransactionRequest, body, household_id=member.household_id)
    reply = await ledger.ask(ledger.journal.RecordTransaction, request, member.acting)
    return answer(Transaction, reply.transaction)


@router.get("/{transaction_id}")
async def get_transaction(member: MemberDep, ledger: LedgerDep, transaction_id: UUID) -> Transaction:
    """The newest version."""
    request = request_of(GetTransactionRequest, household_id=member.household_id, transaction_id=transaction_id)
    reply = await ledger.ask(ledger.journal.GetTransaction, request, member.acting)
    return answer(Transaction, reply.transaction)


@router.put("/{transaction_id}")
async def edit_transaction(
    member: MemberDep, ledger: LedgerDep, transaction_id: UUID, body: TransactionEdit
) -> Transaction:
    """Replace what happened; the old version stays in the history."""
    request = request_of(EditTransactionRequest, body, household_id=member.household_id, transaction_id=transaction_id)
    reply = await ledger.ask(ledger.journal.EditTransaction, request, member.acting)
    return answer(Transaction, reply.transaction)


@router.post("/{transaction_id}/void")
async def void_transaction(
    member: MemberDep, ledger: LedgerDep, transaction_id: UUID, body: TransactionVoid
) -> Transaction:
    """Undo a transaction."""
    request = request_of(VoidTransactionRequest, body, household_id=member.household_id, transaction_id=transaction_id)
    reply = await ledger.ask(ledger.journal.VoidTransaction, request, member.acting)
    return answer(Transaction, reply.transaction)


@router.get("/{transaction_id}/versions")
async def list_transaction_versions(member: MemberDep, ledger: LedgerDep, transaction_id: UUID) -> TransactionVersions:
    """All versions, oldest first."""
    request = request_of(
        ListTransactionVersionsRequest, household_id=member.household_id, transaction_id=transaction_id
    )
    found = await ledger.ask_all(ledger.journal.ListTransactionVersions, request, member.acting, "versions")
    return TransactionVersions(versions=answers(Transaction, found))
