"""Use cases of readings: keep the files, let the draft wait in the ledger, hand over to ai, and know of it again.

Every step may be repeated, so a reading that was cut short goes on from wherever it was: when the client sends it
again, and when anybody of the household looks at the list.
"""

from collections.abc import Sequence
from uuid import UUID

from heo.ai.v1.reading_service_pb2 import GetReadingRequest, ListReadingsRequest, StartReadingRequest
from heo.ai.v1.reading_service_pb2 import ReadingPage as ProtoPage

from services.bff.drafts.context import Contexts
from services.bff.evidence import store as evidence_store
from services.bff.evidence.model import Evidence, Kind, New
from services.bff.evidence.service import EvidenceKeeper, claim
from services.bff.households.member import Member
from services.bff.problems.problem import Refusal
from services.bff.readings import store
from services.bff.readings.model import NOT_NOW, UNDERWAY, Kept, Page, SentFile, hash_of
from services.bff.readings.schemas import Reading, ReadingList, ReadingPage
from services.bff.readings.waiting import Waiting
from services.bff.upstream.services import Ai
from services.bff.wire.enums import ReadingStage
from services.bff.wire.from_proto import answer
from services.bff.wire.to_proto import request_of
from services.mesh.clock import Clock, today

MOST_RESUMED = 20


class SentBesideError(Exception):
    """The same files are sent under another id at the same time."""

    def __init__(self, twin: Kept) -> None:
        """`twin` came first."""
        super().__init__()
        self.twin = twin


