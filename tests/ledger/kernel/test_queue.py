"""Which groups meet in a batch: fair between households, in order within one, never two that cannot see each other."""

import asyncio
from collections.abc import Sequence
from uuid import UUID

from services.ledger.journal.model import PostingGroup, SetJarRule
from services.ledger.kernel.preparing import Prepared
from services.ledger.kernel.queue import Waiting, WriteQueue
from services.mesh.ids import new_id
from tests.support.kernel import TODAY, Home


def waiting(groups: Sequence[PostingGroup]) -> list[Waiting]:
    loop = asyncio.get_running_loop()
    return [Waiting(Prepared(group, b""), loop.create_future()) for group in groups]


def spends(home: Home, count: int) -> list[PostingGroup]:
    return [home.record(home.spend(1000)) for _ in range(count)]


def batch(queue: WriteQueue) -> list[PostingGroup]:
    return [one.prepared.group for one in queue.next_batch()]


async def test_a_full_queue_takes_none_of_what_does_not_fit() -> None:
    queue, home = WriteQueue(3, 10), Home()
    assert queue.offer(waiting(spends(home, 2)))
    assert not queue.offer(waiting(spends(home, 2)))
    assert len(queue) == 2


async def test_one_household_alone_takes_the_whole_batch() -> None:
    queue, home = WriteQueue(100, 10), Home()
    groups = spends(home, 12)
    queue.offer(waiting(groups))
    assert batch(queue) == groups[:10]
    assert batch(queue) == groups[10:]


async def test_a_busy_household_takes_a_fifth_while_others_wait() -> None:
    queue, busy, quiet = WriteQueue(100, 10), Home(), Home()
    rush, single = spends(busy, 20), spends(quiet, 1)
    queue.offer(waiting(rush + single))
    assert batch(queue) == [*rush[:2], *single]
    assert batch(queue) == rush[2:12]


async def test_the_same_request_twice_goes_into_two_batches() -> None:
    queue, home = WriteQueue(100, 10), Home()
    (group,) = spends(home, 1)
    queue.offer(waiting([group, group]))
    assert batch(queue) == [group]
    assert batch(queue) == [group]


async def test_two_editors_of_one_transaction_go_into_two_batches_and_what_follows_waits() -> None:
    queue, home, transaction = WriteQueue(100, 10), Home(), new_id()
    first, second = (home.edit(transaction, 1, home.spend(amount)) for amount in (1, 2))
    (after,) = spends(home, 1)
    queue.offer(waiting([first, second, after]))
    assert batch(queue) == [first]
    assert batch(queue) == [second, after]


async def test_a_household_is_founded_in_a_batch_of_its_own() -> None:
    queue, old, new = WriteQueue(100, 10), Home(), Home()
    (before,), (after,) = spends(old, 1), spends(old, 1)
    queue.offer(waiting([before, new.founding(), after]))
    assert batch(queue) == [before, after]
    assert [group.household_id for group in batch(queue)] == [new.household_id]


async def test_nothing_follows_a_change_of_facts_in_its_batch() -> None:
    queue, home = WriteQueue(100, 10), Home()
    (before,), (after,) = spends(home, 1), spends(home, 1)
    closing = home.close("bank", "cash")
    queue.offer(waiting([before, closing, after]))
    assert batch(queue) == [before]
    assert batch(queue) == [closing]
    assert batch(queue) == [after]


async def test_a_closing_waits_until_what_was_posted_before_it_is_in_the_balances() -> None:
    """It moves what the account holds, and reads that before the batch; other households go on."""
    queue, home, other = WriteQueue(100, 10), Home(), Home()
    (before,), (elsewhere,) = spends(home, 1), spends(other, 1)
    closing = home.close("EDU", "FFA")
    queue.offer(waiting([before, closing, elsewhere]))
    assert batch(queue) == [before, elsewhere]
    assert batch(queue) == [closing]


async def test_a_rule_goes_in_the_batch_of_what_was_posted_before_it() -> None:
    queue, home = WriteQueue(100, 10), Home()
    (before,), (after,) = spends(home, 1), spends(home, 1)
    rule = home.group(SetJarRule(TODAY, 2, ()))
    queue.offer(waiting([before, rule, after]))
    assert batch(queue) == [before, rule]
    assert batch(queue) == [after]


async def test_what_was_given_up_is_not_posted() -> None:
    queue, home = WriteQueue(100, 10), Home()
    first, second = waiting(spends(home, 2))
    queue.offer([first, second])
    first.answer.cancel()
    assert batch(queue) == [second.prepared.group]
    assert len(queue) == 0


async def test_what_is_put_back_comes_first() -> None:
    queue, home, other = WriteQueue(100, 10), Home(), Home()
    skipped = waiting(spends(home, 2))
    queue.offer(waiting(spends(other, 1)))
    queue.put_back(skipped)
    households: list[UUID] = [group.household_id for group in batch(queue)]
    assert households == [home.household_id, home.household_id, other.household_id]


async def turns_until_gathered(queue: WriteQueue, late: dict[int, list[Waiting]]) -> int:
    """How many turns of the loop `gather` takes, when groups come in at some of them."""
    gathering = asyncio.ensure_future(queue.gather())
    for turn in range(1000):
        queue.offer(late.get(turn, []))
        await asyncio.sleep(0)
        if gathering.done():
            return turn
    raise AssertionError("it gathers for ever")


async def test_a_lone_caller_waits_for_one_turn_and_followers_of_many_for_more() -> None:
    queue, home = WriteQueue(100, 50), Home()
    queue.offer(waiting(spends(home, 1)))
    assert await turns_until_gathered(queue, {}) <= 2
    queue.offer(waiting(spends(home, 19)))
    assert len(batch(queue)) == 20
    queue.offer(waiting(spends(home, 1)))
    late = waiting(spends(home, 1))
    assert await turns_until_gathered(queue, {10: late}) > 20
    assert len(batch(queue)) == 2


async def test_a_full_batch_waits_for_nobody() -> None:
    queue, home = WriteQueue(100, 10), Home()
    queue.offer(waiting(spends(home, 12)))
    batch(queue)
    queue.offer(waiting(spends(home, 10)))
    assert await turns_until_gathered(queue, {}) <= 2
