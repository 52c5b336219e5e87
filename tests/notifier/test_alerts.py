"""From an event of the ledger to an alert in the inbox, once."""

from uuid import UUID

import grpc
import psycopg
import pytest
from heo.events.v1.event_pb2 import Event
from heo.notifier.v1 import inbox_service_pb2 as pb

from services.mesh.errors import reason_of
from services.mesh.ids import new_id
from tests.notifier.conftest import Notifier, StartNotifier
from tests.notifier.ledger_fake import FakeLedger

DAY, MONTH = "2026-11-18", "2026-11"


class Home:
    """A household with a category, a jar and a member."""

    def __init__(self) -> None:
        self.household_id, self.user_id = new_id(), new_id()
        self.category_id, self.jar_id = new_id(), new_id()


@pytest.fixture
def home() -> Home:
    return Home()


async def spent(ledger: FakeLedger, home: Home, amount: int, limit: int = 100) -> UUID:
    """The month's spending of the plan becomes `amount`, and an event says so."""
    ledger.set_plan(home.household_id, MONTH, home.category_id, amount, limit)
    return await ledger.spend(home.household_id, DAY, home.category_id, home.jar_id)


async def marker(ledger: FakeLedger, notifier: Notifier) -> None:
    """Return when everything that happened so far took effect: another household's alert comes after it."""
    other = Home()
    await spent(ledger, other, 100)
    await notifier.until(other.household_id, other.user_id, 1)


async def test_a_plan_that_is_nearly_spent_is_announced(ledger: FakeLedger, notifier: Notifier, home: Home) -> None:
    transaction_id = await spent(ledger, home, 85)
    (alert,) = await notifier.until(home.household_id, home.user_id, 1)
    assert alert.kind == pb.ALERT_KIND_PLAN_NEAR
    assert (alert.spent.minor_units, alert.limit.minor_units, alert.limit.commodity) == (85, 100, "VND")
    assert (alert.subject_id, alert.subject_is_jar, alert.plan_id) == (str(home.category_id), False, alert.subject_id)
    assert (alert.month, alert.transaction_id, alert.read) == (MONTH, str(transaction_id), False)


async def test_a_plan_is_announced_once_per_threshold(ledger: FakeLedger, notifier: Notifier, home: Home) -> None:
    for amount in (85, 90, 100, 130):
        await spent(ledger, home, amount)
        await marker(ledger, notifier)
    alerts = await notifier.until(home.household_id, home.user_id, 2)
    assert [alert.kind for alert in alerts] == [pb.ALERT_KIND_PLAN_REACHED, pb.ALERT_KIND_PLAN_NEAR]


async def test_an_event_that_comes_again_says_nothing_new(ledger: FakeLedger, notifier: Notifier, home: Home) -> None:
    await spent(ledger, home, 85)
    await notifier.until(home.household_id, home.user_id, 1)
    await ledger.deliver(ledger.events[0])
    await marker(ledger, notifier)
    assert len((await notifier.inbox(home.household_id, home.user_id)).alerts) == 1


async def test_an_edit_far_below_arms_the_plan_again(ledger: FakeLedger, notifier: Notifier, home: Home) -> None:
    for amount in (85, 40, 85):
        await spent(ledger, home, amount)
        await marker(ledger, notifier)
    assert len(await notifier.until(home.household_id, home.user_id, 2)) == 2


async def test_a_new_plan_is_looked_at_though_the_month_had_none(
    ledger: FakeLedger, notifier: Notifier, home: Home
) -> None:
    await ledger.spend(home.household_id, DAY, home.category_id, home.jar_id)
    await marker(ledger, notifier)
    ledger.set_plan(home.household_id, MONTH, home.category_id, 100, 100)
    changed = Event(household_id=str(home.household_id))
    changed.plan_changed.plan_id = str(home.category_id)
    await ledger.happen(changed)
    (alert,) = await notifier.until(home.household_id, home.user_id, 1)
    assert (alert.kind, alert.transaction_id) == (pb.ALERT_KIND_PLAN_REACHED, "")


