"""Between the contract's values and the ledger's own, for every servicer. What has not the right shape is refused
here.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
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

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
# A batch names the same household, accounts and days in each of its thousand requests.
_known_id = lru_cache(4096)(parse_id)
_known_date = lru_cache(1024)(civil_date)
_known_text = lru_cache(4096)(str)


def id_from(text: str) -> UUID:
    """An id; INVALID_ARGUMENT when the text is none."""
    return _parsed(_known_id, text, "INVALID_ARGUMENT")


def optional_id(text: str) -> UUID | None:
    """An id, or None for the empty text."""
    return id_from(text) if text else None


def id_text(value: UUID | None) -> str:
    """The id's text, empty for None."""
    return _known_text(value) if value is not None else ""


def date_from(text: str) -> date:
    """A civil date; DATE_OUT_OF_RANGE when there is no such day."""
    return _parsed(_known_date, text, "DATE_OUT_OF_RANGE")


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
    seconds, micros = divmod((at - _EPOCH) // _MICROSECOND, 1_000_000)
    return Timestamp(seconds=seconds, nanos=micros * 1000)


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
