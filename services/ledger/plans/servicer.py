"""PlanService on the wire."""

from typing import Any

from heo.ledger.v1 import plan_service_pb2 as pb
from heo.ledger.v1 import plan_service_pb2_grpc as rpc

from services.ledger.plans.model import Plan
from services.ledger.plans.service import PlanChange, Plans, WantedPlan
from services.ledger.wire import amount_from, id_from, id_text, money, month_from, optional_id, page_from


class PlanServicer(rpc.PlanServiceServicer):
    """From the wire to one call, and back."""

    def __init__(self, plans: Plans) -> None:
        """Serve `plans`."""
        self._plans = plans

    async def CreatePlan(self, request: pb.CreatePlanRequest, context: Any) -> pb.CreatePlanResponse:
        """Make a plan."""
        wanted = WantedPlan(
            household_id=id_from(request.household_id),
            plan_id=id_from(request.request_id),
            category_id=optional_id(request.category_id),
            jar_id=optional_id(request.jar_id),
            from_month=month_from(request.from_month),
            amount=amount_from(request.amount),
        )
        return pb.CreatePlanResponse(plan=_plan_message(await self._plans.create(wanted)))

    async def ListPlans(self, request: pb.ListPlansRequest, context: Any) -> pb.ListPlansResponse:
        """Answer the plans of a month."""
        page = page_from(request.page, request.household_id, request)
        cut = await self._plans.page(id_from(request.household_id), month_from(request.month), page)
        return pb.ListPlansResponse(plans=[_plan_message(item) for item in cut.items], next_page_token=cut.next_token)

    async def UpdatePlan(self, request: pb.UpdatePlanRequest, context: Any) -> pb.UpdatePlanResponse:
        """Change a plan's amount from a month on."""
        wanted = PlanChange(
            plan_id=id_from(request.plan_id),
            version=request.version,
            amount=amount_from(request.amount),
            from_month=month_from(request.from_month),
        )
        household_id, request_id = id_from(request.household_id), id_from(request.request_id)
        return pb.UpdatePlanResponse(plan=_plan_message(await self._plans.update(household_id, request_id, wanted)))

    async def DeletePlan(self, request: pb.DeletePlanRequest, context: Any) -> pb.DeletePlanResponse:
        """End a plan."""
        household_id, request_id = id_from(request.household_id), id_from(request.request_id)
        await self._plans.delete(household_id, request_id, id_from(request.plan_id))
        return pb.DeletePlanResponse()


def _plan_message(plan: Plan) -> pb.Plan:
    return pb.Plan(
        plan_id=str(plan.plan_id),
        category_id=id_text(plan.category_id),
        jar_id=id_text(plan.jar_id),
        from_month=str(plan.from_month),
        amount=money(plan.amount, plan.commodity),
        spent=money(plan.spent, plan.commodity),
        left=money(plan.left, plan.commodity),
        version=plan.version,
    )
