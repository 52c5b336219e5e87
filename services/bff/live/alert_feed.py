"""One member's alerts: one stream from the notifier, shared among the member's open pages."""

import asyncio
from collections.abc import AsyncIterator

from heo.notifier.v1.inbox_service_pb2 import WatchRequest, WatchResponse

from services.bff.live.mailbox import Mailbox
from services.bff.live.watching import keep_watching, start
from services.bff.upstream.acting import Acting
from services.bff.upstream.services import Notifier

LONGEST_STREAM_S = 540.0


class AlertFeed:
    """The alerts of one member of one household: the count of unread ones is the member's own."""

    def __init__(self, notifier: Notifier, acting: Acting) -> None:
        """Watch on behalf of `acting`."""
        self._notifier = notifier
        self._acting = acting
        self._last: WatchResponse | None = None
        self._task: asyncio.Task[None] | None = None
        self.mailboxes: set[Mailbox] = set()

    def join(self, mailbox: Mailbox) -> None:
        """Deliver to `mailbox`, beginning with the count as it is."""
        self.mailboxes.add(mailbox)
        if self._last is not None:
            mailbox.put_alert(WatchResponse(unread_count=self._last.unread_count))
        if self._task is None:
            who = f"watch alerts {self._acting.household_id}"
            self._task = start(keep_watching("alerts", self._open, self._deliver, _nothing), who)

    def stop(self) -> None:
        """Watch no more."""
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _open(self) -> AsyncIterator[WatchResponse]:
        request = WatchRequest(household_id=str(self._acting.household_id))
        return self._notifier.watch(self._notifier.inbox.Watch, request, self._acting, LONGEST_STREAM_S)

    def _deliver(self, response: WatchResponse) -> None:
        known = self._last
        self._last = response
        if known is not None and not response.HasField("alert") and known.unread_count == response.unread_count:
            return  # a sign of life that says nothing new
        for mailbox in tuple(self.mailboxes):
            mailbox.put_alert(response)


def _nothing() -> None:
    """The notifier keeps alerts: the first answer after a break carries the count, and the page lists the rest."""
