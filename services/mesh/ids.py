"""Identifiers: UUID version 7 (RFC 9562), so that ids of one moment lie together in an index."""

from uuid import UUID

import uuid6


def new_id() -> UUID:
    """A new UUIDv7."""
    return UUID(int=uuid6.uuid7().int)


def parse_id(text: str) -> UUID:
    """The UUID that `text` spells in the canonical form of 36 characters, in either case; ValueError otherwise."""
    parsed = UUID(text)
    if str(parsed) != text.lower():
        raise ValueError("not a canonical UUID")
    return parsed
