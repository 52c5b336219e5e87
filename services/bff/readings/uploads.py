"""The files of a reading as they arrive: each is weighed, told by its first bytes and hashed, and none is decoded."""

import hashlib
from collections.abc import Sequence
from typing import Annotated

from fastapi import UploadFile
from pydantic import Field

from services.bff.evidence.model import MOST_FILE_BYTES, MOST_FILES, picture_type
from services.bff.problems.problem import FieldProblem, Refusal
from services.bff.readings.model import Page
from services.bff.wire.scalars import Id, RequestId
from services.bff.wire.schema import Body


class Sent(Body):
    """The fields beside the files: one evidence id, made and kept by the client, for each file in its order."""

    request_id: RequestId
    evidence_ids: Annotated[list[Id], Field(min_length=1, max_length=MOST_FILES)]


async def weighed(sent: Sent, files: Sequence[UploadFile]) -> list[Page]:
    """The files as pages of one reading. Refusal: INVALID_ARGUMENT, TOO_LARGE, NOT_A_PICTURE."""
    if len(set(sent.evidence_ids)) < len(sent.evidence_ids) or len(sent.evidence_ids) != len(files):
        raise Refusal("INVALID_ARGUMENT", [FieldProblem(field="evidence_ids", message="one of its own for each file")])
    pages = []
    for evidence_id, file in zip(sent.evidence_ids, files, strict=True):
        if (file.size or 0) > MOST_FILE_BYTES:
            raise Refusal("TOO_LARGE")
        content = await file.read()
        await file.seek(0)
        kind = picture_type(content[:32])
        if not kind:
            raise Refusal("NOT_A_PICTURE")
        pages.append(Page(evidence_id, kind, len(content), hashlib.sha256(content).digest()))
    return pages
