"""Accounts and categories: opened, shown, changed and closed."""

from datetime import timedelta

import pytest
from heo.ledger.v1 import account_service_pb2 as pb
from heo.ledger.v1 import journal_service_pb2 as journal_pb
from heo.type.v1.money_pb2 import Money
from heo.type.v1.page_pb2 import Page

from services.mesh.clock import FixedClock
from services.mesh.ids import new_id
from services.mesh.testing.serving import Running
from tests.support.ledger import Person, accounts_of, dong, founded, jars_of


async def test_an_opening_balance_is_posted_with_the_account_and_lies_in_the_unassigned_jar(lan: Person) -> None:
    asked = pb.CreateAccountRequest(
        type=pb.ACCOUNT_TYPE_ASSET, name="Vietcombank", opening_balance=dong(2_450_000), opening_date="2026-11-01"
    )
    made = (await lan(asked)).account
    assert (made.on_budget, made.commodity, made.balance.minor_units) == (True, "VND", 2_450_000)
    assert (await accounts_of(lan))["Vietcombank"].balance.minor_units == 2_450_000
    assert (await jars_of(lan))["UNASSIGNED"].balance.minor_units == 2_450_000
    (opening,) = (await lan(journal_pb.ListTransactionsRequest())).transactions
    assert (opening.content.valid_date, opening.content.account_id) == ("2026-11-01", made.account_id)


async def test_an_account_asked_for_twice_is_opened_once_even_on_another_day(lan: Person, clock: FixedClock) -> None:
    asked = pb.CreateAccountRequest(
        request_id=str(new_id()), type=pb.ACCOUNT_TYPE_ASSET, name="Ví MoMo", opening_balance=dong(100_000)
    )
    first = await lan(asked)
    clock.advance(timedelta(days=3))
    assert (await lan(asked)).SerializeToString() == first.SerializeToString()
    assert (await accounts_of(lan))["Ví MoMo"].balance.minor_units == 100_000
    asked.name = "Ví khác"
    assert await lan.refused(asked) == "REQUEST_ID_REUSED"


async def test_a_debt_opens_negative_and_off_budget_touches_no_jar(lan: Person) -> None:
    loan = pb.CreateAccountRequest(
        type=pb.ACCOUNT_TYPE_LIABILITY, name="Vay mua xe", off_budget=True, opening_balance=dong(-50_000_000)
    )
    assert (await lan(loan)).account.balance.minor_units == -50_000_000
    assert (await jars_of(lan))["UNASSIGNED"].balance.minor_units == 0


async def test_gold_is_counted_in_a_commodity_of_the_households_own(lan: Person) -> None:
    asked = pb.CreateAccountRequest(
        request_id=str(new_id()),
        type=pb.ACCOUNT_TYPE_ASSET,
        name="Vàng",
        commodity="GOLD_CHI",
        commodity_decimals=2,
        opening_balance=Money(minor_units=250, commodity="GOLD_CHI"),
    )
    first = await lan(asked)
    assert (first.account.commodity, first.account.on_budget) == ("GOLD_CHI", False)
    assert (await lan(asked)).SerializeToString() == first.SerializeToString()
    more = pb.CreateAccountRequest(type=pb.ACCOUNT_TYPE_ASSET, name="Vàng 2", commodity="GOLD_CHI")
    await lan(more)
    other = pb.CreateAccountRequest(
        type=pb.ACCOUNT_TYPE_ASSET, name="Vàng 3", commodity="GOLD_CHI", commodity_decimals=3
    )
    assert await lan.refused(other) == "COMMODITY_MISMATCH"
    unknown = pb.CreateAccountRequest(type=pb.ACCOUNT_TYPE_ASSET, name="Bạc", commodity="SILVER")
    assert await lan.refused(unknown) == "COMMODITY_UNKNOWN"


async def test_a_foreign_account_stays_beside_the_budget(lan: Person) -> None:
    asked = pb.CreateAccountRequest(
        type=pb.ACCOUNT_TYPE_ASSET, name="USD", commodity="USD", opening_balance=Money(minor_units=100, commodity="USD")
    )
    assert not (await lan(asked)).account.on_budget
    jars = await jars_of(lan)
    assert sum(jar.balance.minor_units for jar in jars.values()) == 0


