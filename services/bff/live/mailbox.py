"""What waits to be sent to one open page. Bounded: a page that reads too slowly is told to read everything again."""

import asyncio
from collections import deque

from heo.events.v1.event_pb2 import Event
from heo.notifier.v1.inbox_service_pb2 import WatchResponse

from services.bff.upstream.acting import Acting

MOST_WAITING = 256


class Mailbox:
    """The events and alerts for one page of `acting`."""

    def __init__(self, acting: Acting) -> None:
        """Begin empty."""
        self.acting = acting
        self._events: deque[Event] = deque()
        self._alerts: deque[WatchResponse] = deque()
        self._resync = False
        self._news = asyncio.Event()
        self.closed = False

    def put_event(self, event: Event) -> None:
        """Add what happened in the ledger."""
        if len(self._events) >= MOST_WAITING:
            self.ask_resync()
        else:
            self._events.append(event)
            self._news.set()

    def put_alert(self, alert: WatchResponse) -> None:
        """Add an alert; the oldest goes when too many wait, for the page can list them."""
        if len(self._alerts) >= MOST_WAITING:
            self._alerts.popleft()
        self._alerts.append(alert)
        self._news.set()

    def ask_resync(self) -> None:
        """Something was missed."""
        self._events.clear()
        self._resync = True
        self._news.set()

    def close(self) -> None:
        """Nothing more will come."""
        self.closed = True
        self._news.set()

    async def wait(self, longest_s: float) -> bool:
        """Wait for news; False when there was none in time."""
        try:
            async with asyncio.timeout(longest_s):
                await self._news.wait()
        except TimeoutError:
            return False
        return True

    def take(self) -> tuple[list[Event], list[WatchResponse], bool]:
        """All events, all alerts, and whether something was missed; empties the box."""
        taken = list(self._events), list(self._alerts), self._resync
        self._events.clear()
        self._alerts.clear()
        self._resync = False
        self._news.clear()
        return taken
