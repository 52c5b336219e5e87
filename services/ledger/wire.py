"""Between the contract's values and the ledger's own, for every servicer. What has not the right shape is refused
here.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from google.protobuf.message import Message
from google.protobuf.timestamp_pb2 import Timestamp
from heo.type.v1.money_pb2 import Money
from heo.type.v1.page_pb2 import Page

from services.ledger.journal.model import Amount
from services.ledger.months.model import BudgetMonth, civil_date
from services.ledger.paging.model import PageRequest
from services.ledger.refusals import refusal
from services.mesh.ids import parse_id

T = TypeVar("T")


def id_from(text: str) -> UUID:
    """An id; INVALID_ARGUMENT when the text is none."""
    return _parsed(parse_id, text, "INVALID_ARGUMENT")


def optional_id(text: str) -> UUID | None:
    """An id, or None for the empty text."""
    return id_from(text) if text else None


def id_text(value: UUID | None) -> str:
    """The id's text, empty for None."""
    return str(value) if value is not None else ""


def date_from(text: str) -> date:
    """A civil date; DATE_OUT_OF_RANGE when there is no such day."""
    return _parsed(civil_date, text, "DATE_OUT_OF_RANGE")


def optional_date(text: str) -> date | None:
    """A civil date, or None for the empty text."""
    return date_from(text) if text else None


def month_from(text: str) -> BudgetMonth:
    """A budget month; DATE_OUT_OF_RANGE when the calendar has none such."""
    return _parsed(BudgetMonth.parse, text, "DATE_OUT_OF_RANGE")


def amount_from(money: Money) -> Amount:
    """An amount of one commodity."""
    return Amount(money.minor_units, money.commodity)


def money(minor_units: int, commodity: str) -> Money:
    """Money on the wire."""
    return Money(minor_units=minor_units, commodity=commodity)


def timestamp(at: datetime) -> Timestamp:
    """An aware instant on the wire."""
    stamp = Timestamp()
    stamp.FromDatetime(at)
    return stamp


def page_from(page: Page, household_id: str, question: Message) -> PageRequest:
    """Which part of the list that `question` asks for; the page itself is no part of the question."""
    plain = type(question)()
    plain.CopyFrom(question)
    plain.ClearField("page")
    bound = b"\0".join((question.DESCRIPTOR.full_name.encode(), household_id.lower().encode(), _bytes(plain)))
    return PageRequest(page.page_size, page.page_token, bound)


def _bytes(message: Message) -> bytes:
    return message.SerializeToString(deterministic=True)


def _parsed(parse: Callable[[str], T], text: str, reason: str) -> T:
    try:
        return parse(text)
    except ValueError:
        raise refusal(reason) from None
