"""What recording answers is what reading gives later, field by field, whatever was recorded."""

from typing import Any

import pytest
from heo.ledger.v1 import account_service_pb2 as account_pb
from heo.ledger.v1 import journal_service_pb2 as pb
from heo.ledger.v1 import member_service_pb2 as member_pb
from heo.ledger.v1 import transaction_pb2 as wire
from heo.type.v1.draft_pb2 import TransactionKind
from heo.type.v1.money_pb2 import Money

from services.mesh.ids import new_id
from tests.support.ledger import Person, accounts_of, dong, jars_of

SHAPES: dict[str, tuple[str, dict[str, Any], list[dict[str, Any]]]] = {
    "jars named, followed and shared": (
        "EXPENSE", {"account": "cash", "note": "chợ", "person": "Minh"},
        [{"amount": 3, "category": "food.eating_out"}, {"amount": 4, "category": "food.eating_out", "jar": "PLAY"},
         {"amount": 5, "category": "fun", "note": "phim", "tags": ["tối", "bạn"], "member": "Lan"}],
    ),
    "spent off budget": ("EXPENSE", {"account": "safe"}, [{"amount": 5, "category": "food"}]),
    "ruled income": ("INCOME", {"account": "bank"}, [{"amount": 10_000_001, "category": "salary"}]),
    "ruled income too small for all jars": ("INCOME", {"account": "bank"}, [{"amount": 1, "category": "salary"}]),
    "income partly into a jar": (
        "INCOME", {"account": "bank"},
        [{"amount": 7, "category": "salary", "jar": "EDU"}, {"amount": 100, "category": "salary", "note": "thưởng"}],
    ),
    "income into one jar": ("INCOME", {"account": "bank"}, [{"amount": 7, "category": "salary", "jar": "EDU"}]),
    "income off budget": ("INCOME", {"account": "safe"}, [{"amount": 7, "category": "salary"}]),
    "within the budget": ("TRANSFER", {"account": "bank", "counter": "cash"}, [{"amount": 9}]),
    "out of the budget": ("TRANSFER", {"account": "bank", "counter": "safe"}, [{"amount": 9}, {"amount": 2}]),
    "into the budget": ("TRANSFER", {"account": "safe", "counter": "bank"}, [{"amount": 9, "jar": "FFA"}]),
    "between jars": ("JAR_MOVE", {"counter_jar": "PLAY", "note": "đi chơi"}, [{"amount": 8, "jar": "NEC"}]),
    "two jars to one": (
        "JAR_MOVE", {"counter_jar": "PLAY"}, [{"amount": 8, "jar": "NEC"}, {"amount": 2, "jar": "EDU"}]
    ),
    "refund": ("REFUND", {"account": "bank"}, [{"amount": 6, "category": "shopping"}]),
    "lent": ("LOAN_OUT", {"account": "cash", "counter": "receivable", "person": "Hùng"}, [{"amount": 50}]),
    "lent back": ("LOAN_BACK", {"account": "cash", "counter": "receivable"}, [{"amount": 50, "jar": "NEC"}]),
    "borrowed": ("LOAN_IN", {"account": "cash", "counter": "payable"}, [{"amount": 50}]),
    "paid back": ("LOAN_REPAY", {"account": "cash", "counter": "payable"}, [{"amount": 50}]),
    "opening": ("OPENING", {"account": "cash"}, [{"amount": 70}]),
    "opening debt": ("OPENING", {"account": "bank"}, [{"amount": -70}]),
    "gold bought": (
        "EXCHANGE", {"account": "bank", "counter": "gold", "takes": Money(minor_units=100, commodity="GOLD_CHI")},
        [{"amount": 8_000_000, "jar": "FFA"}],
    ),
    "gold sold": (
        "EXCHANGE", {"account": "gold", "counter": "bank", "takes": dong(9_000_000)},
        [{"amount": Money(minor_units=100, commodity="GOLD_CHI")}],
    ),
}  # fmt: skip
NAMES = list(SHAPES)


