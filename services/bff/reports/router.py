"""Reports over REST."""

from typing import Annotated

from fastapi import APIRouter, Query
from heo.ledger.v1.report_service_pb2 import GetCashFlowRequest, GetMonthSummaryRequest, GetSpendableRequest

from services.bff.dependencies import ClockDep, LedgerDep, MemberDep
from services.bff.households.service import month_of
from services.bff.reports.schemas import CashFlow, MonthSummary, Spendable
from services.bff.wire.from_proto import answer
from services.bff.wire.scalars import Month
from services.bff.wire.to_proto import request_of

router = APIRouter(prefix="/households/{household_id}/reports", tags=["reports"])


@router.get("/month")
async def get_month_summary(
    member: MemberDep, ledger: LedgerDep, clock: ClockDep, month: Month | None = None
) -> MonthSummary:
    """One budget month, the current one unless said: income, spending, by category, by jar, by day."""
    wanted = month or month_of(member.membership, clock)
    request = request_of(GetMonthSummaryRequest, household_id=member.household_id, month=wanted)
    return answer(MonthSummary, await ledger.ask(ledger.reports.GetMonthSummary, request, member.acting))


@router.get("/cash-flow")
async def get_cash_flow(
    member: MemberDep,
    ledger: LedgerDep,
    clock: ClockDep,
    last_month: Month | None = None,
    months: Annotated[int, Query(ge=1, le=36)] = 6,
) -> CashFlow:
    """Income and spending of the months up to `last_month`, the current one unless said."""
    newest = last_month or month_of(member.membership, clock)
    request = request_of(GetCashFlowRequest, household_id=member.household_id, last_month=newest, months=months)
    return answer(CashFlow, await ledger.ask(ledger.reports.GetCashFlow, request, member.acting))


@router.get("/spendable")
async def get_spendable(member: MemberDep, ledger: LedgerDep) -> Spendable:
    """What can still be spent today and until pay-day."""
    request = request_of(GetSpendableRequest, household_id=member.household_id)
    return answer(Spendable, await ledger.ask(ledger.reports.GetSpendable, request, member.acting))
