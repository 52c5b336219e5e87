"""Recording, editing and undoing: what a person says, and what the books hold then."""

import grpc
import pytest
from heo.ledger.v1 import journal_service_pb2 as pb
from heo.ledger.v1 import transaction_pb2 as wire
from heo.type.v1 import draft_pb2
from heo.type.v1.money_pb2 import Money

from services.mesh.ids import new_id
from services.mesh.testing.serving import Running
from tests.support.ledger import Person, accounts_of, dong, founded, jars_of


async def spent(
    lan: Person, amount: int, category: str = "food.eating_out", **more: object
) -> pb.RecordTransactionRequest:
    accounts = await accounts_of(lan)
    split = wire.Split(amount=dong(amount), category_id=accounts[category].account_id)
    content = wire.TransactionContent(
        kind=draft_pb2.TRANSACTION_KIND_EXPENSE,
        valid_date="2026-11-20",
        account_id=accounts["cash"].account_id,
        splits=[split],
        **more,  # type: ignore[arg-type]
    )
    return pb.RecordTransactionRequest(content=content, source=wire.SOURCE_MANUAL)


async def earned(lan: Person, amount: int) -> pb.RecordTransactionRequest:
    accounts = await accounts_of(lan)
    split = wire.Split(amount=dong(amount), category_id=accounts["salary"].account_id)
    content = wire.TransactionContent(
        kind=draft_pb2.TRANSACTION_KIND_INCOME,
        valid_date="2026-11-05",
        account_id=accounts["bank"].account_id,
        splits=[split],
    )
    return pb.RecordTransactionRequest(content=content, source=wire.SOURCE_VOICE, evidence_ids=[str(new_id())])


async def test_pho_from_cash_takes_from_the_jar_of_its_category(lan: Person) -> None:
    made = (await lan(await spent(lan, 45_000, note="phở Thìn"))).transaction
    accounts, jars = await accounts_of(lan), await jars_of(lan)
    assert accounts["cash"].balance.minor_units == -45_000
    assert accounts["food.eating_out"].balance.minor_units == 45_000
    assert jars["NEC"].balance.minor_units == -45_000
    assert [(part.jar_id, part.amount.minor_units) for part in made.jar_parts] == [(jars["NEC"].jar_id, -45_000)]
    assert made.content.splits[0].jar_id == jars["NEC"].jar_id


async def test_income_splits_into_the_jars_to_the_dong(lan: Person) -> None:
    made = (await lan(await earned(lan, 10_000_001))).transaction
    jars = await jars_of(lan)
    assert {key: jar.balance.minor_units for key, jar in jars.items()} == {
        "NEC": 5_500_001, "FFA": 1_000_000, "EDU": 1_000_000, "LTSS": 1_000_000, "PLAY": 1_000_000, "GIVE": 500_000,
        "UNASSIGNED": 0,
    }  # fmt: skip
    assert made.jar_rule_version == 1
    assert made.content.splits[0].jar_id == ""


async def test_what_was_recorded_is_read_back_as_it_was_answered(lan: Person) -> None:
    for asked in (await spent(lan, 45_000, note="phở", person="Minh"), await earned(lan, 1_234_567)):
        made = (await lan(asked)).transaction
        read = (await lan(pb.GetTransactionRequest(transaction_id=made.transaction_id))).transaction
        assert read == made


async def test_the_same_request_is_posted_once_and_answered_alike(lan: Person) -> None:
    asked = await spent(lan, 45_000)
    first, second = await lan(asked), await lan(asked)
    assert first.SerializeToString() == second.SerializeToString()
    assert (await accounts_of(lan))["cash"].balance.minor_units == -45_000
    asked.content.splits[0].amount.minor_units = 54_000
    assert await lan.refused(asked) == "REQUEST_ID_REUSED"


async def test_an_edit_makes_a_new_version_and_keeps_the_old_one(lan: Person) -> None:
    asked = await spent(lan, 45_000, note="phở")
    made = (await lan(asked)).transaction
    content = asked.content
    content.splits[0].amount.minor_units = 54_000
    edited = (
        await lan(pb.EditTransactionRequest(transaction_id=made.transaction_id, version=1, content=content))
    ).transaction
    assert (edited.version, edited.content.splits[0].amount.minor_units) == (2, 54_000)
    assert (await accounts_of(lan))["cash"].balance.minor_units == -54_000
    history = (await lan(pb.ListTransactionVersionsRequest(transaction_id=made.transaction_id))).versions
    assert [(item.version, item.content.splits[0].amount.minor_units) for item in history] == [(1, 45_000), (2, 54_000)]
    stale = pb.EditTransactionRequest(transaction_id=made.transaction_id, version=1, content=content)
    assert await lan.refused(stale) == "VERSION_STALE"


