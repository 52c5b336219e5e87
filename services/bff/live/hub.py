"""Who watches what: feeds by household and by member, and the pages that are open on them."""

import asyncio
from collections.abc import Callable
from uuid import UUID

from heo.events.v1.event_pb2 import Event

from services.bff.live.alert_feed import AlertFeed
from services.bff.live.ledger_feed import LedgerFeed
from services.bff.live.mailbox import Mailbox
from services.bff.problems.problem import Refusal
from services.bff.upstream.acting import Acting
from services.bff.upstream.services import Ledger, Notifier

MOST_PAGES = 4096
MOST_PAGES_PER_USER = 16
READY_S = 3.0
FOLLOWED_S = 120.0
"""A household whose lists are cached is watched for this long after the last use, page or not."""

Heard = Callable[[UUID, Event | None], None]


class Hub:
    """All live feeds of this process."""

    def __init__(self, ledger: Ledger, notifier: Notifier) -> None:
        """Watch nothing yet."""
        self._ledger = ledger
        self._notifier = notifier
        self._listeners: list[Heard] = []
        self._households: dict[UUID, LedgerFeed] = {}
        self._members: dict[tuple[UUID, UUID], AlertFeed] = {}
        self._followed: dict[UUID, asyncio.TimerHandle] = {}
        self._pages: dict[UUID, int] = {}
        self._closed = False

    def listen(self, heard: Heard) -> None:
        """Tell `heard` of every event of every watched household, and with None when some may have been missed."""
        self._listeners.append(heard)

    def admit(self, user_id: UUID) -> None:
        """See that there is room for one more page. Refusal TOO_MANY_PAGES, e.g. beyond 16 pages a person."""
        pages = self._pages.get(user_id, 0)
        if self._closed or pages >= MOST_PAGES_PER_USER or sum(self._pages.values()) >= MOST_PAGES:
            raise Refusal("TOO_MANY_PAGES", retry_after_s=10)

    def open(self, acting: Acting, household_id: UUID, after: int) -> Mailbox:
        """A mailbox for one more page; `leave` gives it back."""
        self._pages[acting.user_id] = self._pages.get(acting.user_id, 0) + 1
        mailbox = Mailbox(acting)
        self._household(acting, household_id).join(mailbox, after)
        key = (household_id, acting.user_id)
        if key not in self._members:
            self._members[key] = AlertFeed(self._notifier, acting)
        self._members[key].join(mailbox)
        return mailbox

    def leave(self, mailbox: Mailbox, household_id: UUID) -> None:
        """The page is gone; so is its feed when it was the last."""
        user_id = mailbox.acting.user_id
        self._pages[user_id] -= 1
        if not self._pages[user_id]:
            del self._pages[user_id]
        feed = self._households[household_id]
        feed.mailboxes.discard(mailbox)
        self._stop_if_unused(household_id)
        alerts = self._members[(household_id, user_id)]
        alerts.mailboxes.discard(mailbox)
        if not alerts.mailboxes:
            alerts.stop()
            del self._members[(household_id, user_id)]

    async def prepare(self, acting: Acting, household_id: UUID, after: int) -> None:
        """Get ready for a page, so that it misses nothing that happens once its stream has begun."""
        self.follow(acting, household_id, after)
        feed = self._households.get(household_id)
        if feed is not None:
            await feed.wait_ready(READY_S)

    def follow(self, acting: Acting, household_id: UUID, after: int = 0) -> bool:
        """Hear of the household's events for a while even without a page; whether the stream is open already."""
        if self._closed:
            return False
        timer = self._followed.pop(household_id, None)
        if timer is not None:
            timer.cancel()
        feed = self._household(acting, household_id)
        feed.ensure(acting, after)
        loop = asyncio.get_running_loop()
        self._followed[household_id] = loop.call_later(FOLLOWED_S, self._unfollow, household_id)
        return feed.ready.is_set()

    def sequence(self, household_id: UUID) -> int:
        """The last event sequence that was heard of the household; 0 when none was."""
        feed = self._households.get(household_id)
        return feed.sequence if feed else 0

    def end_pages(self) -> None:
        """End the stream of every page; they come back by themselves."""
        for feed in self._households.values():
            for mailbox in feed.mailboxes:
                mailbox.close()

    def close(self) -> None:
        """End every stream: the process stops."""
        self._closed = True
        for timer in self._followed.values():
            timer.cancel()
        self._followed.clear()
        for feed in self._households.values():
            feed.stop()
        self.end_pages()
        for alerts in self._members.values():
            alerts.stop()

    def _household(self, acting: Acting, household_id: UUID) -> LedgerFeed:
        if household_id not in self._households:
            self._households[household_id] = LedgerFeed(self._ledger, acting, household_id, self._hear)
        return self._households[household_id]

    def _hear(self, household_id: UUID, event: Event | None) -> None:
        for heard in self._listeners:
            heard(household_id, event)

    def _unfollow(self, household_id: UUID) -> None:
        self._followed.pop(household_id, None)
        self._stop_if_unused(household_id)

    def _stop_if_unused(self, household_id: UUID) -> None:
        feed = self._households.get(household_id)
        if feed is None or feed.mailboxes or household_id in self._followed:
            return
        feed.stop()
        del self._households[household_id]
        self._hear(household_id, None)
