"""What every source of events does, held against the one in memory and the ledger's own stream."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, aclosing
from itertools import count
from pathlib import Path
from uuid import UUID

import psycopg
import pytest
from heo.events.v1.event_pb2 import Event, HouseholdChanged
from heo.ledger.v1.household_service_pb2 import UpdateHouseholdRequest

from services.mesh.channels import open_channel
from services.mesh.events import Batch, EventSource, GrpcEventSource, PositionRefusedError, SourceLostError
from services.mesh.ids import new_id
from services.mesh.postgres.roles import as_role
from services.mesh.settings import ServiceSettings
from services.mesh.testing.events import MemorySource
from services.mesh.testing.plugin import MakeDatabase
from services.mesh.testing.serving import Running
from tests.support.ledger import Person, founded, ledger


class World(ABC):
    """Something in which things happen to one household, and the source that tells of them."""

    source: EventSource
    household_id: UUID

    @abstractmethod
    async def happen(self) -> None:
        """One event more."""

    @abstractmethod
    async def restore(self) -> None:
        """Become another incarnation."""

    @abstractmethod
    async def grow_old(self) -> None:
        """Let the second stream end by its age."""

    @abstractmethod
    async def break_off(self) -> None:
        """Be out of reach from now on."""


class InMemory(World):
    def __init__(self, source: MemorySource) -> None:
        self.source = self._source = source
        self.household_id = new_id()

    async def happen(self) -> None:
        await self._source.happen(self.household_id, Event(household_changed=HouseholdChanged()))

    async def restore(self) -> None:
        await self._source.restore()

    async def grow_old(self) -> None:
        await self._source.subscribed(2)
        await self._source.end_streams()

    async def break_off(self) -> None:
        self._source.is_down = True


class InLedger(World):
    def __init__(self, server: Running, person: Person, dsn: str) -> None:
        assert person.household_id is not None
        self.source = GrpcEventSource(server.channel, server.identities.issuer("notifier"))
        self.household_id = person.household_id
        self._server, self._person, self._dsn = server, person, dsn
        self._names = count()

    async def happen(self) -> None:
        await self._person(UpdateHouseholdRequest(name=f"Nhà {next(self._names)}"))

    async def restore(self) -> None:
        async with await psycopg.AsyncConnection.connect(
            as_role(self._dsn, "ledger_maintenance"), autocommit=True
        ) as conn:
            await conn.execute("SELECT ledger.begin_incarnation()")

    async def grow_old(self) -> None:
        """Time alone does it: see the ledger's stream_life_s."""

    async def break_off(self) -> None:
        nobody = open_channel(f"{self._server.target}.nobody", ServiceSettings())
        self.source = GrpcEventSource(nobody, self._server.identities.issuer("notifier"))


MakeWorld = Callable[..., Awaitable[World]]


@pytest.fixture(params=["memory", "ledger"])
async def make_world(
    request: pytest.FixtureRequest, make_database: MakeDatabase, tmp_path: Path
) -> AsyncIterator[MakeWorld]:
    """Makes a world in which one thing has happened; its streams may live for so many seconds."""
    async with AsyncExitStack() as stack:

        async def in_memory(life_s: float = 60) -> World:
            world = InMemory(MemorySource())
            await world.happen()
            return world

        async def in_ledger(life_s: float = 60) -> World:
            dsn = make_database(["services.ledger"])
            server = await stack.enter_async_context(ledger(dsn, tmp_path, settings={"stream_life_s": life_s}))
            return InLedger(server, await founded(server), dsn)

        yield in_memory if request.param == "memory" else in_ledger


async def told(source: EventSource, events: int, position: str = "", size: int = 100) -> list[Batch]:
    """The first batches that tell of so many events, over as many streams as it takes."""
    found: list[Batch] = []
    while True:
        async with aclosing(source.batches(position, size)) as batches:
            async for batch in batches:
                found += [batch] if batch.events else []
                position = batch.position
                if sum(len(one.events) for one in found) >= events:
                    return found


def sequences(batches: list[Batch]) -> list[int]:
    return [event.sequence for batch in batches for event in batch.events]


async def test_events_come_in_order_from_the_beginning(make_world: MakeWorld) -> None:
    world = await make_world()
    for _ in range(3):
        await world.happen()
    batches = await told(world.source, 4)
    assert sequences(batches) == [1, 2, 3, 4]
    assert {event.household_id for batch in batches for event in batch.events} == {str(world.household_id)}


async def test_no_batch_is_larger_than_asked_for_and_each_has_its_own_position(make_world: MakeWorld) -> None:
    world = await make_world()
    for _ in range(2):
        await world.happen()
    batches = await told(world.source, 3, size=1)
    assert [len(batch.events) for batch in batches] == [1, 1, 1]
    assert len({batch.position for batch in batches}) == 3


async def test_it_goes_on_after_any_position_that_it_told(make_world: MakeWorld) -> None:
    world = await make_world()
    for _ in range(2):
        await world.happen()
    first, second, _ = await told(world.source, 3, size=1)
    assert sequences(await told(world.source, 2, first.position)) == [2, 3]
    assert sequences(await told(world.source, 1, second.position)) == [3]


async def test_an_open_stream_tells_what_happens_next(make_world: MakeWorld) -> None:
    world = await make_world()
    async with aclosing(world.source.batches("", 100)) as batches:
        assert [event.sequence for event in (await anext(batches)).events] == [1]
        await world.happen()
        assert [event.sequence for event in (await anext(batches)).events] == [2]


async def test_another_incarnation_refuses_positions_and_tells_everything_again(make_world: MakeWorld) -> None:
    world = await make_world()
    (before,) = await told(world.source, 1)
    await world.restore()
    with pytest.raises(PositionRefusedError):
        await told(world.source, 1, before.position)
    assert sequences(await told(world.source, 1)) == [1]


async def test_an_old_stream_ends_and_that_is_no_failure(make_world: MakeWorld) -> None:
    world = await make_world(0.5)
    (batch,) = await told(world.source, 1)

    async def rest() -> list[Batch]:
        return [one async for one in world.source.batches(batch.position, 100)]

    reading = asyncio.ensure_future(rest())
    await world.grow_old()
    assert not sequences(await reading)
    await world.happen()
    assert sequences(await told(world.source, 1, batch.position)) == [2]


async def test_a_source_out_of_reach_is_lost(make_world: MakeWorld) -> None:
    world = await make_world()
    await world.break_off()
    with pytest.raises(SourceLostError):
        await told(world.source, 1)
