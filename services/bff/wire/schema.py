"""What a request body and an answer have in common."""

from pydantic import AwareDatetime, BaseModel, ConfigDict

from services.bff.wire.scalars import Amount, Currency


class Body(BaseModel):
    """What a client sends. Unknown fields are refused, so that a misspelt one is not silently lost."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Answer(BaseModel):
    """What a client gets. Every field is always there; null says that there is none."""

    model_config = ConfigDict(frozen=True)


class Money(BaseModel):
    """An exact amount: an integer of minor units of one commodity."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    amount: Amount
    currency: Currency


Moment = AwareDatetime
"""An instant, RFC 3339 in UTC."""
