"""Plans: how much a category or a jar may spend in a budget month."""

from datetime import timedelta

import pytest
from heo.ledger.v1 import journal_service_pb2 as journal_pb
from heo.ledger.v1 import plan_service_pb2 as pb
from heo.ledger.v1 import transaction_pb2 as wire
from heo.type.v1 import draft_pb2
from heo.type.v1.money_pb2 import Money

from services.mesh.clock import FixedClock
from services.mesh.ids import new_id
from services.mesh.testing.serving import Running
from tests.support.ledger import Person, accounts_of, dong, founded, jars_of


async def spend(lan: Person, category: str, amount: int, day: str = "2026-11-20", *, refund: bool = False) -> str:
    accounts = await accounts_of(lan)
    kind = draft_pb2.TRANSACTION_KIND_REFUND if refund else draft_pb2.TRANSACTION_KIND_EXPENSE
    content = wire.TransactionContent(
        kind=kind,
        valid_date=day,
        account_id=accounts["cash"].account_id,
        splits=[wire.Split(amount=dong(amount), category_id=accounts[category].account_id)],
    )
    asked = journal_pb.RecordTransactionRequest(content=content, source=wire.SOURCE_MANUAL)
    return str((await lan(asked)).transaction.transaction_id)


async def plan(lan: Person, category: str, amount: int, month: str = "2026-11") -> pb.Plan:
    category_id = (await accounts_of(lan))[category].account_id
    asked = pb.CreatePlanRequest(category_id=category_id, from_month=month, amount=dong(amount))
    made: pb.Plan = (await lan(asked)).plan
    return made


async def amounts(lan: Person, month: str) -> list[tuple[int, int, int]]:
    listed = (await lan(pb.ListPlansRequest(month=month))).plans
    return [(item.amount.minor_units, item.spent.minor_units, item.left.minor_units) for item in listed]


async def test_a_plan_counts_what_was_spent_in_the_category_and_below_it(lan: Person) -> None:
    await spend(lan, "food.coffee", 40_000)
    await spend(lan, "food", 60_000)
    await spend(lan, "transport.fuel", 80_000)
    made = await plan(lan, "food", 1_000_000)
    assert (made.spent.minor_units, made.left.minor_units) == (100_000, 900_000)
    assert await amounts(lan, "2026-11") == [(1_000_000, 100_000, 900_000)]


async def test_a_refund_gives_back_and_an_undone_spending_never_was(lan: Person) -> None:
    await plan(lan, "food", 100_000)
    undone = await spend(lan, "food", 500_000)
    await spend(lan, "food", 90_000)
    await spend(lan, "food", 20_000, refund=True)
    await lan(journal_pb.VoidTransactionRequest(transaction_id=undone, version=1))
    assert await amounts(lan, "2026-11") == [(100_000, 70_000, 30_000)]


async def test_a_jars_plan_counts_spending_and_no_moves_between_jars(lan: Person) -> None:
    jars = await jars_of(lan)
    await spend(lan, "food.coffee", 40_000)
    content = wire.TransactionContent(
        kind=draft_pb2.TRANSACTION_KIND_JAR_MOVE,
        valid_date="2026-11-20",
        counter_jar_id=jars["GIVE"].jar_id,
        splits=[wire.Split(amount=dong(300_000), jar_id=jars["PLAY"].jar_id)],
    )
    await lan(journal_pb.RecordTransactionRequest(content=content, source=wire.SOURCE_MANUAL))
    asked = pb.CreatePlanRequest(jar_id=jars["PLAY"].jar_id, from_month="2026-11", amount=dong(30_000))
    made = (await lan(asked)).plan
    assert (made.jar_id, made.category_id) == (jars["PLAY"].jar_id, "")
    assert (made.spent.minor_units, made.left.minor_units) == (40_000, -10_000)


async def test_the_budget_month_starts_on_pay_day(server: Running) -> None:
    lan = await founded(server, start_day=25)
    await plan(lan, "food", 100_000, "2026-10")
    for day, amount in (("2026-10-24", 1_000), ("2026-10-25", 20_000), ("2026-11-24", 300), ("2026-11-25", 50)):
        await spend(lan, "food", amount, day)
    assert [spent for _, spent, _ in await amounts(lan, "2026-10")] == [20_300]
    assert [spent for _, spent, _ in await amounts(lan, "2026-11")] == [50]
    assert await amounts(lan, "2026-09") == []


