"""Evidence over REST: the bytes as they were sent, to the members of the household."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Response

from services.bff.dependencies import EvidenceDep, MemberDep
from services.bff.evidence.model import file_name, headers_of
from services.bff.wire.scalars import RequestId

router = APIRouter(prefix="/households/{household_id}/evidence", tags=["evidence"])
BYTES: dict[int | str, dict[str, Any]] = {
    200: {"description": "The bytes", "content": {"*/*": {"schema": {"type": "string", "format": "binary"}}}}
}


@router.get("/{evidence_id}", response_class=Response, responses=BYTES)
async def get_evidence(member: MemberDep, evidence: EvidenceDep, evidence_id: UUID) -> Response:
    """A picture, file or clip as it was sent."""
    found, content = await evidence.open(member.membership.household_id, evidence_id)
    return Response(content, headers=headers_of(file_name(found)), media_type=found.media_type)


@router.delete("/{evidence_id}", status_code=204)
async def delete_evidence(
    member: MemberDep, evidence: EvidenceDep, evidence_id: UUID, request_id: RequestId
) -> Response:
    """Forget a picture, file or clip for ever. What was read or heard stays."""
    await evidence.delete(member, evidence_id)
    return Response(status_code=204)
