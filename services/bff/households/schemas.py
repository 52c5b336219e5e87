"""Households on the wire."""

from typing import Annotated

from pydantic import Field

from services.bff.wire.enums import Locale, Role
from services.bff.wire.scalars import Day, Id, Month, MonthStartDay, Name, RequestId, TimeZone
from services.bff.wire.schema import Answer, Body, Moment


class Household(Answer):
    """One purse. `today` and `month` (the budget month) are of its zone; clients keep the last chain_hash they saw."""

    household_id: Id
    name: str
    time_zone: str
    currency: str
    month_start_day: int
    locale: Locale
    today: Day
    month: Month
    create_time: Moment
    sequence: int
    chain_hash: str


class Membership(Answer):
    """A household and what the signed-in person may do in it."""

    household: Household
    role: Role


class NewHousehold(Body):
    """A household to be made; `request_id` becomes the household_id."""

    request_id: RequestId
    name: Name
    time_zone: TimeZone = "Asia/Ho_Chi_Minh"
    currency: Annotated[str, Field(pattern="^[A-Z]{3}$")] = "VND"
    month_start_day: MonthStartDay = 1
    locale: Locale = Locale.VI


class HouseholdChange(Body):
    """What changes; absent fields stay."""

    request_id: RequestId
    name: Name | None = None
    time_zone: TimeZone | None = None
    month_start_day: MonthStartDay | None = None
    locale: Locale | None = None


class Difference(Answer):
    """A row that is not what the journal says."""

    table: str
    row: str
    column: str
    problem: str


class Verification(Answer):
    """Whether the household's books are whole."""

    clean: bool
    differences: list[Difference]
    entries: int
    sequence: int
    chain_hash: str
