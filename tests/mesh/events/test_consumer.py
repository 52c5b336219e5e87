"""The loop of every consumer: each event takes effect once, whatever comes and goes."""

import grpc
import psycopg
import pytest

from services.mesh.events import Batch, MovedByAnotherError, Position
from services.mesh.ids import new_id
from tests.mesh.events.playground import POSITIONS, Playground, Taken, drafted, failed_call, planned

HOME, OTHER = new_id(), new_id()
BEGINNING = Position("", 1)


@pytest.fixture
async def begun(play: Playground) -> Playground:
    """A playground with a position at the beginning."""
    assert await play.position() == BEGINNING
    return play


async def test_a_batch_takes_effect_by_household_and_moves_the_position(begun: Playground) -> None:
    for home in (HOME, OTHER, HOME):
        await begun.source.happen(home, planned())
    after = await begun.consumer().apply(BEGINNING, Batch(begun.source.events, "p1"))
    assert after == await begun.position() == Position("p1", 1)
    assert await begun.taken() == [Taken(HOME, [1, 2], 1), Taken(OTHER, [1], 1)]


async def test_what_does_not_concern_the_effect_is_not_looked_at(begun: Playground) -> None:
    events = [await begun.source.happen(HOME, drafted())]
    await begun.consumer().apply(BEGINNING, Batch(events, "p1"))
    assert (begun.notes.looks, await begun.position()) == (0, Position("p1", 1))


async def test_where_there_is_nothing_to_do_nothing_is_done(begun: Playground) -> None:
    begun.notes.gone.add(HOME)
    events = [await begun.source.happen(home, planned()) for home in (HOME, OTHER)]
    await begun.consumer().apply(BEGINNING, Batch(events, "p1"))
    assert [one.household_id for one in await begun.taken()] == [OTHER]


async def test_a_sign_of_life_moves_nothing(begun: Playground) -> None:
    assert await begun.consumer().apply(BEGINNING, Batch([], "")) == BEGINNING


@pytest.mark.parametrize("moved", [Position("elsewhere", 1), Position("", 2)])
async def test_a_position_that_another_moved_leaves_no_effect(begun: Playground, moved: Position) -> None:
    events = [await begun.source.happen(HOME, planned())]
    with pytest.raises(MovedByAnotherError):
        await begun.consumer().apply(moved, Batch(events, "p1"))
    assert (await begun.taken(), await begun.position()) == ([], BEGINNING)


async def test_an_effect_that_fails_halfway_leaves_nothing_and_does_not_move(begun: Playground) -> None:
    events = [await begun.source.happen(home, planned()) for home in (HOME, OTHER)]
    begun.notes.faults_of_take.append(psycopg.OperationalError())
    with pytest.raises(psycopg.OperationalError):
        await begun.consumer().apply(BEGINNING, Batch(events, "p1"))
    assert (await begun.taken(), await begun.position()) == ([], BEGINNING)


@pytest.mark.parametrize("code", [grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.DEADLINE_EXCEEDED])
async def test_what_cannot_be_looked_at_now_comes_again(play: Playground, code: grpc.StatusCode) -> None:
    play.notes.faults_of_look.append(failed_call(code))
    await play.source.happen(HOME, planned())
    async with play.consuming():
        assert await play.until_taken(1) == [Taken(HOME, [1], 1)]
    assert play.source.asked == ["", ""]


async def test_a_database_that_failed_once_loses_nothing(play: Playground) -> None:
    play.notes.faults_of_take.append(psycopg.OperationalError())
    await play.source.happen(HOME, planned())
    async with play.consuming():
        assert await play.until_taken(1) == [Taken(HOME, [1], 1)]


async def test_a_source_that_was_down_loses_nothing(play: Playground) -> None:
    play.source.is_down = True
    async with play.consuming():
        await play.source.subscribed(1)
        play.source.is_down = False
        await play.source.happen(HOME, planned())
        assert await play.until_taken(1) == [Taken(HOME, [1], 1)]


async def test_a_stream_that_ended_is_taken_up_where_it_was(play: Playground) -> None:
    async with play.consuming():
        await play.source.happen(HOME, planned())
        await play.until_taken(1)
        await play.source.end_streams()
        await play.source.happen(HOME, planned())
        assert await play.until_taken(2) == [Taken(HOME, [1], 1), Taken(HOME, [2], 1)]
    assert play.source.asked == ["", "1:1"]


async def test_batches_are_as_large_as_asked_for(play: Playground) -> None:
    for _ in range(5):
        await play.source.happen(HOME, planned())
    async with play.consuming(size=2):
        assert [one.sequences for one in await play.until_taken(3)] == [[1, 2], [3, 4], [5]]


async def test_another_incarnation_is_consumed_from_the_beginning_in_a_new_epoch(play: Playground) -> None:
    async with play.consuming():
        await play.source.happen(HOME, planned())
        await play.until_taken(1)
        await play.source.restore()
        assert await play.until_taken(2) == [Taken(HOME, [1], 1), Taken(HOME, [1], 2)]
    assert play.source.asked == ["", "1:1", ""]
    assert await play.position() == Position("2:1", 2)


async def test_one_consumes_and_the_next_takes_over(play: Playground) -> None:
    async with play.consuming():
        await play.source.happen(HOME, planned())
        await play.until_taken(1)
        async with play.consuming():
            await play.source.happen(HOME, planned())
            await play.until_taken(2)
            assert len(play.source.asked) == 1
    async with play.consuming():
        await play.source.happen(HOME, planned())
        assert [one.sequences for one in await play.until_taken(3)] == [[1], [2], [3]]


async def test_who_lost_the_lease_lets_nothing_take_effect_until_it_has_it_again(play: Playground) -> None:
    async with play.consuming():
        await play.source.subscribed(1)
        async with await psycopg.AsyncConnection.connect(play.dsn, autocommit=True) as admin:
            await admin.execute(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name = %s",
                ("heo play ground lease",),
            )
            async with POSITIONS.lease(play.dsn):
                await play.source.happen(HOME, planned())
                await until_queued(admin)
                assert await play.taken() == []
        assert await play.until_taken(1) == [Taken(HOME, [1], 1)]


async def until_queued(admin: psycopg.AsyncConnection[tuple[object, ...]]) -> None:
    """Return when the consumer that lost its lease waits for it again."""
    query = """
    SELECT 1 FROM pg_stat_activity WHERE application_name = %s AND wait_event_type = 'Lock'
    """
    while await (await admin.execute(query, ("heo play ground lease",))).fetchone() is None:
        pass
