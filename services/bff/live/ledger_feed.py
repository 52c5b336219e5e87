"""One household's ledger events: one stream from the ledger, shared among its open pages."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable
from uuid import UUID

from heo.events.v1.event_pb2 import Event
from heo.ledger.v1.event_service_pb2 import WatchHouseholdRequest, WatchHouseholdResponse

from services.bff.live.mailbox import Mailbox
from services.bff.live.watching import keep_watching, start
from services.bff.upstream.acting import Acting
from services.bff.upstream.services import Ledger

KEPT_EVENTS = 512
LONGEST_STREAM_S = 540.0
Heard = Callable[[UUID, Event | None], None]
"""Told of every event; with None that some may have been missed."""


class LedgerFeed:
    """The events of one household, from when somebody first wants them until nobody does."""

    def __init__(self, ledger: Ledger, acting: Acting, household_id: UUID, heard: Heard) -> None:
        """Watch on behalf of `acting` until a member with a higher role joins."""
        self._ledger = ledger
        self._acting = acting
        self._household_id = household_id
        self._heard = heard
        self._kept: deque[Event] = deque(maxlen=KEPT_EVENTS)
        self._task: asyncio.Task[None] | None = None
        self.mailboxes: set[Mailbox] = set()
        self.sequence = 0
        self.ready = asyncio.Event()
        self._has_gap = False

    def join(self, mailbox: Mailbox, after: int) -> None:
        """Deliver to `mailbox`, beginning after the sequence `after` (0: from now on)."""
        if self._task is not None and after and after != self.sequence:
            self._replay(mailbox, after)
        self.mailboxes.add(mailbox)
        self.ensure(mailbox.acting, after)

    def ensure(self, acting: Acting, after: int) -> None:
        """Watch, from the sequence `after` when nobody did before, and with the higher role of the two: the ledger
        shows each role what it may see.
        """
        if self._task is None:
            self.sequence = after
        elif acting.role <= self._acting.role:
            return
        self.stop()
        self._acting = acting
        self._task = start(
            keep_watching("ledger", self._open, self._deliver, self._lost), f"watch ledger {self._household_id}"
        )

    def stop(self) -> None:
        """Watch no more."""
        self.ready.clear()
        if self._task is not None:
            self._task.cancel()
            self._task = None

    async def wait_ready(self, longest_s: float) -> None:
        """Return when nothing that happens from now on is missed; after `longest_s` the pages are told so later."""
        try:
            async with asyncio.timeout(longest_s):
                await self.ready.wait()
        except TimeoutError:
            self._has_gap = True

    def _open(self) -> AsyncIterator[WatchHouseholdResponse]:
        request = WatchHouseholdRequest(household_id=str(self._household_id), after_sequence=self.sequence)
        return self._ledger.watch(self._ledger.events.WatchHousehold, request, self._acting, LONGEST_STREAM_S)

    def _deliver(self, response: WatchHouseholdResponse) -> None:
        self._connected()
        for event in response.events:
            if event.sequence <= self.sequence:
                continue
            self.sequence = event.sequence
            self._kept.append(event)
            self._heard(self._household_id, event)
            for mailbox in tuple(self.mailboxes):
                mailbox.put_event(event)

    def _connected(self) -> None:
        if self._has_gap:
            self._has_gap = False
            for mailbox in tuple(self.mailboxes):
                mailbox.ask_resync()
        self.ready.set()

    def _lost(self) -> None:
        self.ready.clear()
        self._has_gap |= self.sequence == 0  # nothing to resume from: what happens now goes unseen
        self._heard(self._household_id, None)

    def _replay(self, mailbox: Mailbox, after: int) -> None:
        oldest = self._kept[0].sequence if self._kept else self.sequence + 1
        if not oldest - 1 <= after <= self.sequence:
            mailbox.ask_resync()
            return
        for event in self._kept:
            if event.sequence > after:
                mailbox.put_event(event)
