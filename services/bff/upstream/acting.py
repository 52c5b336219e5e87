"""For whom the bff calls another service."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Acting:
    """The person, and once the ledger has confirmed the membership, the household and the role in it."""

    user_id: UUID
    household_id: UUID | None = None
    role: int = 0
