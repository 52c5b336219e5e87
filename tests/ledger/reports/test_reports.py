"""Reports: what a month was, and what can still be spent."""

from heo.ledger.v1 import journal_service_pb2 as journal_pb
from heo.ledger.v1 import plan_service_pb2 as plan_pb
from heo.ledger.v1 import report_service_pb2 as pb
from heo.ledger.v1 import transaction_pb2 as wire
from heo.type.v1 import draft_pb2

from services.mesh.testing.serving import Running
from tests.support.ledger import Person, accounts_of, dong, founded, jars_of

EXPENSE, INCOME = draft_pb2.TRANSACTION_KIND_EXPENSE, draft_pb2.TRANSACTION_KIND_INCOME


async def record(
    lan: Person, kind: draft_pb2.TransactionKind.ValueType, day: str, *parts: tuple[str, int], jar: str = ""
) -> str:
    accounts = await accounts_of(lan)
    splits = [wire.Split(amount=dong(n), category_id=accounts[key].account_id, jar_id=jar) for key, n in parts]
    content = wire.TransactionContent(kind=kind, valid_date=day, account_id=accounts["cash"].account_id, splits=splits)
    asked = journal_pb.RecordTransactionRequest(content=content, source=wire.SOURCE_MANUAL)
    return str((await lan(asked)).transaction.transaction_id)


async def month(lan: Person, text: str) -> pb.GetMonthSummaryResponse:
    found: pb.GetMonthSummaryResponse = await lan(pb.GetMonthSummaryRequest(month=text))
    return found


async def test_a_month_by_category_jar_and_day(lan: Person) -> None:
    await record(lan, INCOME, "2026-11-05", ("salary", 10_000_000))
    await record(lan, EXPENSE, "2026-11-20", ("food.coffee", 40_000), ("food.eating_out", 60_000))
    await record(lan, EXPENSE, "2026-11-20", ("transport.fuel", 80_000))
    undone = await record(lan, EXPENSE, "2026-11-21", ("home.rent", 5_000_000))
    await lan(journal_pb.VoidTransactionRequest(transaction_id=undone, version=1))
    found, accounts, jars = await month(lan, "2026-11"), await accounts_of(lan), await jars_of(lan)
    assert (found.from_date, found.to_date) == ("2026-11-01", "2026-11-30")
    assert (found.income.minor_units, found.spending.minor_units) == (10_000_000, 180_000)
    names = {item.account_id: key for key, item in accounts.items()}
    assert [(names[item.category_id], item.amount.minor_units, item.count) for item in found.categories] == [
        ("salary", 10_000_000, 1), ("food", 100_000, 1), ("transport", 80_000, 1), ("transport.fuel", 80_000, 1),
        ("food.eating_out", 60_000, 1), ("food.coffee", 40_000, 1),
    ]  # fmt: skip
    assert [(item.date, item.income.minor_units, item.spending.minor_units) for item in found.days] == [
        ("2026-11-05", 10_000_000, 0), ("2026-11-20", 0, 180_000),
    ]  # fmt: skip
    of_jar = {item.jar_id: item for item in found.jars}
    play = of_jar[jars["PLAY"].jar_id]
    assert (play.flow_in.minor_units, play.flow_out.minor_units, play.closing.minor_units) == (
        1_000_000, 40_000, 960_000,
    )  # fmt: skip


async def test_a_jar_opens_a_month_with_what_the_months_before_left(server: Running) -> None:
    lan = await founded(server, start_day=25)
    for day, amount in (("2026-08-10", 1_000), ("2026-10-20", 200), ("2026-10-26", 30), ("2026-11-25", 4)):
        await record(lan, EXPENSE, day, ("food", amount))
    nec = (await jars_of(lan))["NEC"].jar_id
    (jar,) = [item for item in (await month(lan, "2026-10")).jars if item.jar_id == nec]
    assert (jar.opening.minor_units, jar.flow_out.minor_units, jar.closing.minor_units) == (-1_200, 30, -1_230)


async def test_an_empty_month_is_zero(lan: Person) -> None:
    found = await month(lan, "2026-01")
    assert (found.income.minor_units, found.spending.minor_units) == (0, 0)
    assert (len(found.categories), len(found.days), found.income.commodity) == (0, 0, "VND")


async def test_the_cash_flow_of_the_last_months_has_the_empty_ones_too(server: Running) -> None:
    lan = await founded(server, start_day=25)
    await record(lan, INCOME, "2026-08-25", ("salary", 500))
    await record(lan, EXPENSE, "2026-09-24", ("food", 70))
    await record(lan, EXPENSE, "2026-11-01", ("food", 9))
    found = (await lan(pb.GetCashFlowRequest(last_month="2026-10", months=4))).months
    assert [(item.month, item.income.minor_units, item.spending.minor_units) for item in found] == [
        ("2026-07", 0, 0), ("2026-08", 500, 70), ("2026-09", 0, 0), ("2026-10", 0, 9),
    ]  # fmt: skip


async def test_spending_comes_out_of_todays_part(lan: Person) -> None:
    """Spending jars hold 8.000.000 of 10.000.000; ten days are left, today included: 800.000 a day."""
    await record(lan, INCOME, "2026-11-05", ("salary", 10_000_000))
    before = await lan(pb.GetSpendableRequest())
    assert (before.today.minor_units, before.until_payday.minor_units) == (800_000, 8_000_000)
    assert (before.days_left, before.next_month_date) == (10, "2026-12-01")
    await record(lan, EXPENSE, "2026-11-21", ("food", 300_000))
    after = await lan(pb.GetSpendableRequest())
    assert (after.today.minor_units, after.until_payday.minor_units) == (500_000, 7_700_000)
    assert after.spent_today.minor_units == 300_000


async def test_what_a_plan_forbids_cannot_be_spent(lan: Person) -> None:
    await record(lan, INCOME, "2026-11-05", ("salary", 10_000_000))
    nec = (await jars_of(lan))["NEC"].jar_id
    await lan(plan_pb.CreatePlanRequest(jar_id=nec, from_month="2026-11", amount=dong(1_500_000)))
    found = await lan(pb.GetSpendableRequest())
    assert found.until_payday.minor_units == 1_500_000 + 2_500_000


async def test_who_overspent_can_spend_nothing_today(lan: Person) -> None:
    await record(lan, EXPENSE, "2026-11-21", ("food", 300_000))
    found = await lan(pb.GetSpendableRequest())
    assert (found.today.minor_units, found.until_payday.minor_units) == (0, -300_000)


async def test_a_month_that_is_none_is_refused(lan: Person) -> None:
    assert await lan.refused(pb.GetMonthSummaryRequest(month="0000-05")) == "DATE_OUT_OF_RANGE"
    assert await lan.refused(pb.GetCashFlowRequest(last_month="9999-12", months=1)) == "DATE_OUT_OF_RANGE"
    assert len((await lan(pb.GetCashFlowRequest(last_month="1900-01", months=36))).months) == 36
