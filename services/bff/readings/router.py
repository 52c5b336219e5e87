"""Bills over REST: pictures and files in, readings out."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Path, Request, Response
from heo.type.v1.access_pb2 import Role

from services.bff.dependencies import EvidenceDep, MemberDep, ReadingsDep
from services.bff.evidence.model import MOST_FILES, headers_of
from services.bff.problems.problem import Refusal
from services.bff.readings.schemas import Reading, ReadingList, ReadingRetry
from services.bff.readings.uploads import Sent, weighed
from services.bff.wire.multipart import form_of, parsed
from services.bff.wire.scalars import PageSize, PageToken

router = APIRouter(prefix="/households/{household_id}/readings", tags=["readings"])
BEFORE: dict[int | str, dict[str, Any]] = {
    200: {"model": Reading, "description": "The same files were sent before: their reading"}
}
JPEG: dict[int | str, dict[str, Any]] = {
    200: {"description": "The picture", "content": {"image/jpeg": {"schema": {"type": "string"}}}}
}


@router.post("", status_code=201, responses=BEFORE, openapi_extra=form_of(Sent, "files", MOST_FILES))
async def create_reading(member: MemberDep, readings: ReadingsDep, request: Request, response: Response) -> Reading:
    """Send 1 to 10 photos of one bill in order, or one file: JPEG, PNG, WebP, HEIC or PDF, at most 20 MiB each and
    64 MiB in all. `request_id` becomes the id of the reading and of its first draft. The same request again, and the
    same files again, answer the same reading.
    """
    if member.membership.role < Role.ROLE_RECORDER:
        raise Refusal("PERMISSION_DENIED")
    async with parsed(request, Sent, "files", MOST_FILES) as (sent, files):
        pages = await weighed(sent, files)
        reading, is_new = await readings.send(member, sent.request_id, pages, files)
    if not is_new:
        response.status_code = 200
    return reading


@router.get("")
async def list_readings(
    member: MemberDep,
    readings: ReadingsDep,
    unfinished_only: bool = False,
    page_size: PageSize = 0,
    page_token: PageToken = "",
) -> ReadingList:
    """Readings, newest first, with how far each is; without what was found."""
    return await readings.listed(member, unfinished_only=unfinished_only, size=page_size, token=page_token)


@router.get("/{reading_id}")
async def get_reading(member: MemberDep, readings: ReadingsDep, reading_id: UUID) -> Reading:
    """One reading with its bills: what was found, and where."""
    return await readings.get(member, reading_id)


@router.post("/{reading_id}/retry")
async def retry_reading(member: MemberDep, readings: ReadingsDep, reading_id: UUID, body: ReadingRetry) -> Reading:
    """Read the files of a failed reading again. One that has not failed is answered as it is."""
    return await readings.retry(member, reading_id, body.request_id)


@router.get("/{reading_id}/pages/{page}", response_class=Response, responses=JPEG)
async def get_reading_page(
    member: MemberDep, evidence: EvidenceDep, reading_id: UUID, page: Annotated[int, Path(ge=0, lt=1000)]
) -> Response:
    """The upright picture of a page, which the boxes are about."""
    content = await evidence.page(member.membership.household_id, reading_id, page)
    return Response(content, headers=headers_of(f"heo-{reading_id}-{page}.jpg"), media_type="image/jpeg")