async def test_a_new_amount_holds_from_its_month_on_and_earlier_months_keep_theirs(lan: Person) -> None:
    made = await plan(lan, "food", 100_000, "2026-09")
    change = pb.UpdatePlanRequest(
        request_id=str(new_id()), plan_id=made.plan_id, version=1, from_month="2026-11", amount=dong(200_000)
    )
    changed = (await lan(change)).plan
    assert (changed.plan_id, changed.version) == (made.plan_id, 2)
    assert (await lan(change)).plan == changed
    assert [await amounts(lan, month) for month in ("2026-08", "2026-10", "2026-11", "2027-05")] == [
        [], [(100_000, 0, 100_000)], [(200_000, 0, 200_000)], [(200_000, 0, 200_000)],
    ]  # fmt: skip
    earlier = pb.UpdatePlanRequest(plan_id=made.plan_id, version=2, from_month="2026-10", amount=dong(150_000))
    await lan(earlier)
    assert [(await amounts(lan, month))[0][0] for month in ("2026-09", "2026-10", "2026-12")] == [
        100_000, 150_000, 150_000,
    ]  # fmt: skip
    earlier.request_id = str(new_id())
    assert await lan.refused(earlier) == "VERSION_STALE"


async def test_a_deleted_plan_is_gone_from_this_month_on_and_known_before(lan: Person, clock: FixedClock) -> None:
    made = await plan(lan, "food", 100_000, "2026-09")
    await lan(pb.DeletePlanRequest(plan_id=made.plan_id))
    assert await amounts(lan, "2026-11") == []
    assert await amounts(lan, "2026-10") == [(100_000, 0, 100_000)]
    assert await lan.refused(pb.DeletePlanRequest(plan_id=made.plan_id)) == "PLAN_NOT_FOUND"
    clock.advance(timedelta(seconds=1))
    await plan(lan, "food", 300_000)
    assert await amounts(lan, "2026-11") == [(300_000, 0, 300_000)]


async def test_a_category_has_one_plan(lan: Person) -> None:
    accounts = await accounts_of(lan)
    asked = pb.CreatePlanRequest(
        request_id=str(new_id()),
        category_id=accounts["food"].account_id,
        from_month="2026-11",
        amount=dong(100_000),
    )
    first = await lan(asked)
    assert await lan(asked) == first
    asked.request_id = str(new_id())
    assert await lan.refused(asked) == "PLAN_EXISTS"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"amount": dong(0)}, "AMOUNT_OUT_OF_RANGE"),
        ({"amount": dong(-5)}, "AMOUNT_OUT_OF_RANGE"),
        ({"amount": Money(minor_units=5, commodity="USD")}, "COMMODITY_MISMATCH"),
        ({"category_id": str(new_id())}, "ACCOUNT_NOT_FOUND"),
        ({"jar_id": str(new_id())}, "JAR_NOT_FOUND"),
        ({"from_month": "0000-01"}, "DATE_OUT_OF_RANGE"),
        ({"from_month": "9999-12"}, "DATE_OUT_OF_RANGE"),
    ],
)
async def test_a_plan_that_makes_no_sense_is_refused(lan: Person, change: dict[str, object], reason: str) -> None:
    accounts = await accounts_of(lan)
    asked = pb.CreatePlanRequest(category_id=accounts["food"].account_id, from_month="2026-11", amount=dong(100_000))
    asked.MergeFrom(pb.CreatePlanRequest(**change))  # type: ignore[arg-type]
    if change.get("amount") == dong(0):
        asked.amount.minor_units = 0
    assert await lan.refused(asked) == reason


async def test_income_and_accounts_have_no_plan(lan: Person) -> None:
    accounts = await accounts_of(lan)
    for key in ("salary", "cash"):
        asked = pb.CreatePlanRequest(category_id=accounts[key].account_id, from_month="2026-11", amount=dong(100_000))
        assert await lan.refused(asked) == "KIND_MISMATCH"


async def test_another_households_plan_does_not_exist_here(lan: Person, server: Running) -> None:
    made = await plan(await founded(server), "food", 100_000)
    update = pb.UpdatePlanRequest(plan_id=made.plan_id, version=1, from_month="2026-11", amount=dong(1))
    assert await lan.refused(update) == "PLAN_NOT_FOUND"
    assert await lan.refused(pb.DeletePlanRequest(plan_id=made.plan_id)) == "PLAN_NOT_FOUND"