async def test_a_category_may_stand_below_one_of_the_first_level(lan: Person) -> None:
    accounts, jars = await accounts_of(lan), await jars_of(lan)
    asked = pb.CreateAccountRequest(
        type=pb.ACCOUNT_TYPE_EXPENSE,
        name="Trà sữa",
        icon="cup",
        parent_id=accounts["food"].account_id,
        default_jar_id=jars["PLAY"].jar_id,
    )
    made = (await lan(asked)).account
    listed = (await accounts_of(lan))["Trà sữa"]
    assert made == listed
    for parent in (accounts["food.coffee"], accounts["salary"], accounts["cash"]):
        below = pb.CreateAccountRequest(type=pb.ACCOUNT_TYPE_EXPENSE, name="Sâu hơn", parent_id=parent.account_id)
        assert await lan.refused(below) == "KIND_MISMATCH"


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        (pb.CreateAccountRequest(type=pb.ACCOUNT_TYPE_ASSET, name="Tiền mặt"), "NAME_TAKEN"),
        (pb.CreateAccountRequest(type=pb.ACCOUNT_TYPE_ASSET, name="tiền MẶT"), "NAME_TAKEN"),
        (pb.CreateAccountRequest(type=pb.ACCOUNT_TYPE_EQUITY, name="Vốn"), "KIND_MISMATCH"),
        (
            pb.CreateAccountRequest(type=pb.ACCOUNT_TYPE_EXPENSE, name="Chi", opening_balance=dong(1)),
            "KIND_MISMATCH",
        ),
        (
            pb.CreateAccountRequest(type=pb.ACCOUNT_TYPE_ASSET, name="A", default_jar_id=str(new_id())),
            "KIND_MISMATCH",
        ),
        (
            pb.CreateAccountRequest(type=pb.ACCOUNT_TYPE_EXPENSE, name="B", default_jar_id=str(new_id())),
            "JAR_NOT_FOUND",
        ),
        (
            pb.CreateAccountRequest(type=pb.ACCOUNT_TYPE_EXPENSE, name="C", parent_id=str(new_id())),
            "ACCOUNT_NOT_FOUND",
        ),
        (
            pb.CreateAccountRequest(
                type=pb.ACCOUNT_TYPE_ASSET, name="D", opening_balance=Money(minor_units=1, commodity="USD")
            ),
            "COMMODITY_MISMATCH",
        ),
        (
            pb.CreateAccountRequest(
                type=pb.ACCOUNT_TYPE_ASSET, name="E", opening_balance=dong(1), opening_date="2026-02-30"
            ),
            "DATE_OUT_OF_RANGE",
        ),
        (
            pb.CreateAccountRequest(
                type=pb.ACCOUNT_TYPE_ASSET, name="F", opening_balance=dong(1), opening_date="2031-01-01"
            ),
            "DATE_OUT_OF_RANGE",
        ),
    ],
)
async def test_what_makes_no_sense_is_not_opened(lan: Person, asked: pb.CreateAccountRequest, reason: str) -> None:
    assert await lan.refused(asked) == reason


async def test_accounts_come_by_type_and_position_page_by_page(lan: Person) -> None:
    whole = (await lan(pb.ListAccountsRequest(page=Page(page_size=1000)))).accounts
    seen: list[str] = []
    token = ""
    while not seen or token:
        page = await lan(pb.ListAccountsRequest(page=Page(page_size=7, page_token=token)))
        seen += [item.account_id for item in page.accounts]
        token = page.next_page_token
    assert seen == [item.account_id for item in whole]
    assert pb.ACCOUNT_TYPE_EQUITY not in {item.type for item in whole}
    income = await lan(pb.ListAccountsRequest(page=Page(page_size=1000), types=[pb.ACCOUNT_TYPE_INCOME]))
    assert {item.type for item in income.accounts} == {pb.ACCOUNT_TYPE_INCOME}


