"""What a draft names must exist: accounts, categories, jars, commodities and the day."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from services.ledger.accounts import store as accounts
from services.ledger.commodities import store as commodities
from services.ledger.commodities.model import ISO_4217
from services.ledger.drafts.model import DraftContent, NewDraft, wrong_parts
from services.ledger.households.service import known_household
from services.ledger.journal.model import Amount
from services.ledger.months.model import in_range
from services.ledger.reading import Connection
from services.ledger.refusals import refusal


async def check_content(conn: Connection, household_id: UUID, contents: Sequence[DraftContent], now: datetime) -> None:
    """Refuse the first thing that is wrong: ACCOUNT_NOT_FOUND, JAR_NOT_FOUND, AMOUNT_OUT_OF_RANGE, DATE_OUT_OF_RANGE,
    COMMODITY_UNKNOWN, and for parts INVALID_ARGUMENT, KIND_MISMATCH, COMMODITY_MISMATCH, UNBALANCED.
    """
    today = (await known_household(conn, household_id)).today(now)
    for content in contents:
        if content.valid_date is not None and not in_range(content.valid_date, today):
            raise refusal("DATE_OUT_OF_RANGE")
        if any(amount.minor_units <= 0 for amount in _amounts_of(content)):
            raise refusal("AMOUNT_OUT_OF_RANGE")
        reason = wrong_parts(content)
        if reason:
            raise refusal(reason, "parts add up to the amount, in its commodity, and carry the categories and jars")
    await _check_commodities(conn, household_id, contents)
    named = ((c.category_id, c.account_id, c.counter_account_id, *(p.category_id for p in c.parts)) for c in contents)
    if not await _all_known(conn, household_id, named, jars=False):
        raise refusal("ACCOUNT_NOT_FOUND")
    jars = ((c.jar_id, c.counter_jar_id, *(p.jar_id for p in c.parts)) for c in contents)
    if not await _all_known(conn, household_id, jars, jars=True):
        raise refusal("JAR_NOT_FOUND")


def check_new(new: Sequence[NewDraft]) -> None:
    """Refuse, with INVALID_ARGUMENT, what says that it is still being read and has content already."""
    if any(item.is_reading and item.content != DraftContent() for item in new):
        raise refusal("INVALID_ARGUMENT", "a draft that is_reading has no content yet")


def check_reading(draft_id: UUID, new: Sequence[NewDraft], failure: str) -> None:
    """Refuse, with INVALID_ARGUMENT, a result of reading that is neither drafts, the first under `draft_id`, nor a
    failure.
    """
    if bool(new) == bool(failure):
        raise refusal("INVALID_ARGUMENT", "either drafts or a failure")
    if new and (new[0].draft_id != draft_id or any(item.is_reading for item in new)):
        raise refusal("INVALID_ARGUMENT", "the first draft has draft_id, and none is_reading")


async def _check_commodities(conn: Connection, household_id: UUID, contents: Sequence[DraftContent]) -> None:
    amounts = [amount for c in contents for amount in _amounts_of(c)]
    for code in {amount.commodity for amount in amounts} - ISO_4217.keys():
        if await commodities.find(conn, household_id, code) is None:
            raise refusal("COMMODITY_UNKNOWN")


def _amounts_of(content: DraftContent) -> list[Amount]:
    whole = (amount for amount in (content.amount, content.counter_amount) if amount is not None)
    return [*whole, *(part.amount for part in content.parts)]


async def _all_known(
    conn: Connection, household_id: UUID, named: Iterable[Sequence[UUID | None]], *, jars: bool
) -> bool:
    wanted = {item for group in named for item in group if item is not None}
    return not wanted or await accounts.count_known(conn, household_id, sorted(wanted), jars=jars) == len(wanted)