@pytest.fixture
async def ids(lan: Person) -> dict[str, str]:
    """Ids of accounts and jars by key, of a safe and of gold off the budget, and of the owner."""
    asset = account_pb.ACCOUNT_TYPE_ASSET
    await lan(account_pb.CreateAccountRequest(type=asset, name="safe", off_budget=True))
    await lan(account_pb.CreateAccountRequest(type=asset, name="gold", commodity="GOLD_CHI", commodity_decimals=2))
    found = {key: account.account_id for key, account in (await accounts_of(lan)).items()}
    found |= {key: jar.jar_id for key, jar in (await jars_of(lan)).items()}
    (owner,) = (await lan(member_pb.ListMembersRequest())).members
    return {"": "", "Lan": owner.member_id, **found}


def asked(shape: str, ids: dict[str, str]) -> pb.RecordTransactionRequest:
    kind, whole, parts = SHAPES[shape]
    content = wire.TransactionContent(
        kind=TransactionKind.Value(f"TRANSACTION_KIND_{kind}"),
        valid_date="2026-11-20",
        account_id=ids[whole.get("account", "")],
        counter_account_id=ids[whole.get("counter", "")],
        counter_jar_id=ids[whole.get("counter_jar", "")],
        counter_amount=whole.get("takes"),
        note=whole.get("note", ""),
        person=whole.get("person", ""),
        splits=[split(part, ids) for part in parts],
    )
    evidence = [str(new_id()), str(new_id())]
    return pb.RecordTransactionRequest(content=content, source=wire.SOURCE_BILL, evidence_ids=evidence)


def split(part: dict[str, Any], ids: dict[str, str]) -> wire.Split:
    amount = part["amount"]
    return wire.Split(
        amount=dong(amount) if isinstance(amount, int) else amount,
        category_id=ids[part.get("category", "")],
        jar_id=ids[part.get("jar", "")],
        note=part.get("note", ""),
        tags=part.get("tags", ()),
        member_id=ids[part.get("member", "")],
    )


async def read(lan: Person, transaction: wire.Transaction) -> wire.Transaction:
    answer = await lan(pb.GetTransactionRequest(transaction_id=transaction.transaction_id))
    found: wire.Transaction = answer.transaction
    return found


def test_every_kind_is_among_them() -> None:
    kinds = {name.removeprefix("TRANSACTION_KIND_") for name in TransactionKind.DESCRIPTOR.values_by_name}
    assert {kind for kind, _, _ in SHAPES.values()} == kinds - {"UNSPECIFIED"}


@pytest.mark.parametrize("shape", NAMES)
async def test_an_answer_is_what_is_read_later(lan: Person, ids: dict[str, str], shape: str) -> None:
    request = asked(shape, ids)
    made = await lan(request)
    assert made.transaction == await read(lan, made.transaction)
    assert list(made.transaction.evidence_ids) == list(request.evidence_ids)
    assert (await lan(request)).SerializeToString() == made.SerializeToString()


async def test_a_batch_answers_each_at_its_place(lan: Person, ids: dict[str, str]) -> None:
    requests = [asked(shape, ids) for shape in NAMES]
    stranger, reused = asked("refund", ids), asked("refund", ids)
    stranger.content.splits[0].member_id = str(new_id())
    requests = [stranger, *requests[:5], stranger, *requests[5:], reused]
    for request in requests:
        request.household_id, request.request_id = str(lan.household_id), str(new_id())
    reused.request_id = requests[1].request_id
    batch = pb.BatchRecordTransactionsRequest(requests=requests)
    results = (await lan(batch)).results
    assert [result.request_id for result in results] == [request.request_id for request in requests]
    reasons = {place: result.reason for place, result in enumerate(results) if result.reason}
    assert reasons == {0: "MEMBER_NOT_FOUND", 6: "MEMBER_NOT_FOUND", len(requests) - 1: "REQUEST_ID_REUSED"}
    for result in results:
        assert bool(result.reason) != result.HasField("transaction")
        if not result.reason:
            assert result.transaction.transaction_id == result.request_id
            assert result.transaction == await read(lan, result.transaction)
    assert (await lan(batch)).results == results
