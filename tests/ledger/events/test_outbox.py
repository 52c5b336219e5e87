"""Events are read in an order in which nothing can appear late, and tell what happened."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import psycopg
import pytest
from heo.events.v1 import event_pb2
from psycopg_pool import AsyncConnectionPool

from services.ledger.events import store
from services.ledger.events.feed import EventFeed
from services.ledger.events.model import Body, DraftChanged, HouseholdChanged
from services.ledger.events.payloads import to_event
from services.ledger.events.position import Position, PositionError
from services.ledger.events.service import EventStreams, StreamLimits
from services.ledger.kernel.kernel import Kernel
from services.mesh.ids import new_id
from services.mesh.postgres.rls import household_scope
from services.mesh.testing.plugin import MakeDatabase
from tests.support.kernel import NOON, Home, as_role, new_home, posted, running_kernel, verified


@pytest.fixture
def dsn(make_database: MakeDatabase) -> str:
    return make_database(["services.ledger"])


@pytest.fixture
async def kernel(dsn: str) -> AsyncIterator[Kernel]:
    async with running_kernel(dsn) as kernel:
        yield kernel


@pytest.fixture
async def courier(dsn: str) -> AsyncIterator[AsyncConnectionPool[Any]]:
    pool: AsyncConnectionPool[Any] = AsyncConnectionPool(
        as_role(dsn, "ledger_courier"), min_size=1, max_size=4, open=False
    )
    async with pool:
        yield pool


PATIENCE_S = 30


async def read(
    courier: AsyncConnectionPool[Any], since: Position | None = None, *, least: int = 0
) -> tuple[list[event_pb2.Event], Position]:
    """Events after `since`, once there are `least` of them.

    The horizon is the whole server's: a transaction of another test that runs beside this one holds events back.
    """
    async with asyncio.timeout(PATIENCE_S):
        while True:
            async with courier.connection() as conn:
                start = since or Position((await store.placement(conn)).incarnation)
                events, last = await store.after_position(conn, start, 1000)
            if len(events) >= least:
                return [to_event(event) for event in events], last
            await asyncio.sleep(0.02)


async def test_a_life_in_events(kernel: Kernel, courier: AsyncConnectionPool[Any]) -> None:
    home = await new_home(kernel)
    spent = home.record(home.spend(45_000, note="phở"))
    await posted(kernel, spent)
    await posted(kernel, home.edit(spent.request_id, 1, home.spend(55_000)))
    await posted(kernel, home.void(spent.request_id, 2))
    await posted(kernel, home.close("EDU"))
    events, _ = await read(courier, least=6)
    assert [event.WhichOneof("body") for event in events] == [
        "household_changed", "transaction_posted", "transaction_posted", "transaction_posted", "transaction_voided",
        "account_changed",
    ]  # fmt: skip
    assert [event.sequence for event in events] == [1, 2, 3, 4, 5, 6]
    edited = events[3].transaction_posted
    assert (edited.version, edited.replaced_date) == (2, "2026-11-21")
    legs = {leg.account_id: (leg.amount.minor_units, leg.is_jar) for leg in edited.legs}
    assert legs[str(home.ids["cash"])] == (-10_000, False)
    assert legs[str(home.ids["NEC"])] == (-10_000, True)
    assert all("phở".encode() not in event.SerializeToString() for event in events)


async def test_a_transaction_that_ends_late_is_not_passed_over(
    kernel: Kernel, courier: AsyncConnectionPool[Any], dsn: str
) -> None:
    slow, fast = await new_home(kernel), await new_home(kernel)
    _, since = await read(courier, least=4)
    async with await psycopg.AsyncConnection.connect(as_role(dsn, "ledger_keeper")) as keeper:
        await household_scope_of(keeper, slow)
        await store.append(keeper, slow.household_id, [HouseholdChanged(members_changed=True)], NOON)
        await posted(kernel, fast.record(fast.spend(1000)))
        none_yet, since = await read(courier, since)
        assert none_yet == []
        await keeper.commit()
    events, _ = await read(courier, since, least=2)
    assert {event.household_id for event in events} == {str(slow.household_id), str(fast.household_id)}


async def household_scope_of(conn: psycopg.AsyncConnection[Any], home: Home) -> None:
    await conn.execute("SELECT 1")
    await household_scope(conn, home.household_id)


async def test_the_keeper_continues_the_chain(kernel: Kernel, dsn: str) -> None:
    home = await new_home(kernel)
    async with await psycopg.AsyncConnection.connect(as_role(dsn, "ledger_keeper")) as keeper:
        await household_scope_of(keeper, home)
        bodies: list[Body] = [
            DraftChanged(new_id(), "READY", False),
            HouseholdChanged(True),
            DraftChanged(new_id(), "READY", True),
        ]
        assert await store.append(keeper, home.household_id, bodies, NOON) == 5
        await keeper.commit()
    await posted(kernel, home.record(home.spend(1000)))
    assert (await verified(dsn, home.household_id)).clean


async def test_the_keeper_cannot_speak_for_another_household(kernel: Kernel, dsn: str) -> None:
    mine, other = await new_home(kernel), await new_home(kernel)
    async with await psycopg.AsyncConnection.connect(as_role(dsn, "ledger_keeper")) as keeper:
        await household_scope_of(keeper, mine)
        with pytest.raises(LookupError):
            await store.append(keeper, other.household_id, [HouseholdChanged(True)], NOON)


async def test_a_new_incarnation_refuses_old_positions_and_keeps_every_event(
    kernel: Kernel, courier: AsyncConnectionPool[Any], dsn: str
) -> None:
    home = await new_home(kernel)
    before, position = await read(courier, least=2)
    async with await psycopg.AsyncConnection.connect(
        as_role(dsn, "ledger_maintenance"), autocommit=True
    ) as maintenance:
        await maintenance.execute("SELECT ledger.begin_incarnation()")
    await posted(kernel, home.record(home.spend(1000)))
    after, anew = await read(courier, least=len(before) + 1)
    assert [event.sequence for event in after[: len(before)]] == [event.sequence for event in before]
    assert len(after) == len(before) + 1
    with pytest.raises(PositionError):
        Position.parse(position.token(), anew.incarnation)
    assert Position.parse(anew.token(), anew.incarnation) == anew


@pytest.mark.parametrize("token", ["x", "1.2.3", "." * 2, "g" * 32 + ".1.1"])
def test_a_broken_token_is_refused(token: str) -> None:
    with pytest.raises(PositionError):
        Position.parse(token, new_id())


async def test_streams_follow_what_happens(dsn: str, courier: AsyncConnectionPool[Any]) -> None:
    feed = EventFeed(courier, interval_s=0.02)
    streams = EventStreams(courier, feed, StreamLimits(quiet_s=5, life_s=30))
    await feed.start()
    async with running_kernel(dsn) as kernel:
        home, other = await new_home(kernel), await new_home(kernel)
        watching = streams.watch(home.household_id, 0)
        assert await anext(watching) == []
        subscribed = streams.subscribe("", 2)
        first, token = await anext(subscribed)
        assert [event.sequence for event in first] == [1, 2]
        upcoming = asyncio.ensure_future(anext(watching))
        await posted(kernel, other.record(other.spend(1000)))
        await posted(kernel, home.record(home.spend(1000)))
        assert [(event.household_id, event.sequence) for event in await upcoming] == [(home.household_id, 3)]
        resumed = streams.subscribe(token, 0)
        rest = await anext(resumed)
        assert [event.household_id for event in rest[0][:2]] == [other.household_id] * 2
        await watching.aclose()
        await subscribed.aclose()
        await resumed.aclose()
    await feed.stop()


async def test_a_stream_ends_with_its_life_and_says_when_nothing_happens(
    dsn: str, courier: AsyncConnectionPool[Any]
) -> None:
    feed = EventFeed(courier)
    streams = EventStreams(courier, feed, StreamLimits(quiet_s=0.01, life_s=0.05))
    answers = [events async for events, _ in streams.subscribe("", 0)]
    assert answers
    assert all(events == [] for events in answers)
