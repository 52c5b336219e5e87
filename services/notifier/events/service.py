"""What events do here: alerts about the state that they changed, raised in the transaction that moves the position."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from heo.events.v1.event_pb2 import Event
from psycopg import AsyncConnection

from services.mesh.clock import Clock
from services.notifier.events.from_proto import happened, is_looked_at
from services.notifier.events.model import look_of
from services.notifier.rules.observation import Observation, Observer
from services.notifier.rules.service import judge

CONSUMER = "alerts"


class Alarm:
    """The effect of events on the inbox (see services.mesh.events.Effect)."""

    def __init__(self, observer: Observer, clock: Clock) -> None:
        """See the ledger's state through `observer`."""
        self._observer = observer
        self._clock = clock

    def concerns(self, event: Event) -> bool:
        """Some kinds no rule looks at."""
        return is_looked_at(event)

    async def look(self, household_id: UUID, events: Sequence[Event]) -> Observation | None:
        """The state that these events changed; None when the household is gone. AioRpcError when it cannot be asked."""
        return await self._observer.see(look_of(household_id, map(happened, events)))

    async def take(self, conn: AsyncConnection[Any], seen: Observation, epoch: int) -> int:
        """Raise what is to be raised; the number of alerts. psycopg.Error when the database fails.

        All events again, in a new epoch, raise nothing twice: rules look at the state, and what was said about it
        stands.
        """
        return await judge(conn, seen, epoch, self._clock)
