"""What a household keeps, on the wire."""

from typing import Annotated

from pydantic import Field

from services.bff.wire.scalars import RequestId
from services.bff.wire.schema import Answer, Body

VoiceDays = Annotated[int, Field(strict=True, ge=0, le=3650, description="0 keeps no clips")]


class Keeping(Answer):
    """Days that a clip is kept; whether confirmed clips and bills are put aside to learn from, on this server only."""

    voice_days: int
    voice_training: bool
    bill_training: bool


class KeepingChange(Body):
    """What changes. Turning learning off deletes what was put aside for it."""

    request_id: RequestId
    voice_days: VoiceDays | None = None
    voice_training: bool | None = None
    bill_training: bool | None = None
