"""From a clip to its words and drafts: ai hears, the clip is kept, the words go the way of typed ones."""

import hashlib
from collections.abc import AsyncIterator
from datetime import timedelta
from uuid import UUID

from heo.ai.v1.speech_service_pb2 import (
    AudioEncoding as ProtoEncoding,
)
from heo.ai.v1.speech_service_pb2 import (
    RecognitionConfig,
    RecognizeRequest,
    StreamingRecognizeRequest,
    StreamingRecognizeResponse,
)

from services.bff.drafts.context import Contexts
from services.bff.drafts.schemas import Said
from services.bff.drafts.service import Heard, understand
from services.bff.evidence.model import Evidence, Kind, New
from services.bff.evidence.service import EvidenceKeeper
from services.bff.households.member import Member
from services.bff.keeping.service import Keepings
from services.bff.problems.problem import Refusal
from services.bff.upstream.services import Ai, Ledger
from services.bff.voice.model import LONGEST_S, as_file, phrases_of
from services.bff.voice.schemas import Clip, DraftsEvent, Transcript, VoiceStart
from services.bff.wire.enums import AudioEncoding, Source
from services.bff.wire.from_proto import answer
from services.bff.wire.ids import derived_id
from services.mesh.clock import Clock, today

MOST_TEXT = 2000


