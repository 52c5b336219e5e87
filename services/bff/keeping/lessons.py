"""What a household lets its own server learn from: confirmed clips with their words, confirmed bills as they were read.

Each has a folder. `households/{household_id}/training/voice/{evidence_id}/label.json` says {"text", "media_type",
"audio"}, and `audio` is the name of the clip beside it. `…/training/bills/{reading_id}/label.json` says {"pages":
[names], "bills": […]}: the bills in the contract's JSON, their boxes in shares of the upright pages beside it.
"""

import json
from uuid import UUID

from google.protobuf.json_format import MessageToDict
from heo.ai.v1.reading_service_pb2 import GetReadingRequest
from heo.ledger.v1.draft_service_pb2 import Draft, GetDraftRequest
from heo.ledger.v1.transaction_pb2 import Source
from obstore.exceptions import BaseError

from services.bff.evidence.model import file_name
from services.bff.evidence.service import EvidenceKeeper
from services.bff.households.member import Member
from services.bff.keeping.service import Keepings
from services.bff.problems.problem import Refusal
from services.bff.upstream.services import Ai, Ledger
from services.bff.wire.to_proto import request_of
from services.mesh.logs import get_logger
from services.mesh.objects import Objects, training_folder


class Lessons:
    """Puts aside what was confirmed, where the household allows it."""

    def __init__(self, keepings: Keepings, evidence: EvidenceKeeper, objects: Objects, ledger: Ledger, ai: Ai) -> None:
        """Ask `keepings` first; copy from `evidence` into `objects`."""
        self._keepings = keepings
        self._evidence = evidence
        self._objects = objects
        self._ledger = ledger
        self._ai = ai
        self._log = get_logger("lessons")

    async def put_aside(self, member: Member, draft_ids: list[UUID]) -> None:
        """After a confirmation, and apart from it: a fault is told and costs one lesson."""
        kept = await self._keepings.of(member.membership.household_id)
        if not (kept.voice_training or kept.bill_training):
            return
        for draft_id in draft_ids:
            try:
                draft = await self._draft(member, draft_id)
                if kept.voice_training and draft.source == Source.SOURCE_VOICE:
                    await self._clip(member, draft)
                if kept.bill_training and draft.source == Source.SOURCE_BILL:
                    await self._bill(member, draft)
            except (Refusal, BaseError, OSError) as fault:
                self._log.warning("lesson.lost", error_type=type(fault).__name__)

    async def _draft(self, member: Member, draft_id: UUID) -> Draft:
        request = request_of(GetDraftRequest, household_id=member.household_id, draft_id=draft_id)
        return (await self._ledger.ask(self._ledger.drafts.GetDraft, request, member.acting)).draft

    async def _clip(self, member: Member, draft: Draft) -> None:
        """A clip whose amount a person had to correct was heard wrongly, perhaps: it teaches nothing."""
        household_id = member.membership.household_id
        for evidence_id in map(UUID, draft.evidence_ids):
            found, content = await self._evidence.open(household_id, evidence_id)
            folder = training_folder(household_id, "voice", evidence_id)
            if draft.content.amount != draft.suggested.amount:
                await self._objects.delete_all(folder)
                continue
            if found.transcript is None:
                continue
            audio = file_name(found)
            await self._objects.put(f"{folder}/{audio}", content)
            await self._label(folder, text=found.transcript["text"], media_type=found.media_type, audio=audio)

    async def _bill(self, member: Member, draft: Draft) -> None:
        household_id, reading_id = member.membership.household_id, UUID(draft.reading_id)
        request = request_of(GetReadingRequest, household_id=member.household_id, reading_id=reading_id)
        reading = (await self._ai.ask(self._ai.reading.GetReading, request, member.acting)).reading
        folder, names = training_folder(household_id, "bills", reading_id), []
        boxes = [
            *(piece.box for bill in reading.bills for piece in bill.pieces),
            *(line.box for bill in reading.bills for line in bill.lines),
        ]
        for page in sorted({box.page for box in boxes}):
            content = await self._evidence.page(household_id, reading_id, page)
            names.append(f"{page}.jpg")
            await self._objects.put(f"{folder}/{names[-1]}", content)
        bills = [MessageToDict(bill, preserving_proto_field_name=True) for bill in reading.bills]
        await self._label(folder, pages=names, bills=bills)

    async def _label(self, folder: str, **said: object) -> None:
        # Last: whoever looks for lessons finds none that lacks its sound or its pages.
        await self._objects.put(f"{folder}/label.json", json.dumps(said, ensure_ascii=False).encode())