async def test_an_edited_income_keeps_its_source_and_evidence(lan: Person) -> None:
    asked = await earned(lan, 1_000_000)
    made = (await lan(asked)).transaction
    asked.content.splits[0].amount.minor_units = 2_000_000
    edit = pb.EditTransactionRequest(transaction_id=made.transaction_id, version=1, content=asked.content)
    edited = (await lan(edit)).transaction
    assert (edited.source, list(edited.evidence_ids)) == (wire.SOURCE_VOICE, list(asked.evidence_ids))


async def test_a_void_undoes_a_transaction_once(lan: Person) -> None:
    made = (await lan(await spent(lan, 45_000))).transaction
    asked = pb.VoidTransactionRequest(
        request_id=str(new_id()), transaction_id=made.transaction_id, version=made.version
    )
    gone = (await lan(asked)).transaction
    assert (gone.voided, gone.version, len(gone.jar_parts)) == (True, 2, 0)
    assert (await lan(asked)).transaction == gone
    assert (await accounts_of(lan))["cash"].balance.minor_units == 0
    again = pb.VoidTransactionRequest(transaction_id=made.transaction_id, version=2)
    assert await lan.refused(again) == "ALREADY_VOIDED"
    read = (await lan(pb.GetTransactionRequest(transaction_id=made.transaction_id))).transaction
    assert read == gone


async def test_a_batch_takes_the_good_and_names_the_bad(lan: Person) -> None:
    good, bad = await spent(lan, 45_000), await spent(lan, 0)
    for item in (good, bad):
        item.household_id, item.request_id = str(lan.household_id), str(new_id())
    results = (await lan(pb.BatchRecordTransactionsRequest(requests=[good, bad]))).results
    assert [item.reason for item in results] == ["", "AMOUNT_OUT_OF_RANGE"]
    assert results[0].transaction.transaction_id == good.request_id


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"valid_date": "2026-02-30"}, "DATE_OUT_OF_RANGE"),
        ({"valid_date": "1899-12-31"}, "DATE_OUT_OF_RANGE"),
        ({"valid_date": "2029-01-01"}, "DATE_OUT_OF_RANGE"),
        ({"account_id": str(new_id())}, "ACCOUNT_NOT_FOUND"),
        ({"account_id": ""}, "KIND_MISMATCH"),
        ({"kind": draft_pb2.TRANSACTION_KIND_INCOME}, "KIND_MISMATCH"),
        ({"kind": draft_pb2.TRANSACTION_KIND_JAR_MOVE}, "KIND_MISMATCH"),
        ({"kind": draft_pb2.TRANSACTION_KIND_EXCHANGE}, "KIND_MISMATCH"),
    ],
)
async def test_bad_content_is_refused_with_its_reason(lan: Person, change: dict[str, object], reason: str) -> None:
    asked = await spent(lan, 45_000)
    for name, value in change.items():
        setattr(asked.content, name, value)
    assert await lan.refused(asked) == reason


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"amount": dong(0)}, "AMOUNT_OUT_OF_RANGE"),
        ({"amount": dong(-1)}, "AMOUNT_OUT_OF_RANGE"),
        ({"amount": Money(minor_units=1, commodity="USD")}, "COMMODITY_MISMATCH"),
        ({"jar_id": str(new_id())}, "JAR_NOT_FOUND"),
        ({"category_id": str(new_id())}, "ACCOUNT_NOT_FOUND"),
        ({"category_id": ""}, "KIND_MISMATCH"),
        ({"member_id": str(new_id())}, "MEMBER_NOT_FOUND"),
    ],
)
async def test_a_bad_part_is_refused_with_its_reason(lan: Person, change: dict[str, object], reason: str) -> None:
    asked = await spent(lan, 45_000)
    split = asked.content.splits[0]
    for name, value in change.items():
        split.ClearField(name)  # type: ignore[arg-type]
        split.MergeFrom(wire.Split(**{name: value}))  # type: ignore[arg-type]
    assert await lan.refused(asked) == reason


async def test_another_households_accounts_do_not_exist_here(lan: Person, server: Running) -> None:
    other = await founded(server)
    theirs = await accounts_of(other)
    asked = await spent(lan, 45_000)
    asked.content.account_id = theirs["cash"].account_id
    assert await lan.refused(asked) == "ACCOUNT_NOT_FOUND"
    made = (await lan(await spent(lan, 45_000))).transaction
    assert await other.refused(pb.GetTransactionRequest(transaction_id=made.transaction_id)) == "TRANSACTION_NOT_FOUND"


async def test_a_recorder_may_add_and_a_viewer_may_not(lan: Person, server: Running) -> None:
    asked = await spent(lan, 45_000)
    for role, allowed in ((2, True), (1, False)):
        person = Person(server, lan.user_id, lan.household_id, role)
        if allowed:
            await person(asked)
            continue
        with pytest.raises(grpc.aio.AioRpcError) as caught:
            await person(asked)
        assert caught.value.code() == grpc.StatusCode.PERMISSION_DENIED
