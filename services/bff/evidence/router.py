"""Evidence over REST: the bytes as they were sent, to the members of the household."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Header, Response

from services.bff.dependencies import EvidenceDep, MemberDep
from services.bff.evidence.model import file_name, headers_of, span_of
from services.bff.wire.scalars import RequestId

router = APIRouter(prefix="/households/{household_id}/evidence", tags=["evidence"])
BYTES: dict[int | str, dict[str, Any]] = {
    200: {"description": "The bytes", "content": {"*/*": {"schema": {"type": "string", "format": "binary"}}}}
}


@router.get("/{evidence_id}", response_class=Response, responses=BYTES)
async def get_evidence(
    member: MemberDep, evidence: EvidenceDep, evidence_id: UUID, asked: Annotated[str, Header(alias="range")] = ""
) -> Response:
    """A picture, file or clip as it was sent, or one piece of it."""
    found, content = await evidence.open(member.membership.household_id, evidence_id)
    headers = headers_of(file_name(found))
    span = span_of(asked, len(content))
    if span is None:
        return Response(content, headers=headers, media_type=found.media_type)
    begin, end = span
    headers["Content-Range"] = f"bytes {begin}-{end - 1}/{len(content)}"
    return Response(content[begin:end], 206, headers, found.media_type)


@router.delete("/{evidence_id}", status_code=204)
async def delete_evidence(
    member: MemberDep, evidence: EvidenceDep, evidence_id: UUID, request_id: RequestId
) -> Response:
    """Forget a picture, file or clip for ever. What was read or heard stays."""
    await evidence.delete(member, evidence_id, request_id)
    return Response(status_code=204)
