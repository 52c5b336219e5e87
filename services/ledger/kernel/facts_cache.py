"""Facts of households, kept between batches under the version that their head names."""

from collections import OrderedDict
from uuid import UUID

from services.ledger.journal.facts import Facts


class FactsCache:
    """The most recently used facts. A household whose head names another version is read again."""

    def __init__(self, limit: int) -> None:
        """Keep at most `limit` households; one takes some 30 KB."""
        self._limit = limit
        self._kept: OrderedDict[UUID, Facts] = OrderedDict()

    def get(self, household_id: UUID) -> Facts | None:
        """The facts last read, which may be out of date."""
        facts = self._kept.get(household_id)
        if facts is not None:
            self._kept.move_to_end(household_id)
        return facts

    def put(self, household_id: UUID, facts: Facts) -> None:
        """Keep facts that were read under the household's lock."""
        self._kept[household_id] = facts
        self._kept.move_to_end(household_id)
        while len(self._kept) > self._limit:
            self._kept.popitem(last=False)
