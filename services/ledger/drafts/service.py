"""Use cases of drafts."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from pydantic import TypeAdapter

from services.ledger.drafts import store
from services.ledger.drafts.checks import check_content, check_new
from services.ledger.drafts.model import (
    LIFE,
    MOST_OPEN,
    WAITING,
    Draft,
    DraftContent,
    NewDraft,
    State,
    content_of,
    missing_fields,
)
from services.ledger.events.model import DraftChanged
from services.ledger.journal.model import Record
from services.ledger.journal.posting import GroupPoster, Recorded, post
from services.ledger.paging.model import Cut, PageRequest
from services.ledger.reading import Connection, Reader
from services.ledger.receipts.service import Keeper, Keeping, Write
from services.ledger.receipts.store import is_posted
from services.ledger.refusals import refusal
from services.mesh.clock import Clock
from services.mesh.errors import ServiceError

_ANSWER = TypeAdapter(tuple[Draft, ...])
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_AFTER_ALL = (2**52, str(UUID(int=2**128 - 1)))
_MICROSECOND = timedelta(microseconds=1)


class Drafts:
    """Keeps drafts until a person's tap posts or discards them."""

    def __init__(self, reader: Reader, keeper: Keeper, poster: GroupPoster, clock: Clock) -> None:
        """Work with these parts."""
        self._reader = reader
        self._keeper = keeper
        self._poster = poster
        self._clock = clock

    async def create(
        self, household_id: UUID, request_id: UUID, new: tuple[NewDraft, ...], by: UUID | None
    ) -> tuple[Draft, ...]:
        """Keep drafts, all or none; those that are still being read as READING.

        ACCOUNT_NOT_FOUND, JAR_NOT_FOUND, AMOUNT_OUT_OF_RANGE, DATE_OUT_OF_RANGE, COMMODITY_UNKNOWN, LIMIT_REACHED,
        REQUEST_ID_REUSED (of a draft's id as well); for parts KIND_MISMATCH, COMMODITY_MISMATCH, UNBALANCED;
        INVALID_ARGUMENT.
        """
        ids = [item.draft_id for item in new]
        check_new(new)

        async def work(keeping: Keeping) -> tuple[Draft, ...]:
            if len(set(ids)) < len(ids) or await store.any_taken(keeping.conn, household_id, ids):
                raise refusal("REQUEST_ID_REUSED", "a draft_id was used before")
            if await store.count_waiting(keeping.conn, household_id, keeping.now) + len(new) > MOST_OPEN:
                raise refusal("LIMIT_REACHED")
            await check_content(keeping.conn, household_id, [item.content for item in new], keeping.now)
            for item in map(_named, new):
                await store.add(keeping.conn, household_id, item, by, keeping.now, keeping.now + LIFE)
                keeping.tell(DraftChanged(item.draft_id, item.state.name, corrected=False))
            return await self._known(keeping.conn, household_id, ids, keeping.now)

        return await self._keeper.keep(Write(household_id, request_id, "BatchCreateDrafts", new), _ANSWER, work)

    async def get(self, household_id: UUID, draft_id: UUID) -> Draft:
        """One draft; DRAFT_NOT_FOUND, also when it has expired."""
        async with self._reader.household(household_id) as conn:
            return (await self._known(conn, household_id, [draft_id], self._clock.now()))[0]

    async def page(self, household_id: UUID, states: tuple[State, ...], page: PageRequest) -> Cut[Draft]:
        """Drafts, newest first."""
        micros, draft_id = page.after(_AFTER_ALL)
        before = (_EPOCH + int(micros) * _MICROSECOND, UUID(str(draft_id)))
        async with self._reader.household(household_id) as conn:
            found = await store.page(conn, household_id, states or WAITING, self._clock.now(), before, page.limit)
        return page.cut(found, lambda item: ((item.create_time - _EPOCH) // _MICROSECOND, str(item.draft_id)))

    async def update(
        self, household_id: UUID, request_id: UUID, draft_id: UUID, version: int, content: DraftContent
    ) -> Draft:
        """Replace a draft's content; one that could not be read becomes READY.

        DRAFT_NOT_FOUND, DRAFT_NOT_READY, VERSION_STALE, and what `create` refuses.
        """

        async def work(keeping: Keeping) -> tuple[Draft, ...]:
            (draft,) = await self._known(keeping.conn, household_id, [draft_id], keeping.now)
            if draft.state not in {State.READY, State.FAILED}:
                raise refusal("DRAFT_NOT_READY")
            if draft.version != version:
                raise refusal("VERSION_STALE")
            await check_content(keeping.conn, household_id, [content], keeping.now)
            return await self._become(keeping, [replace(draft, content=content, failure="")], State.READY)

        write = Write(household_id, request_id, "UpdateDraft", (draft_id, version, content))
        return (await self._keeper.keep(write, _ANSWER, work))[0]

    async def discard(self, household_id: UUID, request_id: UUID, draft_ids: tuple[UUID, ...]) -> tuple[Draft, ...]:
        """Put drafts away, all or none; DRAFT_NOT_FOUND, DRAFT_NOT_READY."""
        return await self._move(household_id, request_id, "BatchDiscardDrafts", draft_ids, State.DISCARDED)

    async def restore(self, household_id: UUID, request_id: UUID, draft_id: UUID) -> Draft:
        """Bring a discarded draft back; DRAFT_NOT_FOUND, DRAFT_NOT_READY when it was not discarded."""
        return (await self._move(household_id, request_id, "RestoreDraft", (draft_id,), State.READY))[0]

    async def confirm(
        self, household_id: UUID, request_id: UUID, draft_ids: tuple[UUID, ...], actor_id: UUID | None
    ) -> list[Recorded]:
        """Post drafts under their own ids, all or none, in one group with their change of state.

        DRAFT_NOT_FOUND, DRAFT_NOT_READY, DRAFT_INCOMPLETE (with the names of the missing fields), VERSION_STALE when
        one changed meanwhile, and what recording refuses.
        """
        if len(set(draft_ids)) < len(draft_ids):
            raise refusal("INVALID_ARGUMENT", "a draft is named twice")
        async with self._reader.household(household_id) as conn:
            drafts = await self._known(conn, household_id, draft_ids, self._clock.now())
        for draft in drafts:
            _check_complete(draft)
        changes = [_record(draft) for draft in drafts]
        try:
            answer = await post(self._poster, household_id, request_id, actor_id, *changes)
        except ServiceError as refused:
            raise await self._taken(refused, household_id, request_id) from refused
        return [Recorded(change, actor_id, entry) for change, entry in zip(changes, answer.entries, strict=True)]

    async def _taken(self, refused: ServiceError, household_id: UUID, request_id: UUID) -> ServiceError:
        """Posting claims the ids of drafts, so that somebody else's tap looks like a reused id: say what it is."""
        async with self._reader.household(household_id) as conn:
            own = await is_posted(conn, household_id, request_id)
        return refusal("DRAFT_NOT_READY") if refused.reason == "REQUEST_ID_REUSED" and not own else refused

    async def _move(
        self, household_id: UUID, request_id: UUID, method: str, draft_ids: tuple[UUID, ...], state: State
    ) -> tuple[Draft, ...]:
        if len(set(draft_ids)) < len(draft_ids):
            raise refusal("INVALID_ARGUMENT", "a draft is named twice")

        async def work(keeping: Keeping) -> tuple[Draft, ...]:
            drafts = await self._known(keeping.conn, household_id, draft_ids, keeping.now)
            if state is State.READY and any(draft.state is not State.DISCARDED for draft in drafts):
                raise refusal("DRAFT_NOT_READY")
            return await self._become(keeping, drafts, state)

        return await self._keeper.keep(Write(household_id, request_id, method, draft_ids), _ANSWER, work)

    async def _become(self, keeping: Keeping, drafts: Sequence[Draft], state: State) -> tuple[Draft, ...]:
        for draft in drafts:
            if not draft.may_become(state):
                raise refusal("DRAFT_NOT_READY")
            await store.change(keeping.conn, keeping.household_id, replace(draft, state=state), keeping.now)
            keeping.tell(DraftChanged(draft.draft_id, state.name, draft.corrected))
        ids = [draft.draft_id for draft in drafts]
        return await self._known(keeping.conn, keeping.household_id, ids, keeping.now)

    async def _known(
        self, conn: Connection, household_id: UUID, draft_ids: Sequence[UUID], now: datetime
    ) -> tuple[Draft, ...]:
        found = await store.find_many(conn, household_id, draft_ids, now)
        if any(draft_id not in found for draft_id in draft_ids):
            raise refusal("DRAFT_NOT_FOUND")
        return tuple(found[draft_id] for draft_id in draft_ids)


def _named(new: NewDraft) -> NewDraft:
    """A reading is named by its first draft unless the caller named it."""
    return replace(new, reading_id=new.reading_id or new.draft_id) if new.is_reading else new


def _check_complete(draft: Draft) -> None:
    """Whether a waiting draft says enough. What was confirmed before is for the kernel to answer again, or refuse."""
    missing = missing_fields(draft.content)
    if draft.state is State.READY and missing:
        metadata = {"draft_id": str(draft.draft_id), "fields": ",".join(missing)}
        raise refusal("DRAFT_INCOMPLETE", "the draft lacks fields that its kind needs", metadata)
    if missing:
        raise refusal("DRAFT_NOT_READY")


def _record(draft: Draft) -> Record:
    # A repeated request finds the draft one version further; the kernel answers it before it looks at the version.
    return Record(draft.draft_id, content_of(draft), draft.source, draft.evidence_ids, draft.version)
