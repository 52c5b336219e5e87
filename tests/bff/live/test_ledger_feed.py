"""One stream from the ledger for all pages of a household: shared, resumed, and honest about what was missed."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import grpc
import pytest
from grpc.aio import Metadata
from heo.events.v1.event_pb2 import Event
from heo.ledger.v1.event_service_pb2 import WatchHouseholdResponse

from services.bff.live.ledger_feed import LedgerFeed
from services.bff.live.mailbox import MOST_WAITING, Mailbox
from services.bff.upstream.acting import Acting

HOME, LAN, MINH = UUID(int=1), UUID(int=2), UUID(int=3)
VIEWER, OWNER = 1, 4


class ScriptedLedger:
    """Stands in for the ledger: tests push answers, and break or end the stream."""

    def __init__(self) -> None:
        self.events = self
        self.WatchHousehold = None
        self.asked: list[tuple[int, int]] = []
        self.opened = asyncio.Event()
        self.stall = asyncio.Event()
        self.stall.set()
        self._answers: asyncio.Queue[WatchHouseholdResponse | None] = asyncio.Queue()
        self.taken = asyncio.Event()

    async def watch(self, _rpc: Any, request: Any, acting: Acting, _longest_s: float) -> AsyncIterator[Any]:
        self.asked.append((request.after_sequence, acting.role))
        self.opened.set()
        await self.stall.wait()
        yield WatchHouseholdResponse()
        while (answer := await self._answers.get()) is not None:
            yield answer
            self.taken.set()
        raise grpc.aio.AioRpcError(grpc.StatusCode.UNAVAILABLE, Metadata(), Metadata())

    async def say(self, *sequences: int) -> None:
        """Events happen; returns when they were handed on."""
        self.taken.clear()
        events = [Event(household_id=str(HOME), sequence=sequence) for sequence in sequences]
        await self._answers.put(WatchHouseholdResponse(events=events))
        await self.taken.wait()

    async def fail(self) -> None:
        """The stream breaks; returns when it was opened again."""
        self.opened.clear()
        await self._answers.put(None)
        await self.opened.wait()


class Watched:
    """A feed and what was heard through it."""

    def __init__(self) -> None:
        self.ledger = ScriptedLedger()
        self.heard: list[int | None] = []
        self.feed = LedgerFeed(self.ledger, Acting(LAN, HOME, VIEWER), HOME, self._hear)  # type: ignore[arg-type]  # scripted

    def _hear(self, _household_id: UUID, event: Event | None) -> None:
        self.heard.append(event.sequence if event else None)

    async def page(self, after: int = 0, role: int = VIEWER) -> Mailbox:
        mailbox = Mailbox(Acting(MINH, HOME, role))
        self.feed.join(mailbox, after)
        await self.ledger.opened.wait()
        return mailbox


@pytest.fixture
async def watched() -> AsyncIterator[Watched]:
    made = Watched()
    yield made
    made.feed.stop()


def sequences(mailbox: Mailbox) -> list[int]:
    return [event.sequence for event in mailbox.take()[0]]


async def test_pages_share_one_stream(watched: Watched) -> None:
    first, second = await watched.page(), await watched.page()
    await watched.ledger.say(5, 6)
    assert sequences(first) == sequences(second) == [5, 6]
    assert watched.ledger.asked == [(0, VIEWER)]
    assert watched.heard == [5, 6]


async def test_a_broken_stream_goes_on_where_it_was(watched: Watched) -> None:
    page = await watched.page()
    await watched.ledger.say(5)
    await watched.ledger.fail()
    await watched.ledger.say(5, 6)
    assert page.take() == ([Event(household_id=str(HOME), sequence=number) for number in (5, 6)], [], False)
    assert [after for after, _ in watched.ledger.asked] == [0, 5]
    assert None in watched.heard


async def test_a_page_learns_that_it_may_have_missed_something(watched: Watched) -> None:
    page = await watched.page()
    await watched.feed.wait_ready(5)
    await watched.ledger.fail()
    await watched.feed.wait_ready(5)
    assert page.take()[2]


async def test_a_page_that_could_not_wait_reads_everything_again_later(watched: Watched) -> None:
    watched.ledger.stall = asyncio.Event()
    page = await watched.page()
    await watched.feed.wait_ready(0)
    assert not page.take()[2]
    watched.ledger.stall.set()
    await watched.feed.wait_ready(5)
    assert page.take()[2]


async def test_a_page_that_comes_back_gets_what_it_missed(watched: Watched) -> None:
    await watched.page()
    await watched.ledger.say(5, 6, 7)
    assert sequences(await watched.page(after=5)) == [6, 7]
    assert sequences(await watched.page(after=7)) == []


@pytest.mark.parametrize("after", [3, 8])
async def test_a_page_from_too_long_ago_or_another_time_reads_everything_again(watched: Watched, after: int) -> None:
    await watched.page()
    await watched.ledger.say(5, 6, 7)
    events, _, missed = (await watched.page(after=after)).take()
    assert (events, missed) == ([], True)


async def test_the_first_page_that_comes_back_is_resumed_by_the_ledger(watched: Watched) -> None:
    page = await watched.page(after=40)
    await watched.ledger.say(41)
    assert sequences(page) == [41]
    assert watched.ledger.asked == [(40, VIEWER)]


async def test_a_higher_role_is_shown_what_it_may_see(watched: Watched) -> None:
    await watched.page()
    await watched.ledger.say(5)
    watched.ledger.opened.clear()
    await watched.page(role=OWNER)
    assert watched.ledger.asked == [(0, VIEWER), (5, OWNER)]


async def test_a_page_that_reads_too_slowly_reads_everything_again() -> None:
    page = Mailbox(Acting(LAN, HOME, OWNER))
    for number in range(MOST_WAITING + 1):
        page.put_event(Event(sequence=number + 1))
    events, _, missed = page.take()
    assert (events, missed) == ([], True)
    assert page.take() == ([], [], False)