class Voice:
    """Hears clips, whole or while they are spoken."""

    def __init__(
        self, ledger: Ledger, ai: Ai, contexts: Contexts, evidence: EvidenceKeeper, keepings: Keepings, clock: Clock
    ) -> None:
        """Let `ai` hear, keep clips with `evidence` for as long as `keepings` say, and drafts in `ledger`."""
        self._ledger = ledger
        self._ai = ai
        self._contexts = contexts
        self._evidence = evidence
        self._keepings = keepings
        self._clock = clock

    async def config(self, member: Member, start: VoiceStart) -> RecognitionConfig:
        """What ai is told before it hears: the form of the audio, and the names of this household."""
        context = await self._contexts.of(member.acting, member.membership, self._day(member, start))
        lists = (context.accounts, context.jars, context.members, context.categories)
        is_bare = start.encoding is AudioEncoding.LINEAR16
        return RecognitionConfig(
            encoding=ProtoEncoding.AUDIO_ENCODING_LINEAR16 if is_bare else ProtoEncoding.AUDIO_ENCODING_UNSPECIFIED,
            sample_rate_hz=start.sample_rate_hz,
            phrases=phrases_of(*([thing.name for thing in things] for things in lists)),
        )

    async def hear(
        self, member: Member, config: RecognitionConfig, pieces: AsyncIterator[bytes]
    ) -> AsyncIterator[StreamingRecognizeResponse]:
        """What is heard, while it is spoken; without a final answer when the stream broke, then `whole` knows more.

        Refusal: AUDIO_UNREADABLE, AUDIO_TOO_LONG, ENGINE_UNAVAILABLE, AI_UNAVAILABLE.
        """

        async def requests() -> AsyncIterator[StreamingRecognizeRequest]:
            yield StreamingRecognizeRequest(household_id=member.household_id, config=config)
            async for piece in pieces:
                yield StreamingRecognizeRequest(household_id=member.household_id, audio=piece)

        stream = self._ai.speech.StreamingRecognize
        async for response in self._ai.converse(stream, requests(), member.acting, LONGEST_S):
            yield response

    async def clip(self, member: Member, start: VoiceStart, audio: bytes) -> DraftsEvent:
        """What a whole clip says, and its drafts. Refusal: as `hear` and `finish`."""
        kept = await self._kept(member, start, audio)
        if kept is not None:
            return await self.finish(member, start, audio, Transcript.model_validate(kept.transcript))
        _file(start, audio)  # what is no audio is not sent on
        config = await self.config(member, start)
        return await self.finish(member, start, audio, await self.whole(member, config, audio))

    async def whole(self, member: Member, config: RecognitionConfig, audio: bytes) -> Transcript:
        """What a whole clip says. Refusal as `hear`."""
        request = RecognizeRequest(household_id=member.household_id, config=config, audio=audio)
        return answer(Transcript, (await self._ai.ask(self._ai.speech.Recognize, request, member.acting)).transcript)

    async def finish(self, member: Member, start: VoiceStart, audio: bytes, heard: Transcript) -> DraftsEvent:
        """Keep the clip and make the drafts. The same clip under the same id has the words of the first time.

        Refusal: REQUEST_ID_REUSED, AUDIO_UNREADABLE, AI_UNAVAILABLE, LEDGER_UNAVAILABLE, UNAVAILABLE.
        """
        kept = await self._kept(member, start, audio)
        transcript = heard if kept is None else Transcript.model_validate(kept.transcript)
        if not transcript.text:
            return DraftsEvent(transcript=transcript, evidence_id=None, drafts=[], question=None, unread="")
        evidence_id = await self._keep(member, start, audio, transcript) if kept is None else kept.evidence_id
        said = Said(
            request_id=start.request_id, text=transcript.text[:MOST_TEXT], source=Source.VOICE, said_on=start.said_on
        )
        # Every amount that was heard is looked at until enough clips of real people have shown how often it is wrong.
        spoken = Heard(evidence_ids=() if evidence_id is None else (evidence_id,), needs_look=True)
        understood = await understand(member, self._ledger, self._ai, self._contexts, self._clock, said, spoken)
        return DraftsEvent(
            transcript=transcript,
            evidence_id=evidence_id,
            drafts=understood.drafts,
            question=understood.question,
            unread=understood.unread,
        )

    async def kept_clip(self, member: Member, evidence_id: UUID) -> Clip:
        """A kept clip with its words. Refusal EVIDENCE_NOT_FOUND."""
        found = await self._evidence.find(member.membership.household_id, evidence_id)
        if found is None or found.transcript is None:
            raise Refusal("EVIDENCE_NOT_FOUND")
        return Clip(
            evidence_id=found.evidence_id,
            media_type=found.media_type,
            transcript=Transcript.model_validate(found.transcript),
            create_time=found.create_time,
            expire_time=found.expire_time,
        )

    async def _kept(self, member: Member, start: VoiceStart, audio: bytes) -> Evidence | None:
        found = await self._evidence.find(member.membership.household_id, clip_id(start))
        if found is not None and found.sha256 != _hash(start, audio):
            raise Refusal("REQUEST_ID_REUSED")
        return found

    async def _keep(self, member: Member, start: VoiceStart, audio: bytes, transcript: Transcript) -> UUID | None:
        household_id = member.membership.household_id
        days = (await self._keepings.of(household_id)).voice_days
        if not days:
            return None
        content, media_type = _file(start, audio)
        new = New(
            evidence_id=clip_id(start),
            kind=Kind.CLIP,
            media_type=media_type,
            size=len(content),
            sha256=_hash(start, audio),
            created_by=member.person.user_id,
            transcript=transcript.model_dump(mode="json"),
            expire_time=self._clock.now() + timedelta(days=days),
        )
        await self._evidence.keep(household_id, new, content)
        return new.evidence_id

    def _day(self, member: Member, start: VoiceStart) -> str:
        return start.said_on or today(self._clock, member.membership.time_zone).isoformat()


def clip_id(start: VoiceStart) -> UUID:
    """The evidence id of the clip that begins with `start`."""
    return derived_id(start.request_id, "heo clip")


def _file(start: VoiceStart, audio: bytes) -> tuple[bytes, str]:
    content, media_type = as_file(start.encoding, start.sample_rate_hz, audio)
    if not media_type:
        raise Refusal("AUDIO_UNREADABLE")
    return content, media_type


def _hash(start: VoiceStart, audio: bytes) -> bytes:
    return hashlib.sha256(f"{start.encoding} {start.sample_rate_hz} ".encode() + audio).digest()