async def test_an_emptied_jar_is_announced_and_an_unused_one_is_not(
    ledger: FakeLedger, notifier: Notifier, home: Home
) -> None:
    unused = Home()
    ledger.set_jar(unused.household_id, unused.jar_id, balance=-5, came=0, went=5)
    await ledger.spend(unused.household_id, DAY, unused.category_id, unused.jar_id)
    ledger.set_jar(home.household_id, home.jar_id, balance=0, came=50, went=50)
    await ledger.spend(home.household_id, DAY, home.category_id, home.jar_id)
    (alert,) = await notifier.until(home.household_id, home.user_id, 1)
    assert (alert.kind, alert.subject_is_jar, alert.plan_id) == (pb.ALERT_KIND_JAR_EMPTY, True, "")
    assert not alert.HasField("limit")
    assert not (await notifier.inbox(unused.household_id, unused.user_id)).alerts


async def test_emptying_the_jar_of_what_is_not_shared_out_is_no_alarm(
    ledger: FakeLedger, notifier: Notifier, home: Home
) -> None:
    ledger.set_jar(home.household_id, home.jar_id, balance=0, came=50, went=50, key="UNASSIGNED")
    await ledger.spend(home.household_id, DAY, home.category_id, home.jar_id)
    await marker(ledger, notifier)
    assert not (await notifier.inbox(home.household_id, home.user_id)).alerts


async def test_a_restart_goes_on_where_it_was(ledger: FakeLedger, start: StartNotifier, home: Home) -> None:
    first, stop = await start()
    await spent(ledger, home, 85)
    await first.until(home.household_id, home.user_id, 1)
    await stop()
    await spent(ledger, home, 100)
    second, _ = await start()
    assert len(await second.until(home.household_id, home.user_id, 2)) == 2
    assert ledger.subscribed == ["", "1:1"]


async def test_a_stream_that_ends_is_taken_up_again(ledger: FakeLedger, notifier: Notifier, home: Home) -> None:
    await spent(ledger, home, 85)
    await notifier.until(home.household_id, home.user_id, 1)
    await ledger.end_streams()
    await spent(ledger, home, 100)
    assert len(await notifier.until(home.household_id, home.user_id, 2)) == 2


async def test_a_ledger_that_was_down_loses_nothing(ledger: FakeLedger, notifier: Notifier, home: Home) -> None:
    ledger.is_down = True
    await spent(ledger, home, 85)
    await ledger.end_streams()
    ledger.is_down = False
    assert len(await notifier.until(home.household_id, home.user_id, 1)) == 1


async def test_a_restored_ledger_is_read_anew_and_nothing_is_said_twice(
    ledger: FakeLedger, notifier: Notifier, home: Home
) -> None:
    await spent(ledger, home, 85)
    await notifier.until(home.household_id, home.user_id, 1)
    await ledger.restore()
    # The restored ledger counts its events anew: what happens now has a sequence that was there before.
    ledger.events.clear()
    ledger.sequences.clear()
    await spent(ledger, home, 100)
    alerts = await notifier.until(home.household_id, home.user_id, 2)
    assert [alert.kind for alert in alerts] == [pb.ALERT_KIND_PLAN_REACHED, pb.ALERT_KIND_PLAN_NEAR]
    assert ledger.subscribed == ["", "1:1", ""]


async def test_a_restored_ledger_that_tells_everything_again_raises_nothing_twice(
    ledger: FakeLedger, notifier: Notifier, home: Home
) -> None:
    ledger.set_jar(home.household_id, home.jar_id, balance=0, came=50, went=50)
    await spent(ledger, home, 100)
    before = await notifier.until(home.household_id, home.user_id, 2)
    await ledger.restore()
    await marker(ledger, notifier)
    assert list((await notifier.inbox(home.household_id, home.user_id)).alerts) == before
    assert ledger.subscribed == ["", "1:1", ""]


