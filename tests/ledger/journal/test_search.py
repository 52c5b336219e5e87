"""The list of transactions: order, pages, filters, and words without their marks."""

import pytest
import pytest_asyncio
from heo.ledger.v1 import account_service_pb2 as account_pb
from heo.ledger.v1 import journal_service_pb2 as pb
from heo.ledger.v1 import transaction_pb2 as wire
from heo.type.v1 import draft_pb2
from heo.type.v1.page_pb2 import Page

from services.mesh.ids import new_id
from tests.support.ledger import Person, accounts_of, dong, jars_of

SPENT = [
    ("pho", "2026-11-20", "food.eating_out", 45_000, "Phở Thìn với Đức", ""),
    ("fuel", "2026-11-20", "transport.fuel", 80_000, "đổ xăng", ""),
    ("coffee", "2026-11-10", "food.coffee", 30_000, "", "Chị Hạnh"),
    ("rent", "2026-10-01", "home.rent", 5_000_000, "tháng 10", ""),
]


@pytest_asyncio.fixture
async def ids(lan: Person) -> dict[str, str]:
    """Four spendings by name, in the order in which they were recorded, and the name by id."""
    accounts = await accounts_of(lan)
    made = {}
    for name, day, category, amount, note, person in SPENT:
        split = wire.Split(amount=dong(amount), category_id=accounts[category].account_id, tags=[f"thẻ-{name}"])
        content = wire.TransactionContent(
            kind=draft_pb2.TRANSACTION_KIND_EXPENSE,
            valid_date=day,
            account_id=accounts["cash"].account_id,
            splits=[split],
            note=note,
            person=person,
        )
        asked = pb.RecordTransactionRequest(content=content, source=wire.SOURCE_MANUAL)
        made[name] = (await lan(asked)).transaction.transaction_id
    return made


async def found(lan: Person, ids: dict[str, str], **wanted: object) -> list[str]:
    """The names of the transactions that a filter finds, in order."""
    names = {transaction_id: name for name, transaction_id in ids.items()}
    asked = pb.ListTransactionsRequest(filter=pb.TransactionFilter(**wanted))  # type: ignore[arg-type]
    return [names[item.transaction_id] for item in (await lan(asked)).transactions]


async def test_newest_valid_date_first_then_the_latest_recorded(lan: Person, ids: dict[str, str]) -> None:
    assert await found(lan, ids) == ["fuel", "pho", "coffee", "rent"]


async def test_pages_together_are_the_list_also_when_something_is_added(lan: Person, ids: dict[str, str]) -> None:
    first = await lan(pb.ListTransactionsRequest(page=Page(page_size=2)))
    accounts = await accounts_of(lan)
    content = first.transactions[0].content
    content.valid_date = "2026-11-21"
    content.splits[0].category_id = accounts["food"].account_id
    await lan(pb.RecordTransactionRequest(content=content, source=wire.SOURCE_MANUAL))
    rest = await lan(pb.ListTransactionsRequest(page=Page(page_size=2, page_token=first.next_page_token)))
    seen = [item.transaction_id for item in (*first.transactions, *rest.transactions)]
    assert seen == [ids[name] for name in ("fuel", "pho", "coffee", "rent")]
    assert rest.next_page_token == ""


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("phở", ["pho"]),
        ("PHO thin", ["pho"]),
        ("thin pho", ["pho"]),
        ("duc", ["pho"]),
        ("do xang", ["fuel"]),
        ("hanh", ["coffee"]),
        ("ca phe", ["coffee"]),
        ("tien mat", ["fuel", "pho", "coffee", "rent"]),
        ("the-rent", ["rent"]),
        ("thang ca", []),
        ("%", []),
        ("_", []),
    ],
)
async def test_words_are_found_without_their_marks(
    lan: Person, ids: dict[str, str], words: str, names: list[str]
) -> None:
    assert await found(lan, ids, words=words) == names


async def test_a_filter_narrows_by_date_kind_account_jar_and_amount(lan: Person, ids: dict[str, str]) -> None:
    accounts, jars = await accounts_of(lan), await jars_of(lan)
    assert await found(lan, ids, from_date="2026-11-10", to_date="2026-11-19") == ["coffee"]
    assert await found(lan, ids, kinds=[draft_pb2.TRANSACTION_KIND_INCOME]) == []
    assert await found(lan, ids, account_ids=[accounts["food"].account_id]) == ["pho", "coffee"]
    assert await found(lan, ids, account_ids=[accounts["food.coffee"].account_id]) == ["coffee"]
    assert await found(lan, ids, jar_ids=[jars["PLAY"].jar_id]) == ["coffee"]
    assert await found(lan, ids, least_amount=dong(45_000), most_amount=dong(80_000)) == ["fuel", "pho"]


async def test_what_was_undone_shows_only_when_asked_for(lan: Person, ids: dict[str, str]) -> None:
    await lan(pb.VoidTransactionRequest(transaction_id=ids["pho"], version=1))
    assert await found(lan, ids) == ["fuel", "coffee", "rent"]
    assert await found(lan, ids, with_voided=True) == ["fuel", "pho", "coffee", "rent"]


async def test_an_edited_transaction_is_found_by_its_new_words_alone(lan: Person, ids: dict[str, str]) -> None:
    read = (await lan(pb.GetTransactionRequest(transaction_id=ids["pho"]))).transaction
    read.content.note = "bún chả"
    await lan(pb.EditTransactionRequest(transaction_id=ids["pho"], version=1, content=read.content))
    assert await found(lan, ids, words="thin") == []
    assert await found(lan, ids, words="bun cha") == ["pho"]
    assert await found(lan, ids, with_voided=True) == ["pho", "fuel", "coffee", "rent"]


async def test_an_opening_balance_is_in_the_list(lan: Person) -> None:
    await lan(account_pb.CreateAccountRequest(type=account_pb.ACCOUNT_TYPE_ASSET, name="VCB", opening_balance=dong(5)))
    (opening,) = (await lan(pb.ListTransactionsRequest())).transactions
    assert opening.content.kind == draft_pb2.TRANSACTION_KIND_OPENING


async def test_ids_that_are_not_the_households_are_not_found(lan: Person) -> None:
    stranger = str(new_id())
    by_account = pb.ListTransactionsRequest(filter=pb.TransactionFilter(account_ids=[stranger]))
    assert await lan.refused(by_account) == "ACCOUNT_NOT_FOUND"
    by_jar = pb.ListTransactionsRequest(filter=pb.TransactionFilter(jar_ids=[stranger]))
    assert await lan.refused(by_jar) == "JAR_NOT_FOUND"
    assert await lan.refused(pb.ListTransactionVersionsRequest(transaction_id=stranger)) == "TRANSACTION_NOT_FOUND"
