"""Reports on the wire."""

from services.bff.wire.scalars import Day, Id, Month
from services.bff.wire.schema import Answer, Money


class CategorySum(Answer):
    """One category, subcategories included; positive for usual spending or income."""

    category_id: Id
    parent_id: Id | None
    amount: Money
    count: int


class JarSum(Answer):
    """One jar's flows; flow_out is positive."""

    jar_id: Id
    opening: Money
    flow_in: Money
    flow_out: Money
    closing: Money


class DaySum(Answer):
    """One day; spending is positive."""

    date: Day
    income: Money
    spending: Money


class MonthSum(Answer):
    """One budget month; spending is positive."""

    month: Month
    income: Money
    spending: Money


class MonthSummary(Answer):
    """One budget month: categories largest first, jars in order, days with any transaction in order."""

    from_date: Day
    to_date: Day
    income: Money
    spending: Money
    categories: list[CategorySum]
    jars: list[JarSum]
    days: list[DaySum]


class CashFlow(Answer):
    """Months, oldest first, empty ones included."""

    months: list[MonthSum]


class Spendable(Answer):
    """What can be spent today, and until pay-day (negative when overspent)."""

    today: Money
    until_payday: Money
    next_month_date: Day
    days_left: int
    spent_today: Money
