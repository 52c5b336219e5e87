"""ReportService on the wire."""

from typing import Any

from heo.ledger.v1 import report_service_pb2 as pb
from heo.ledger.v1 import report_service_pb2_grpc as rpc

from services.ledger.reports.model import CategorySum, DaySum, JarSum
from services.ledger.reports.service import Reports
from services.ledger.wire import id_from, id_text, money, month_from


class ReportServicer(rpc.ReportServiceServicer):
    """From the wire to one call, and back."""

    def __init__(self, reports: Reports) -> None:
        """Serve `reports`."""
        self._reports = reports

    async def GetMonthSummary(self, request: pb.GetMonthSummaryRequest, context: Any) -> pb.GetMonthSummaryResponse:
        """Answer one budget month."""
        found = await self._reports.month(id_from(request.household_id), month_from(request.month))
        code = found.commodity
        return pb.GetMonthSummaryResponse(
            from_date=found.dates[0].isoformat(),
            to_date=found.dates[1].isoformat(),
            income=money(found.income, code),
            spending=money(found.spending, code),
            categories=[_category(item, code) for item in found.categories],
            jars=[_jar(item, code) for item in found.jars],
            days=[_day(item, code) for item in found.days],
        )

    async def GetCashFlow(self, request: pb.GetCashFlowRequest, context: Any) -> pb.GetCashFlowResponse:
        """Answer the last months."""
        last = month_from(request.last_month)
        found = await self._reports.cash_flow(id_from(request.household_id), last, request.months)
        return pb.GetCashFlowResponse(
            months=[
                pb.MonthSum(
                    month=str(item.month),
                    income=money(item.income, found.commodity),
                    spending=money(item.spending, found.commodity),
                )
                for item in found.months
            ]
        )

    async def GetSpendable(self, request: pb.GetSpendableRequest, context: Any) -> pb.GetSpendableResponse:
        """Answer what can still be spent."""
        found, code = await self._reports.spendable(id_from(request.household_id))
        return pb.GetSpendableResponse(
            today=money(found.today, code),
            until_payday=money(found.until_payday, code),
            next_month_date=found.next_month.isoformat(),
            days_left=found.days_left,
            spent_today=money(found.spent_today, code),
        )


def _category(item: CategorySum, code: str) -> pb.CategorySum:
    return pb.CategorySum(
        category_id=str(item.category_id),
        parent_id=id_text(item.parent_id),
        amount=money(item.amount, code),
        count=item.count,
    )


def _jar(item: JarSum, code: str) -> pb.JarSum:
    return pb.JarSum(
        jar_id=str(item.jar_id),
        opening=money(item.opening, code),
        flow_in=money(item.flow_in, code),
        flow_out=money(item.flow_out, code),
        closing=money(item.closing, code),
    )


def _day(item: DaySum, code: str) -> pb.DaySum:
    return pb.DaySum(date=item.day.isoformat(), income=money(item.income, code), spending=money(item.spending, code))
