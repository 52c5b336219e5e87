"""Which households there are, for those who verify or back up all of them."""

from uuid import UUID

from services.ledger.paging.model import Cut, PageRequest
from services.ledger.reading import Pool

IDS = "SELECT household_id FROM ledger.households WHERE household_id > %(after)s ORDER BY household_id LIMIT %(limit)s"
_BEFORE_ALL = str(UUID(int=0))


class HouseholdIds:
    """Lists the ids of all households."""

    def __init__(self, pool: Pool) -> None:
        """Read through `pool`, whose connections act as ledger_courier."""
        self._pool = pool

    async def page(self, page: PageRequest) -> Cut[UUID]:
        """Ids in order."""
        (after,) = page.after((_BEFORE_ALL,))
        async with self._pool.connection() as conn:
            rows = await (await conn.execute(IDS, {"after": UUID(str(after)), "limit": page.limit})).fetchall()
        return page.cut([household_id for (household_id,) in rows], lambda item: (str(item),))
