"""How the reading of a picture ends: its READING draft becomes what was read, or says why nothing was."""

from dataclasses import replace
from uuid import UUID

from pydantic import TypeAdapter

from services.ledger.drafts import store
from services.ledger.drafts.checks import check_content, check_reading
from services.ledger.drafts.model import LIFE, Draft, NewDraft, State
from services.ledger.events.model import DraftChanged
from services.ledger.receipts.service import Keeper, Keeping, Write
from services.ledger.refusals import refusal

_ANSWER = TypeAdapter(tuple[Draft, ...])


class Readings:
    """Ends readings, each once, whoever asks again."""

    def __init__(self, keeper: Keeper) -> None:
        """Write through `keeper`."""
        self._keeper = keeper

    async def finish(
        self, household_id: UUID, request_id: UUID, draft_id: UUID, read: tuple[NewDraft, ...], failure: str
    ) -> tuple[Draft, ...]:
        """Fill the READING draft `draft_id` with the first of `read` and keep the rest beside it, in one transaction;
        or fail it with `failure`, a reason code.

        All of them take source, evidence ids and reading of the draft that waited. A draft that does not wait any more
        (put away by a person, ended before) is answered as it stands, and nothing is made.
        DRAFT_NOT_FOUND, INVALID_ARGUMENT, REQUEST_ID_REUSED (of a draft's id as well), and what keeping a draft
        refuses.
        """
        check_reading(draft_id, read, failure)

        async def work(keeping: Keeping) -> tuple[Draft, ...]:
            draft = await _known(keeping, draft_id)
            if not draft.awaits_reading:
                return (draft,)
            if failure:
                return (await _failed(keeping, draft, failure),)
            return await _filled(keeping, draft, read)

        write = Write(household_id, request_id, "FinishReading", (draft_id, read, failure))
        return await self._keeper.keep(write, _ANSWER, work)


async def _known(keeping: Keeping, draft_id: UUID) -> Draft:
    found = await store.find_many(keeping.conn, keeping.household_id, [draft_id], keeping.now)
    if draft_id not in found:
        raise refusal("DRAFT_NOT_FOUND")
    return found[draft_id]


async def _failed(keeping: Keeping, draft: Draft, failure: str) -> Draft:
    failed = replace(draft, state=State.FAILED, failure=failure)
    await store.change(keeping.conn, keeping.household_id, failed, keeping.now)
    keeping.tell(DraftChanged(draft.draft_id, State.FAILED.name, corrected=False))
    return await _known(keeping, draft.draft_id)


async def _filled(keeping: Keeping, draft: Draft, read: tuple[NewDraft, ...]) -> tuple[Draft, ...]:
    conn, household_id, now = keeping.conn, keeping.household_id, keeping.now
    ids, rest = [item.draft_id for item in read], read[1:]
    if len(set(ids)) < len(ids) or await store.any_taken(conn, household_id, ids[1:]):
        raise refusal("REQUEST_ID_REUSED", "a draft_id was used before")
    await check_content(conn, household_id, [item.content for item in read], now)
    await store.fill(conn, household_id, read[0], now)
    by = await store.creator(conn, household_id, draft.draft_id)
    for item in rest:
        own = replace(item, source=draft.source, evidence_ids=draft.evidence_ids, reading_id=draft.reading_id)
        await store.add(conn, household_id, own, by, now, now + LIFE)
    for item in read:
        keeping.tell(DraftChanged(item.draft_id, State.READY.name, corrected=False))
    found = await store.find_many(conn, household_id, ids, now)
    return tuple(found[item] for item in ids)