class Readings:
    """Sends, lists, shows and repeats readings."""

    def __init__(self, evidence: EvidenceKeeper, waiting: Waiting, ai: Ai, contexts: Contexts, clock: Clock) -> None:
        """Keep files with `evidence`, drafts with `waiting`, and let `ai` read."""
        self._evidence = evidence
        self._waiting = waiting
        self._ai = ai
        self._contexts = contexts
        self._clock = clock

    async def send(
        self, member: Member, reading_id: UUID, pages: Sequence[Page], files: Sequence[SentFile]
    ) -> tuple[Reading, bool]:
        """The reading of the files, and whether it is a new one: files that were sent before have their reading.

        Refusal: REQUEST_ID_REUSED, PERMISSION_DENIED, LEDGER_UNAVAILABLE, UNAVAILABLE. With ai away the reading waits.
        """
        twin = await self._twin(member, reading_id, pages)
        if twin is not None:
            return await self._shown(member, twin), False
        try:
            kept = await self._claim(member, reading_id, pages)
        except SentBesideError as beside:  # the same files under another id, a moment ago
            return await self._shown(member, beside.twin), False
        if not kept.is_started:
            for page, file in zip(pages, files, strict=True):
                await self._evidence.put(member.membership.household_id, page.evidence_id, await file.read())
        return await self._resumed(member, kept), True

    async def listed(self, member: Member, *, unfinished_only: bool, size: int, token: str) -> ReadingList:
        """A page of readings, newest first; what ai has not heard of yet is handed over. Refusal AI_UNAVAILABLE."""
        async with self._evidence.scope(member.membership.household_id) as conn:
            behind = await store.unstarted(conn, member.membership.household_id, MOST_RESUMED)
        waiting = [await self._resumed(member, kept) for kept in behind]
        request = request_of(ListReadingsRequest, household_id=member.household_id, unfinished_only=unfinished_only)
        request.page.page_size, request.page.page_token = size, token
        reply = await self._ai.ask(self._ai.reading.ListReadings, request, member.acting)
        found = [_answer(reading) for reading in reply.readings]
        known = {reading.reading_id for reading in found}
        ours = [] if token else [reading for reading in reversed(waiting) if reading.reading_id not in known]
        return ReadingList(readings=[*ours, *found], next_page_token=reply.next_page_token)

    async def get(self, member: Member, reading_id: UUID) -> Reading:
        """One reading with its bills. Refusal: READING_NOT_FOUND, AI_UNAVAILABLE."""
        kept = await self._kept(member, reading_id)
        return await self._shown(member, kept)

    async def retry(self, member: Member, reading_id: UUID, request_id: UUID) -> Reading:
        """Read the files of a failed reading again, as a new reading `request_id`; one that has not failed is answered.

        Refusal: READING_NOT_FOUND, EVIDENCE_NOT_FOUND when a file was deleted, REQUEST_ID_REUSED, AI_UNAVAILABLE.
        """
        old = await self._kept(member, reading_id)
        household_id = member.membership.household_id
        async with self._evidence.scope(household_id) as conn:
            again = await store.find(conn, household_id, request_id)
        if again is None:
            shown = await self._shown(member, old)
            if shown.stage is not ReadingStage.FAILED:
                return shown
            again = await self._take_over(member, old, request_id)
        if again.evidence_ids != old.evidence_ids:
            raise Refusal("REQUEST_ID_REUSED")
        reading = await self._resumed(member, again)
        await self._waiting.put_away(member, reading_id)
        return reading

    async def _twin(self, member: Member, reading_id: UUID, pages: Sequence[Page]) -> Kept | None:
        """Another reading of the same files whose draft still lives; one without any lets go of its content."""
        household_id = member.membership.household_id
        async with self._evidence.scope(household_id) as conn:
            twin = await store.by_content(conn, household_id, hash_of(pages))
        if twin is None or twin.reading_id == reading_id:
            return None
        if await self._waiting.lives(member, twin.reading_id) or self._clock.now() - twin.create_time < UNDERWAY:
            return twin
        async with self._evidence.scope(household_id) as conn:
            await store.read_anew(conn, household_id, twin.reading_id)
        return None

    async def _claim(self, member: Member, reading_id: UUID, pages: Sequence[Page]) -> Kept:
        household_id, by = member.membership.household_id, member.person.user_id
        ids = tuple(page.evidence_id for page in pages)
        new = [New(page.evidence_id, Kind.PICTURE, page.media_type, page.size, page.sha256, by) for page in pages]
        async with self._evidence.scope(household_id) as conn:
            await claim(conn, household_id, new, self._clock)
            content = hash_of(pages)
            await store.insert(conn, household_id, reading_id, ids, content, by, self._clock.now())
            kept = await store.find(conn, household_id, reading_id)
            twin = await store.by_content(conn, household_id, content) if kept is None else None
            if twin is not None:
                raise SentBesideError(twin)  # and nothing of this one stays
        if kept is None or kept.evidence_ids != ids:
            raise Refusal("REQUEST_ID_REUSED")
        return kept

    async def _take_over(self, member: Member, old: Kept, reading_id: UUID) -> Kept:
        household_id, by = member.membership.household_id, member.person.user_id
        async with self._evidence.scope(household_id) as conn:
            known = await evidence_store.find_many(conn, household_id, old.evidence_ids)
            if len(known) < len(old.evidence_ids):
                raise Refusal("EVIDENCE_NOT_FOUND")
            await store.read_anew(conn, household_id, old.reading_id)
            now = self._clock.now()
            await store.insert(conn, household_id, reading_id, old.evidence_ids, old.content_hash, by, now)
            kept = await store.find(conn, household_id, reading_id)
        if kept is None:
            raise Refusal("REQUEST_ID_REUSED")
        return kept

    async def _kept(self, member: Member, reading_id: UUID) -> Kept:
        async with self._evidence.scope(member.membership.household_id) as conn:
            kept = await store.find(conn, member.membership.household_id, reading_id)
        if kept is None:
            raise Refusal("READING_NOT_FOUND")
        return kept

    async def _shown(self, member: Member, kept: Kept) -> Reading:
        if not kept.is_started:
            return await self._resumed(member, kept)
        request = request_of(GetReadingRequest, household_id=member.household_id, reading_id=kept.reading_id)
        try:
            reply = await self._ai.ask(self._ai.reading.GetReading, request, member.acting)
        except Refusal as refusal:
            if refusal.reason != "NOT_FOUND":
                raise
            return await self._resumed(member, kept)  # ai was restored from before it heard of it
        return _answer(reply.reading)

    async def _resumed(self, member: Member, kept: Kept) -> Reading:
        """The reading once its draft waits and ai has it; as queued when ai cannot take it now."""
        household_id = member.membership.household_id
        async with self._evidence.scope(household_id) as conn:
            known = await evidence_store.find_many(conn, household_id, kept.evidence_ids)
            if len(known) < len(kept.evidence_ids):
                await store.delete(conn, household_id, kept.reading_id)
                raise Refusal("EVIDENCE_NOT_FOUND")
        pages = [known[evidence_id] for evidence_id in kept.evidence_ids]
        await self._waiting.wait(member, kept)
        day = today(self._clock, member.membership.time_zone).isoformat()
        request = request_of(
            StartReadingRequest,
            household_id=member.household_id,
            reading_id=kept.reading_id,
            pages=[ProtoPage(evidence_id=str(page.evidence_id), media_type=page.media_type) for page in pages],
            context=await self._contexts.of(member.acting, member.membership, day),
        )
        try:
            reply = await self._ai.ask(self._ai.reading.StartReading, request, member.acting)
        except Refusal as refusal:
            if refusal.reason not in NOT_NOW:
                raise
            return _queued(kept, pages)
        async with self._evidence.scope(household_id) as conn:
            await store.start(conn, household_id, kept.reading_id)
        return _answer(reply.reading)


def _answer(reading: object) -> Reading:
    return answer(Reading, reading)


def _queued(kept: Kept, pages: Sequence[Evidence]) -> Reading:
    return Reading(
        reading_id=kept.reading_id,
        stage=ReadingStage.QUEUED,
        progress=0,
        ahead=0,
        pages=[ReadingPage(evidence_id=page.evidence_id, media_type=page.media_type) for page in pages],
        bills=[],
        failure="",
        create_time=kept.create_time,
    )
