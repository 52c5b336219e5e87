"""Drafts made from one sentence: their ids, and whether a person should look twice. Pure."""

import hashlib
from collections.abc import Iterable
from uuid import UUID

SURE = 0.8
"""A field less probable than this wants a look."""


def draft_id_of(request_id: UUID, index: int) -> UUID:
    """The id of the request's draft number `index`: a UUIDv7 of the request's time, the same at every replay."""
    digest = hashlib.sha256(b"heo draft" + request_id.bytes + index.to_bytes(4, "big")).digest()
    bits = int.from_bytes(request_id.bytes[:6] + digest[:10], "big")
    bits = bits & ~(0xF << 76) | 7 << 76
    return UUID(int=bits & ~(0b11 << 62) | 0b10 << 62)


def needs_look(is_complete: bool, confidences: Iterable[float], is_inferred: bool, is_asked: bool) -> bool:
    """Whether something is missing, improbable, completed rather than said, or asked about."""
    return not is_complete or is_inferred or is_asked or any(confidence < SURE for confidence in confidences)
