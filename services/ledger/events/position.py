"""Where a consumer stands: an opaque token of incarnation, transaction and position within it."""

from dataclasses import dataclass
from uuid import UUID


class PositionError(ValueError):
    """The token is not one of this ledger's, or of an incarnation before the last restore."""


@dataclass(frozen=True, slots=True)
class Position:
    """After which row reading goes on, in the order (writer, position)."""

    incarnation: UUID
    writer: int = 0
    position: int = 0

    def token(self) -> str:
        """The form in which consumers keep it."""
        return f"{self.incarnation.hex}.{self.writer}.{self.position}"

    @classmethod
    def parse(cls, token: str, incarnation: UUID) -> "Position":
        """Read a token; empty is the beginning. PositionError when it is of another `incarnation` or unreadable."""
        if not token:
            return cls(incarnation)
        try:
            of, writer, position = token.split(".")
            parsed = cls(UUID(hex=of), int(writer), int(position))
        except ValueError as error:
            raise PositionError("unreadable") from error
        if parsed.incarnation != incarnation:
            raise PositionError("of another incarnation")
        return parsed
