"""Ids that follow from the client's: a repeated request makes the same ones."""

import hashlib
from uuid import UUID


def derived_id(request_id: UUID, purpose: str, index: int = 0) -> UUID:
    """A UUIDv7 of the request's time, the same at every replay, another one for each purpose and index."""
    digest = hashlib.sha256(purpose.encode() + request_id.bytes + index.to_bytes(4, "big")).digest()
    bits = int.from_bytes(request_id.bytes[:6] + digest[:10], "big")
    bits = bits & ~(0xF << 76) | 7 << 76
    return UUID(int=bits & ~(0b11 << 62) | 0b10 << 62)
