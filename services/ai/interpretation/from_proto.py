"""From the contract's context to understanding's."""

from collections.abc import Iterable
from datetime import date

import grpc
from heo.ai.v1 import understanding_service_pb2 as pb

from services.ai.understanding.model import Context, Named
from services.mesh.errors import ServiceError

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2200, 12, 31)
"""Words like "last year" count from today: near the calendar's ends they would leave it."""


def context_of(message: pb.InterpretContext) -> Context:
    """The household as the caller describes it. INVALID_ARGUMENT when today is no day that anybody lives on."""
    return Context(
        today=_day(message.today),
        currency=message.currency,
        locale=message.locale or "vi",
        accounts=_things(message.accounts),
        categories=_things(message.categories),
        jars=_things(message.jars),
        members=_things(message.members),
    )


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise ServiceError("INVALID_ARGUMENT", grpc.StatusCode.INVALID_ARGUMENT, "context.today is no day") from error
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ServiceError("INVALID_ARGUMENT", grpc.StatusCode.INVALID_ARGUMENT, "context.today is too far away")
    return day


def _things(messages: Iterable[pb.NamedThing]) -> tuple[Named, ...]:
    return tuple(
        Named(message.thing_id, message.name, message.key, message.default_jar_id, message.is_income)
        for message in messages
    )
