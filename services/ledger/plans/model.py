"""A plan holds from a month on, and repeats until it is changed or deleted; what held in earlier months stays known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from services.ledger.months.model import BudgetMonth

MOST_PLANS = 500


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan in one month: for a category or for a jar, of which exactly one is set. Amounts are minor units of
    `commodity`.
    """

    plan_id: UUID
    category_id: UUID | None
    jar_id: UUID | None
    from_month: BudgetMonth
    amount: int
    commodity: str
    spent: int
    version: int

    @property
    def left(self) -> int:
        """What may still be spent; negative when overspent."""
        return self.amount - self.spent


@dataclass(frozen=True, slots=True)
class PlanRow:
    """What a plan allows from a month on. `number` is the account's place in the journal."""

    plan_id: UUID
    number: int
    category_id: UUID | None
    jar_id: UUID | None
    from_month: BudgetMonth
    amount: int
    commodity: str
    version: int

    def with_spent(self, spent: int) -> Plan:
        """The plan of a month in which so much was spent."""
        return Plan(
            self.plan_id,
            self.category_id,
            self.jar_id,
            self.from_month,
            self.amount,
            self.commodity,
            spent,
            self.version,
        )


def spent_of(row: PlanRow, by_number: Mapping[int, int], below: Mapping[int, Sequence[int]]) -> int:
    """What was spent against `row`: its own account and, for a category, those below it."""
    return by_number.get(row.number, 0) + sum(by_number.get(child, 0) for child in below.get(row.number, ()))
