"""What a draft names must exist: accounts, categories, jars, commodities and the day."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from services.ledger.accounts import store as accounts
from services.ledger.commodities import store as commodities
from services.ledger.commodities.model import ISO_4217
from services.ledger.drafts.model import DraftContent
from services.ledger.households.service import known_household
from services.ledger.months.model import in_range
from services.ledger.reading import Connection
from services.ledger.refusals import refusal


async def check_content(conn: Connection, household_id: UUID, contents: Sequence[DraftContent], now: datetime) -> None:
    """Refuse the first thing that is wrong: ACCOUNT_NOT_FOUND, JAR_NOT_FOUND, AMOUNT_OUT_OF_RANGE, DATE_OUT_OF_RANGE,
    COMMODITY_UNKNOWN.
    """
    today = (await known_household(conn, household_id)).today(now)
    for content in contents:
        if content.valid_date is not None and not in_range(content.valid_date, today):
            raise refusal("DATE_OUT_OF_RANGE")
        for amount in (content.amount, content.counter_amount):
            if amount is not None and amount.minor_units <= 0:
                raise refusal("AMOUNT_OUT_OF_RANGE")
    await _check_commodities(conn, household_id, contents)
    named = ((c.category_id, c.account_id, c.counter_account_id) for c in contents)
    if not await _all_known(conn, household_id, named, jars=False):
        raise refusal("ACCOUNT_NOT_FOUND")
    if not await _all_known(conn, household_id, ((c.jar_id, c.counter_jar_id) for c in contents), jars=True):
        raise refusal("JAR_NOT_FOUND")


async def _check_commodities(conn: Connection, household_id: UUID, contents: Sequence[DraftContent]) -> None:
    amounts = [amount for c in contents for amount in (c.amount, c.counter_amount) if amount is not None]
    for code in {amount.commodity for amount in amounts} - ISO_4217.keys():
        if await commodities.find(conn, household_id, code) is None:
            raise refusal("COMMODITY_UNKNOWN")


async def _all_known(
    conn: Connection, household_id: UUID, named: Iterable[Sequence[UUID | None]], *, jars: bool
) -> bool:
    wanted = {item for group in named for item in group if item is not None}
    return not wanted or await accounts.count_known(conn, household_id, sorted(wanted), jars=jars) == len(wanted)