async def test_a_page_token_belongs_to_its_question(lan: Person, server: Running) -> None:
    page = await lan(pb.ListAccountsRequest(page=Page(page_size=2)))
    token = Page(page_size=2, page_token=page.next_page_token)
    narrowed = pb.ListAccountsRequest(page=token, types=[pb.ACCOUNT_TYPE_INCOME])
    assert await lan.refused(narrowed) == "INVALID_ARGUMENT"
    other = await founded(server)
    assert await other.refused(pb.ListAccountsRequest(page=token)) == "INVALID_ARGUMENT"
    assert await lan.refused(pb.ListAccountsRequest(page=Page(page_token="%%%"))) == "INVALID_ARGUMENT"


async def test_an_account_is_renamed_and_moved_under_its_version(lan: Person) -> None:
    accounts = await accounts_of(lan)
    coffee = accounts["food.coffee"]
    changed = (
        await lan(
            pb.UpdateAccountRequest(
                account_id=coffee.account_id, version=1, name="Cà phê sáng", parent_id="", default_jar_id=""
            )
        )
    ).account
    assert (changed.name, changed.parent_id, changed.default_jar_id, changed.version) == ("Cà phê sáng", "", "", 2)
    assert changed.icon == coffee.icon
    stale = pb.UpdateAccountRequest(account_id=coffee.account_id, version=1, name="Khác")
    assert await lan.refused(stale) == "VERSION_STALE"
    taken = pb.UpdateAccountRequest(account_id=coffee.account_id, version=2, name="Ăn ngoài")
    assert await lan.refused(taken) == "NAME_TAKEN"


async def test_a_category_with_others_below_it_stays_on_the_first_level(lan: Person) -> None:
    accounts = await accounts_of(lan)
    asked = pb.UpdateAccountRequest(
        account_id=accounts["food"].account_id, version=1, parent_id=accounts["home"].account_id
    )
    assert await lan.refused(asked) == "KIND_MISMATCH"


async def test_a_closed_account_hands_its_money_to_its_successor(lan: Person) -> None:
    made = (
        await lan(pb.CreateAccountRequest(type=pb.ACCOUNT_TYPE_ASSET, name="Ví cũ", opening_balance=dong(70_000)))
    ).account
    cash = (await accounts_of(lan))["cash"]
    alone = pb.CloseAccountRequest(account_id=made.account_id)
    assert await lan.refused(alone) == "BALANCE_NOT_ZERO"
    closed = (await lan(pb.CloseAccountRequest(account_id=made.account_id, successor_id=cash.account_id))).account
    assert (closed.closed, closed.successor_id, closed.balance.minor_units) == (True, cash.account_id, 0)
    accounts = await accounts_of(lan)
    assert accounts["cash"].balance.minor_units == 70_000
    assert "Ví cũ" not in accounts
    assert (await accounts_of(lan, closed=True))["Ví cũ"].closed
    again = pb.CloseAccountRequest(account_id=made.account_id, successor_id=cash.account_id)
    assert await lan.refused(again) == "ACCOUNT_CLOSED"


async def test_a_successor_is_another_open_account_of_the_same_kind(lan: Person) -> None:
    accounts = await accounts_of(lan)
    bank = accounts["bank"].account_id
    for successor, reason in (
        (bank, "SUCCESSOR_INVALID"),
        (accounts["salary"].account_id, "SUCCESSOR_INVALID"),
        (accounts["receivable"].account_id, "SUCCESSOR_INVALID"),
        (str(new_id()), "ACCOUNT_NOT_FOUND"),
    ):
        asked = pb.CloseAccountRequest(account_id=bank, successor_id=successor)
        assert await lan.refused(asked) == reason


async def test_a_jar_is_no_account(lan: Person) -> None:
    jar = (await jars_of(lan))["GIVE"]
    assert await lan.refused(pb.CloseAccountRequest(account_id=jar.jar_id)) == "ACCOUNT_NOT_FOUND"
    update = pb.UpdateAccountRequest(account_id=jar.jar_id, version=1, name="X")
    assert await lan.refused(update) == "ACCOUNT_NOT_FOUND"
