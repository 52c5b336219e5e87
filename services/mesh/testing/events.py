"""A source of events in memory: what happens in it, how it ends, breaks and is restored is a test's to say."""

import asyncio
from collections.abc import AsyncGenerator
from uuid import UUID

from heo.events.v1.event_pb2 import Event

from services.mesh.events import Batch, PositionRefusedError, SourceLostError


class MemorySource:
    """An EventSource whose positions are "incarnation:count"."""

    def __init__(self) -> None:
        """Nothing has happened."""
        self.events: list[Event] = []
        self.asked: list[str] = []
        """The position of each stream that was begun."""
        self.is_down = False
        self._incarnation = 1
        self._ended = 0
        self._sequences: dict[str, int] = {}
        self._news = asyncio.Condition()

    async def happen(self, household_id: UUID, event: Event) -> Event:
        """Put `event` on the stream as the household's next."""
        event.household_id = str(household_id)
        event.sequence = self._sequences[event.household_id] = self._sequences.get(event.household_id, 0) + 1
        async with self._news:
            self.events.append(event)
            self._news.notify_all()
        return event

    async def end_streams(self) -> None:
        """Let every stream end, as connections do that reach their age."""
        async with self._news:
            self._ended += 1
            self._news.notify_all()

    async def restore(self) -> None:
        """Become another incarnation with the same events: positions handed out before mean nothing, streams end."""
        self._incarnation += 1
        await self.end_streams()

    async def subscribed(self, times: int) -> None:
        """Wait until so many streams were begun."""
        async with self._news:
            await self._news.wait_for(lambda: len(self.asked) >= times)

    async def batches(self, position: str, size: int) -> AsyncGenerator[Batch, None]:
        """See EventSource."""
        async with self._news:
            self.asked.append(position)
            self._news.notify_all()
        if self.is_down:
            raise SourceLostError("DOWN")
        incarnation, _, at = (position or f"{self._incarnation}:0").partition(":")
        if int(incarnation) != self._incarnation:
            raise PositionRefusedError
        taken, ended = int(at), self._ended
        while True:
            async with self._news:
                while len(self.events) <= taken and self._ended == ended:
                    await self._news.wait()
            if self._ended > ended:
                return
            events = self.events[taken : taken + size]
            taken += len(events)
            yield Batch(events, f"{incarnation}:{taken}")
