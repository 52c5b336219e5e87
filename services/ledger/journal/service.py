"""Use cases of the journal: record, edit, void, read, list and search transactions."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from services.ledger.journal import search, store
from services.ledger.journal.model import Content, Edit, PostingGroup, Record, Void
from services.ledger.journal.posting import GroupPoster, Recorded, post
from services.ledger.journal.search import Filter, Named
from services.ledger.journal.transaction import Transaction
from services.ledger.kernel.answers import Answer, Refused
from services.ledger.members import store as members
from services.ledger.paging.model import Cut, PageRequest
from services.ledger.reading import Reader
from services.ledger.refusals import refusal
from services.mesh.errors import ServiceError
from services.mesh.telemetry.propagation import current_traceparent

_AFTER_ALL = (date.max.isoformat(), 2**63 - 1)


class Journal:
    """Records through the kernel; reads as the reader."""

    def __init__(self, reader: Reader, poster: GroupPoster) -> None:
        """Work with these parts."""
        self._reader = reader
        self._poster = poster

    async def record(self, household_id: UUID, change: Record, actor_id: UUID | None) -> Recorded:
        """Post one transaction, whose id is the request's.

        KIND_MISMATCH, ACCOUNT_NOT_FOUND, ACCOUNT_CLOSED, JAR_NOT_FOUND, JAR_CLOSED, MEMBER_NOT_FOUND,
        COMMODITY_MISMATCH, AMOUNT_OUT_OF_RANGE, DATE_OUT_OF_RANGE, REQUEST_ID_REUSED, QUEUE_FULL.
        """
        await self._check_members(household_id, change.content)
        answer = await post(self._poster, household_id, change.transaction_id, actor_id, change)
        return Recorded(change, actor_id, answer.entries[0])

    async def record_all(
        self, household_id: UUID, changes: Sequence[Record], actor_id: UUID | None
    ) -> list[Recorded | ServiceError]:
        """Post each by itself: a refused one does not keep the others from being posted."""
        refused = await self._unknown_members(household_id, changes)
        traceparent = current_traceparent()
        groups = [
            PostingGroup(household_id, change.transaction_id, actor_id, (change,), traceparent)
            for place, change in enumerate(changes)
            if place not in refused
        ]
        answers = iter(await self._poster.post_many(groups))
        return [
            refused[place] if place in refused else _told(change, actor_id, next(answers))
            for place, change in enumerate(changes)
        ]

    async def edit(self, household_id: UUID, request_id: UUID, change: Edit, actor_id: UUID | None) -> Transaction:
        """Replace a transaction: a reversal and a new entry, in one group.

        TRANSACTION_NOT_FOUND, VERSION_STALE, ALREADY_VOIDED, and what `record` refuses.
        """
        await self._check_members(household_id, change.content)
        await post(self._poster, household_id, request_id, actor_id, change)
        return await self._at_version(household_id, change.transaction_id, change.version + 1)

    async def void(self, household_id: UUID, request_id: UUID, change: Void, actor_id: UUID | None) -> Transaction:
        """Undo a transaction; TRANSACTION_NOT_FOUND, VERSION_STALE, ALREADY_VOIDED."""
        await post(self._poster, household_id, request_id, actor_id, change)
        return await self._at_version(household_id, change.transaction_id, change.version + 1)

    async def get(self, household_id: UUID, transaction_id: UUID) -> Transaction:
        """The newest version; TRANSACTION_NOT_FOUND."""
        async with self._reader.household(household_id) as conn:
            found = await store.newest(conn, household_id, [transaction_id])
        if transaction_id not in found:
            raise refusal("TRANSACTION_NOT_FOUND")
        return found[transaction_id]

    async def page(self, household_id: UUID, wanted: Filter, page: PageRequest) -> Cut[Transaction]:
        """Transactions, newest valid date first; ACCOUNT_NOT_FOUND or JAR_NOT_FOUND for an id in the filter."""
        day, sequence = page.after(_AFTER_ALL)
        before = (date.fromisoformat(str(day)), int(sequence))
        async with self._reader.household(household_id) as conn:
            known = await search.named(conn, household_id)
            _check_filter(wanted, known)
            keys = await search.page(conn, household_id, wanted, known, before, page.limit)
            cut = page.cut(keys, lambda key: (key[0].isoformat(), key[1]))
            found = await store.stated_by(conn, household_id, [sequence for _, sequence in cut.items])
        return Cut(tuple(found), cut.next_token)

    async def versions(self, household_id: UUID, transaction_id: UUID, page: PageRequest) -> Cut[Transaction]:
        """All versions of one transaction, oldest first; TRANSACTION_NOT_FOUND."""
        (after,) = page.after((0,))
        async with self._reader.household(household_id) as conn:
            found = await store.versions(conn, household_id, transaction_id, int(after), page.limit)
        if not found:
            raise refusal("TRANSACTION_NOT_FOUND")
        return page.cut(found, lambda item: (item.version,))

    async def _at_version(self, household_id: UUID, transaction_id: UUID, version: int) -> Transaction:
        async with self._reader.household(household_id) as conn:
            return (await store.versions(conn, household_id, transaction_id, version - 1, 1))[0]

    async def _unknown_members(self, household_id: UUID, changes: Sequence[Record]) -> dict[int, ServiceError]:
        """The refusal of each change, by place, that names somebody who is no member."""
        refused = {}
        for place, change in enumerate(changes):
            if any(part.member_id is not None for part in change.content.parts):
                try:
                    await self._check_members(household_id, change.content)
                except ServiceError as error:
                    refused[place] = error
        return refused

    async def _check_members(self, household_id: UUID, content: Content) -> None:
        wanted = {part.member_id for part in content.parts if part.member_id is not None}
        if not wanted:
            return
        async with self._reader.household(household_id) as conn:
            if await members.count_known(conn, household_id, sorted(wanted)) < len(wanted):
                raise refusal("MEMBER_NOT_FOUND")


def _told(change: Record, actor_id: UUID | None, answer: Answer) -> Recorded | ServiceError:
    if isinstance(answer, Refused):
        return refusal(answer.reason.value)
    return Recorded(change, actor_id, answer.entries[0])


def _check_filter(wanted: Filter, known: Sequence[Named]) -> None:
    accounts = {item.account_id for item in known if not item.is_jar}
    if not accounts.issuperset(wanted.account_ids):
        raise refusal("ACCOUNT_NOT_FOUND")
    jars = {item.account_id for item in known if item.is_jar}
    if not jars.issuperset(wanted.jar_ids):
        raise refusal("JAR_NOT_FOUND")
