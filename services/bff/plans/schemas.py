"""Plans on the wire."""

from services.bff.wire.scalars import Id, Month, RequestId, Version
from services.bff.wire.schema import Answer, Body, Money


class Plan(Answer):
    """How much a category or a jar may spend in a budget month, and how much it did."""

    plan_id: Id
    category_id: Id | None
    jar_id: Id | None
    from_month: Month
    amount: Money
    spent: Money
    left: Money
    version: int


class PlanList(Answer):
    """All plans of the month."""

    plans: list[Plan]


class NewPlan(Body):
    """A plan for a category or for a jar, exactly one of them; `request_id` becomes the plan_id."""

    request_id: RequestId
    category_id: Id | None = None
    jar_id: Id | None = None
    from_month: Month
    amount: Money


class PlanChange(Body):
    """The amount from a month on; earlier months keep what they had."""

    request_id: RequestId
    version: Version
    amount: Money
    from_month: Month