async def test_one_replica_consumes_and_all_hear(ledger: FakeLedger, start: StartNotifier, home: Home) -> None:
    first, stop_first = await start()
    await marker(ledger, first)
    second, _ = await start()
    watch = second.watch(home.household_id, home.user_id)
    assert (await anext(watch)).unread_count == 0
    await spent(ledger, home, 85)
    assert (await anext(watch)).alert.kind == pb.ALERT_KIND_PLAN_NEAR
    assert len(ledger.subscribed) == 1
    await stop_first()
    await spent(ledger, home, 100)
    assert (await anext(watch)).alert.kind == pb.ALERT_KIND_PLAN_REACHED
    assert len(ledger.subscribed) == 2


async def test_reading_is_each_members_own(ledger: FakeLedger, notifier: Notifier, home: Home) -> None:
    await spent(ledger, home, 85)
    (alert,) = await notifier.until(home.household_id, home.user_id, 1)
    watch = notifier.watch(home.household_id, home.user_id)
    assert (await anext(watch)).unread_count == 1
    assert await notifier.mark_read(home.household_id, home.user_id, alert.alert_id) == 0
    assert await notifier.mark_read(home.household_id, home.user_id, alert.alert_id) == 0
    news = await anext(watch)
    assert (news.HasField("alert"), news.unread_count) == (False, 0)
    mine = await notifier.inbox(home.household_id, home.user_id)
    assert (mine.alerts[0].read, mine.unread_count) == (True, 0)
    assert not (await notifier.inbox(home.household_id, home.user_id, unread_only=True)).alerts
    assert (await notifier.inbox(home.household_id, new_id())).unread_count == 1


async def test_pages_go_on_where_the_last_one_ended(ledger: FakeLedger, notifier: Notifier, home: Home) -> None:
    for amount in (85, 100, 0, 100):
        await spent(ledger, home, amount)
        await marker(ledger, notifier)
    everything = [alert.alert_id for alert in await notifier.until(home.household_id, home.user_id, 3)]
    found, token = [], ""
    while True:
        page = await notifier.inbox(home.household_id, home.user_id, page={"page_size": 2, "page_token": token})
        found += [alert.alert_id for alert in page.alerts]
        token = page.next_page_token
        if not token:
            break
    assert found == everything


async def test_another_households_alert_cannot_be_read(ledger: FakeLedger, notifier: Notifier, home: Home) -> None:
    await spent(ledger, home, 85)
    (alert,) = await notifier.until(home.household_id, home.user_id, 1)
    with pytest.raises(grpc.aio.AioRpcError) as refused:
        await notifier.mark_read(new_id(), home.user_id, alert.alert_id)
    info = reason_of(refused.value)
    assert info is not None
    assert (info.reason, info.domain) == ("NOT_FOUND", "notifier.heo")


async def test_a_token_that_is_none_is_refused(notifier: Notifier, home: Home) -> None:
    with pytest.raises(grpc.aio.AioRpcError) as refused:
        await notifier.inbox(home.household_id, home.user_id, page={"page_token": "nonsense"})
    assert refused.value.code() is grpc.StatusCode.INVALID_ARGUMENT


async def test_the_role_sees_the_rows_of_its_household_alone(
    ledger: FakeLedger, notifier: Notifier, dsn: str, home: Home
) -> None:
    other = Home()
    for one in (home, other):
        ledger.set_jar(one.household_id, one.jar_id, balance=0, came=50, went=50)
        await spent(ledger, one, 100)
        alerts = await notifier.until(one.household_id, one.user_id, 2)
        await notifier.mark_read(one.household_id, one.user_id, alerts[0].alert_id)
    tables = ("households", "plan_standings", "jar_standings", "alerts", "alert_reads")
    async with await psycopg.AsyncConnection.connect(dsn, user="notifier_app") as conn:
        for table in tables:
            seen = await (await conn.execute(f"SELECT household_id FROM notifier.{table}")).fetchall()
            assert seen == [], table
        await conn.execute(f"SET LOCAL heo.household_id = '{home.household_id}'")
        for table in tables:
            rows = await (await conn.execute(f"SELECT DISTINCT household_id FROM notifier.{table}")).fetchall()
            assert rows == [(home.household_id,)], table
