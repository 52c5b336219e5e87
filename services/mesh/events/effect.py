"""What a service does about events: the port on the other side of the consumer."""

from collections.abc import Sequence
from typing import Any, Protocol, TypeVar
from uuid import UUID

from heo.events.v1.event_pb2 import Event
from psycopg import AsyncConnection

Seen = TypeVar("Seen")


class Effect(Protocol[Seen]):
    """What a service does about events, one household at a time.

    Events come at least once, and all of them again, in a new epoch, when the source was restored or moved. Within an
    epoch a household's events are known by their sequence; across epochs only by what they are about, so an effect
    that must not happen twice remembers that.
    """

    def concerns(self, event: Event) -> bool:
        """Whether the effect has anything to do with `event`. Pure."""
        ...

    async def look(self, household_id: UUID, events: Sequence[Event]) -> Seen | None:
        """Read what the effect needs, outside of any transaction; None when there is nothing to do.

        AioRpcError when it cannot be read now: then the batch comes again.
        """
        ...

    async def take(self, conn: AsyncConnection[Any], seen: Seen, epoch: int) -> int:
        """Let it happen in the transaction of `conn`, which also moves the position; how many things were done.

        psycopg.Error when the database fails: then nothing of the batch has happened.
        """
        ...
