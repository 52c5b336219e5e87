"""The household's answer: the ledger's facts, and today on the household's own calendar."""

from heo.ledger.v1.household_service_pb2 import Household as ProtoHousehold

from services.bff.households.model import budget_month
from services.bff.households.schemas import Household
from services.bff.wire.from_proto import answer
from services.mesh.clock import Clock, today


def household_answer(household: ProtoHousehold, clock: Clock) -> Household:
    """`household` with today's date in its time zone and the budget month that it is in."""
    day = today(clock, household.time_zone)
    return answer(Household, household, today=day.isoformat(), month=budget_month(day, household.month_start_day))
