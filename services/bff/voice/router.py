"""Speaking over a WebSocket and over REST."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Request, Response, WebSocket, WebSocketDisconnect
from heo.type.v1.access_pb2 import Role
from pydantic import Field, ValidationError

from services.bff.dependencies import MemberDep, PartsDep, VoiceDep
from services.bff.evidence.model import MOST_CLIP_BYTES
from services.bff.households.member import Member
from services.bff.parts import Parts
from services.bff.problems.handlers import wrong_fields
from services.bff.problems.problem import Refusal
from services.bff.sessions.guard import COOKIE
from services.bff.voice.line import CancelledClip, Line, refuse
from services.bff.voice.model import DONE, most_bytes
from services.bff.voice.schemas import Clip, DraftsEvent, VoiceStart
from services.bff.wire.enums import AudioEncoding
from services.bff.wire.multipart import form_of, parsed
from services.bff.wire.scalars import Day, RequestId
from services.bff.wire.schema import Body
from services.mesh.logs import get_logger

router = APIRouter(prefix="/households/{household_id}/voice", tags=["voice"])
_log = get_logger("voice")


class SentClip(Body):
    """The fields beside a clip; see VoiceStart."""

    request_id: RequestId
    encoding: AudioEncoding = AudioEncoding.CONTAINER
    sample_rate_hz: Annotated[int, Field(ge=0, le=192_000)] = 0
    said_on: Day | None = None


@router.websocket("")
async def speak(socket: WebSocket, household_id: UUID, parts: PartsDep) -> None:
    """The voice line; the package's docstring says what goes over it. The edge has checked the origin."""
    await socket.accept()
    try:
        member = await _member(socket, household_id, parts)
        with parts.lines.opened(member.person.token_hash):
            await Line(socket, parts.voice).hold(member)
    except (WebSocketDisconnect, CancelledClip):
        return
    except Refusal as refusal:
        _log.info("voice.refused", reason=refusal.reason)
        await refuse(socket, parts.problems, refusal)
        return
    await socket.close(DONE)


@router.post("/clips", status_code=201, openapi_extra=form_of(SentClip, "clip", 1))
async def create_clip(member: MemberDep, voice: VoiceDep, request: Request, response: Response) -> DraftsEvent:
    """Hear one whole clip, e.g. one that was kept while offline: at most 60 seconds and 3 MiB of what browsers record,
    or of bare samples. The same request again answers the same drafts; 200 when nothing was understood.
    """
    if member.membership.role < Role.ROLE_RECORDER:
        raise Refusal("PERMISSION_DENIED")
    async with parsed(request, SentClip, "clip", 1) as (sent, files):
        if (files[0].size or 0) > MOST_CLIP_BYTES:
            raise Refusal("AUDIO_TOO_LONG")
        audio = await files[0].read()
    start = _start(sent)
    if not audio:
        raise Refusal("AUDIO_UNREADABLE")
    if len(audio) > most_bytes(start.encoding, start.sample_rate_hz):
        raise Refusal("AUDIO_TOO_LONG")
    event = await voice.clip(member, start, audio)
    if not event.drafts:
        response.status_code = 200
    return event


@router.get("/clips/{evidence_id}")
async def get_clip(member: MemberDep, voice: VoiceDep, evidence_id: UUID) -> Clip:
    """The words of a kept clip with their times; its sound is the evidence of that id."""
    return await voice.kept_clip(member, evidence_id)


def _start(sent: SentClip) -> VoiceStart:
    try:
        return VoiceStart.model_validate(sent.model_dump())
    except ValidationError as wrong:
        raise wrong_fields(wrong, "body") from wrong


async def _member(socket: WebSocket, household_id: UUID, parts: Parts) -> Member:
    person = await parts.sessions.find(socket.cookies.get(COOKIE))
    if person is None:
        raise Refusal("UNAUTHENTICATED")
    membership = await parts.memberships.find(person.user_id, household_id)
    if membership is None:
        raise Refusal("HOUSEHOLD_NOT_FOUND")
    if membership.role < Role.ROLE_RECORDER:
        raise Refusal("PERMISSION_DENIED")
    return Member(person, membership)
