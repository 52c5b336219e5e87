"""Use cases of households."""

from uuid import UUID

from pydantic import TypeAdapter

from services.ledger.commodities.model import ISO_4217
from services.ledger.events.model import HouseholdChanged
from services.ledger.households import store
from services.ledger.households.founding import NewHousehold, founding_of
from services.ledger.households.model import Household, HouseholdChange, Membership, is_time_zone
from services.ledger.journal.posting import GroupPoster, post
from services.ledger.paging.model import Cut, PageRequest
from services.ledger.presets.model import Presets
from services.ledger.reading import Connection, Reader
from services.ledger.receipts.service import Keeper, Keeping, Write
from services.ledger.refusals import refusal
from services.mesh.clock import Clock, today

_ANSWER = TypeAdapter(Household)
_BEFORE_ALL = UUID(int=0)


async def known_household(conn: Connection, household_id: UUID) -> Household:
    """The household in whose scope `conn` is; HOUSEHOLD_NOT_FOUND when there is none such."""
    found = await store.find(conn, household_id)
    if found is None:
        raise refusal("HOUSEHOLD_NOT_FOUND")
    return found


class Households:
    """Makes, reads and changes households."""

    def __init__(self, reader: Reader, keeper: Keeper, poster: GroupPoster, presets: Presets, clock: Clock) -> None:
        """Work with these parts."""
        self._reader = reader
        self._keeper = keeper
        self._poster = poster
        self._presets = presets
        self._clock = clock

    async def create(self, new: NewHousehold, owner: UUID) -> Household:
        """Make a household with all it starts with, in one transaction.

        INVALID_ARGUMENT for an unknown time zone, COMMODITY_UNKNOWN for a currency that ISO 4217 has not,
        REQUEST_ID_REUSED.
        """
        if not is_time_zone(new.time_zone):
            raise refusal("INVALID_ARGUMENT", "time_zone is no IANA zone")
        decimals = ISO_4217.get(new.currency)
        if decimals is None:
            raise refusal("COMMODITY_UNKNOWN", "currency is not of ISO 4217")
        change = founding_of(new, decimals, owner, today(self._clock, new.time_zone), self._presets)
        answer = await post(self._poster, new.household_id, new.household_id, owner, change)
        async with self._reader.household(new.household_id) as conn:
            end = await store.chain_hash_at(conn, new.household_id, answer.entries[-1].sequence)
        return Household(
            household_id=new.household_id,
            name=new.name,
            time_zone=new.time_zone,
            currency=new.currency,
            month_start_day=new.month_start_day,
            locale=new.locale,
            create_time=answer.entries[-1].booked_at,
            sequence=answer.entries[-1].sequence,
            chain_hash=end,
            version=1,
        )

    async def get(self, household_id: UUID) -> Household:
        """One household; HOUSEHOLD_NOT_FOUND."""
        async with self._reader.household(household_id) as conn:
            return await known_household(conn, household_id)

    async def memberships(self, user_id: UUID, page: PageRequest) -> Cut[Membership]:
        """The households of a user with the role in each, by household id."""
        after = page.after((str(_BEFORE_ALL),))
        async with self._reader.user(user_id) as conn:
            rows = await store.memberships(conn, user_id, UUID(str(after[0])), page.limit)
        found = [Membership(await self.get(household_id), role) for household_id, role in rows]
        return page.cut(found, lambda item: (str(item.household.household_id),))

    async def update(self, household_id: UUID, request_id: UUID, wanted: HouseholdChange) -> Household:
        """Change settings; INVALID_ARGUMENT for an unknown time zone."""
        if wanted.time_zone is not None and not is_time_zone(wanted.time_zone):
            raise refusal("INVALID_ARGUMENT", "time_zone is no IANA zone")

        async def work(keeping: Keeping) -> Household:
            await store.change(keeping.conn, household_id, wanted)
            keeping.tell(HouseholdChanged(members_changed=False))
            return await known_household(keeping.conn, household_id)

        return await self._keeper.keep(Write(household_id, request_id, "UpdateHousehold", wanted), _ANSWER, work)
