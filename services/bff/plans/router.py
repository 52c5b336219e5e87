"""Plans over REST."""

from uuid import UUID

from fastapi import APIRouter, Response
from heo.ledger.v1.plan_service_pb2 import CreatePlanRequest, DeletePlanRequest, ListPlansRequest, UpdatePlanRequest

from services.bff.dependencies import ClockDep, LedgerDep, MemberDep
from services.bff.households.service import month_of
from services.bff.plans.schemas import NewPlan, Plan, PlanChange, PlanList
from services.bff.problems.problem import FieldProblem, Refusal
from services.bff.wire.from_proto import answer, answers
from services.bff.wire.scalars import Month, RequestId
from services.bff.wire.to_proto import request_of

router = APIRouter(prefix="/households/{household_id}/plans", tags=["plans"])


@router.get("")
async def list_plans(member: MemberDep, ledger: LedgerDep, clock: ClockDep, month: Month | None = None) -> PlanList:
    """The plans of a month, the current one unless said, with what was spent and what is left."""
    wanted = month or month_of(member.membership, clock)
    request = request_of(ListPlansRequest, household_id=member.household_id, month=wanted)
    return PlanList(plans=answers(Plan, await ledger.ask_all(ledger.plans.ListPlans, request, member.acting, "plans")))


@router.post("", status_code=201)
async def create_plan(member: MemberDep, ledger: LedgerDep, body: NewPlan) -> Plan:
    """Make a plan for a category or a jar."""
    if (body.category_id is None) == (body.jar_id is None):
        one_of = "exactly one of category_id and jar_id"
        raise Refusal("INVALID_ARGUMENT", [FieldProblem(field="category_id", message=one_of)])
    request = request_of(CreatePlanRequest, body, household_id=member.household_id)
    reply = await ledger.ask(ledger.plans.CreatePlan, request, member.acting)
    return answer(Plan, reply.plan)


@router.patch("/{plan_id}")
async def update_plan(member: MemberDep, ledger: LedgerDep, plan_id: UUID, body: PlanChange) -> Plan:
    """Change a plan's amount from a month on."""
    request = request_of(UpdatePlanRequest, body, household_id=member.household_id, plan_id=plan_id)
    reply = await ledger.ask(ledger.plans.UpdatePlan, request, member.acting)
    return answer(Plan, reply.plan)


@router.delete("/{plan_id}", status_code=204)
async def delete_plan(member: MemberDep, ledger: LedgerDep, plan_id: UUID, request_id: RequestId) -> Response:
    """End a plan."""
    request = request_of(DeletePlanRequest, household_id=member.household_id, plan_id=plan_id, request_id=request_id)
    await ledger.ask(ledger.plans.DeletePlan, request, member.acting)
    return Response(status_code=204)
