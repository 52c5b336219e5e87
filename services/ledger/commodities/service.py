"""Which commodity an account may count."""

from services.ledger.accounts.view import Opened
from services.ledger.commodities import store
from services.ledger.commodities.model import ISO_4217
from services.ledger.households.founding import unassigned_profile
from services.ledger.households.model import Household
from services.ledger.journal.opening import NewCommodity
from services.ledger.presets.model import Presets
from services.ledger.reading import Connection
from services.ledger.refusals import refusal


class Commodities:
    """Knows ISO 4217 and what each household counts beside it."""

    def __init__(self, presets: Presets) -> None:
        """Name what comes with a commodity by `presets`."""
        self._presets = presets

    async def first_met(
        self, conn: Connection, household: Household, code: str, decimals: int | None, made: Opened | None
    ) -> tuple[NewCommodity, ...]:
        """The commodity that an account brings in, none when the household counts it already.

        `made` is the account of the same request, when it was opened before: then the answer is what it was at that
        time. COMMODITY_UNKNOWN when it is neither of ISO 4217 nor given with its decimals; COMMODITY_MISMATCH when its
        decimals are known to be others.
        """
        known = await store.find(conn, household.household_id, code)
        right = known[0] if known is not None else ISO_4217.get(code, decimals)
        if right is None:
            raise refusal("COMMODITY_UNKNOWN")
        if decimals is not None and decimals != right:
            raise refusal("COMMODITY_MISMATCH", "the commodity has other decimals")
        if known is not None and (made is None or made.sequence != known[1]):
            return ()
        return (NewCommodity(code, right, unassigned_profile(self._presets, household.locale, "")),)
