"""The group commit under contention and failure: nothing lost, nothing doubled, nobody suffers for another."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import psycopg
import pytest

from services.ledger.jars.model import Share, ShareKind
from services.ledger.journal.kinds import Kind
from services.ledger.journal.model import Amount, Content, Part, SetJarRule
from services.ledger.journal.refusal import Reason
from services.ledger.kernel.answers import Posted, Refused
from services.ledger.kernel.kernel import Kernel
from services.ledger.kernel.settings import KernelSettings
from services.mesh.testing.plugin import MakeDatabase
from tests.support.kernel import TODAY, Home, balances, new_home, posted, running_kernel, verified


@pytest.fixture(scope="module")
def dsn(make_module_database: MakeDatabase) -> str:
    return make_module_database(["services.ledger"])


@pytest.fixture
async def kernel(dsn: str) -> AsyncIterator[Kernel]:
    async with running_kernel(dsn) as kernel:
        yield kernel


async def test_two_replicas_post_to_one_household_at_once(kernel: Kernel, dsn: str) -> None:
    home = await new_home(kernel)
    groups = [home.record(home.spend(1000)) for _ in range(60)]
    async with running_kernel(dsn) as other:
        every = [kernel.post(group) for group in groups] + [other.post(group) for group in groups]
        answers = await asyncio.gather(*every)
    first, second = answers[:60], answers[60:]
    assert all(isinstance(answer, Posted) for answer in answers)
    assert first == second
    assert (await balances(dsn, home))["food"] == 60_000
    assert (await verified(dsn, home.household_id)).clean


async def test_replicas_see_one_anothers_facts(kernel: Kernel, dsn: str) -> None:
    home = await new_home(kernel)
    async with running_kernel(dsn) as other:
        await posted(other, home.record(home.spend(1000, jar="EDU")))
        await posted(kernel, home.close("EDU", "FFA"))
        assert await other.post(home.record(home.spend(1000, jar="EDU"))) == Refused(Reason.JAR_CLOSED)


async def test_an_account_that_closes_amid_spendings_is_left_with_nothing(kernel: Kernel, dsn: str) -> None:
    home = await new_home(kernel)
    spends = [home.record(home.spend(1000, account="bank", jar="EDU")) for _ in range(9)]
    groups = [*spends[:3], home.close("bank", "cash"), home.close("EDU", "FFA"), *spends[3:]]
    answers = await kernel.post_many(groups)
    assert [isinstance(answer, Posted) for answer in answers] == [True] * 5 + [False] * 6
    held = await balances(dsn, home)
    assert (held["bank"], held["EDU"], held["FFA"]) == (0, 0, -3000)


async def test_a_busy_household_is_waited_for_and_others_go_on(kernel: Kernel, dsn: str) -> None:
    busy, free = await new_home(kernel), await new_home(kernel)
    async with await psycopg.AsyncConnection.connect(dsn) as holder:
        await holder.execute("SELECT 1 FROM ledger.heads WHERE household_id = %s FOR UPDATE", (busy.household_id,))
        held = asyncio.ensure_future(kernel.post(busy.record(busy.spend(1000))))
        await posted(kernel, free.record(free.spend(1000)))
        assert not held.done()
        await holder.rollback()
    assert isinstance(await held, Posted)


async def test_a_group_that_the_database_refuses_fails_alone(kernel: Kernel, dsn: str) -> None:
    home, cursed = await new_home(kernel), await new_home(kernel)
    async with await psycopg.AsyncConnection.connect(dsn, autocommit=True) as admin:
        await admin.execute(
            f"ALTER TABLE ledger.requests ADD CONSTRAINT curse_{cursed.household_id.hex}"
            f" CHECK (household_id <> '{cursed.household_id}') NOT VALID".encode()
        )
    groups = [home.record(home.spend(1000)) for _ in range(8)]
    groups.insert(3, cursed.record(cursed.spend(1000)))
    with contextlib.suppress(psycopg.errors.CheckViolation):
        await kernel.post_many(groups)
    answers = [await kernel.post(group) for group in groups if group.household_id == home.household_id]
    assert all(isinstance(answer, Posted) for answer in answers)
    with pytest.raises(psycopg.errors.CheckViolation):
        await kernel.post(groups[3])
    assert (await balances(dsn, home))["food"] == 8000
    assert "food" not in await balances(dsn, cursed)


async def test_a_lost_connection_is_told_and_the_next_post_works(kernel: Kernel, dsn: str) -> None:
    home = await new_home(kernel)
    async with await psycopg.AsyncConnection.connect(dsn, autocommit=True) as admin:
        await admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE application_name = 'ledger-poster' AND datname = current_database()"
        )
    group = home.record(home.spend(1000))
    with pytest.raises(psycopg.OperationalError):
        await kernel.post(group)
    await posted(kernel, group)
    assert (await balances(dsn, home))["food"] == 1000


async def test_a_full_queue_refuses_at_once(dsn: str) -> None:
    async with running_kernel(dsn, settings=KernelSettings(queue_capacity=4)) as kernel:
        home = await new_home(kernel)
        answers = await kernel.post_many([home.record(home.spend(1000)) for _ in range(5)])
        assert answers == [Refused(Reason.QUEUE_FULL)] * 5
        assert isinstance(await kernel.post(home.record(home.spend(1000))), Posted)


async def test_an_unknown_household_is_not_taken_for_a_busy_one(kernel: Kernel) -> None:
    stranger = Home()
    assert await kernel.post(stranger.record(stranger.spend(1000))) == Refused(Reason.HOUSEHOLD_NOT_FOUND)


async def test_a_refused_founding_leaves_nothing(kernel: Kernel, dsn: str) -> None:
    home = Home()
    home.ids["NEC"] = home.ids["FFA"]
    assert isinstance(await kernel.post(home.founding()), Refused)
    async with await psycopg.AsyncConnection.connect(dsn) as conn:
        row = await (
            await conn.execute("SELECT count(*) FROM ledger.households WHERE household_id = %s", (home.household_id,))
        ).fetchone()
    assert row == (0,)


async def test_a_balance_never_leaves_its_range(kernel: Kernel, dsn: str) -> None:
    home = await new_home(kernel)
    largest = tuple(Part(Amount(10**15, "VND"), home.ids["salary"]) for _ in range(100))
    groups = [home.record(Content(Kind.INCOME, TODAY, largest, home.ids["bank"])) for _ in range(50)]
    answers = await kernel.post_many(groups)
    assert Refused(Reason.AMOUNT_OUT_OF_RANGE) in answers
    assert (await balances(dsn, home))["bank"] == 10**17 * sum(isinstance(answer, Posted) for answer in answers)
    assert (await verified(dsn, home.household_id)).clean


async def test_the_same_words_are_the_same_request_and_other_words_are_not(kernel: Kernel) -> None:
    home = await new_home(kernel)
    group = home.record(home.spend(1000, note="phở"))
    await posted(kernel, group)
    (change,) = group.changes
    other = home.group(
        type(change)(change.transaction_id, home.spend(1000, note="bún"), change.source),  # type: ignore[union-attr, call-arg, arg-type]
        request_id=group.request_id,
    )
    assert isinstance(await kernel.post(group), Posted)
    assert await kernel.post(other) == Refused(Reason.REQUEST_ID_REUSED)


async def test_an_old_income_keeps_its_rule_when_it_is_edited(kernel: Kernel, dsn: str) -> None:
    home = await new_home(kernel)
    income = home.record(home.earn(1_000_000))
    await posted(kernel, income)
    all_to_play = (Share(home.ids["PLAY"], ShareKind.REMAINDER),)
    await posted(kernel, home.group(SetJarRule(TODAY, 2, all_to_play)))
    await posted(kernel, home.edit(income.request_id, 1, home.earn(2_000_000)))
    assert (await balances(dsn, home))["NEC"] == 1_100_000
    await posted(kernel, home.record(home.earn(100)))
    assert (await balances(dsn, home))["PLAY"] == 200_100
