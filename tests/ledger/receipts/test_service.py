"""Writes without money: once for a request id, whoever sends it and however often."""

import asyncio

import pytest
from heo.ledger.v1 import draft_service_pb2 as draft_pb
from heo.ledger.v1 import household_service_pb2 as household_pb
from heo.ledger.v1 import jar_service_pb2 as jar_pb
from heo.ledger.v1 import journal_service_pb2 as journal_pb
from heo.ledger.v1 import transaction_pb2 as wire
from heo.type.v1 import draft_pb2

from services.mesh.ids import new_id
from tests.support.ledger import Person, accounts_of, dong, jars_of


async def breakfast(lan: Person, note: str = "") -> journal_pb.RecordTransactionRequest:
    accounts = await accounts_of(lan)
    content = wire.TransactionContent(
        kind=draft_pb2.TRANSACTION_KIND_EXPENSE,
        valid_date="2026-11-21",
        account_id=accounts["cash"].account_id,
        splits=[wire.Split(amount=dong(45_000), category_id=accounts["food"].account_id)],
        note=note,
    )
    return journal_pb.RecordTransactionRequest(request_id=str(new_id()), content=content, source=wire.SOURCE_MANUAL)


async def test_ten_copies_of_one_write_take_effect_once(lan: Person) -> None:
    asked = household_pb.UpdateHouseholdRequest(request_id=str(new_id()), name="Nhà mới")
    answers = await asyncio.gather(*(lan(asked) for _ in range(10)))
    assert {answer.SerializeToString() for answer in answers} == {answers[0].SerializeToString()}


async def test_of_two_who_change_one_version_one_is_told_so(lan: Person) -> None:
    play = (await jars_of(lan))["PLAY"]
    wanted = [jar_pb.UpdateJarRequest(jar_id=play.jar_id, version=1, name=name) for name in ("A", "B")]
    answers = await asyncio.gather(*(lan(asked) for asked in wanted), return_exceptions=True)
    assert sorted(isinstance(answer, BaseException) for answer in answers) == [False, True]
    assert (await jars_of(lan))["PLAY"].version == 2


async def test_of_two_who_confirm_one_draft_one_is_told_that_it_is_done(lan: Person) -> None:
    recorded = await breakfast(lan)
    content = draft_pb2.DraftContent(
        kind=recorded.content.kind,
        amount=dong(45_000),
        valid_date=recorded.content.valid_date,
        category_id=recorded.content.splits[0].category_id,
        account_id=recorded.content.account_id,
    )
    new = draft_pb.NewDraft(draft_id=str(new_id()), content=content, source=wire.SOURCE_MANUAL)
    await lan(draft_pb.BatchCreateDraftsRequest(drafts=[new]))
    asked = [draft_pb.BatchConfirmDraftsRequest(draft_ids=[new.draft_id]) for _ in range(2)]
    answers = await asyncio.gather(*(lan(item) for item in asked), return_exceptions=True)
    assert sorted(isinstance(answer, BaseException) for answer in answers) == [False, True]
    assert (await accounts_of(lan))["cash"].balance.minor_units == -45_000


async def test_an_id_that_moved_money_is_used_up_for_everything_else(lan: Person) -> None:
    posted = await breakfast(lan)
    await lan(posted)
    rename = household_pb.UpdateHouseholdRequest(request_id=posted.request_id, name="Nhà mới")
    assert await lan.refused(rename) == "REQUEST_ID_REUSED"


@pytest.mark.parametrize("text", ["a\0b", "\0"])
async def test_what_the_database_cannot_hold_is_a_bad_argument(lan: Person, text: str) -> None:
    rename = household_pb.UpdateHouseholdRequest(name=text)
    assert await lan.refused(rename) == "INVALID_ARGUMENT"
    assert await lan.refused(await breakfast(lan, note=text)) == "INVALID_ARGUMENT"
    assert await lan.refused(jar_pb.CreateJarRequest(name=text)) == "INVALID_ARGUMENT"
    words = journal_pb.ListTransactionsRequest(filter=journal_pb.TransactionFilter(words=text))
    assert await lan.refused(words) == "INVALID_ARGUMENT"
    new = draft_pb.NewDraft(
        draft_id=str(new_id()), content=draft_pb2.DraftContent(note=text), source=wire.SOURCE_MANUAL
    )
    assert await lan.refused(draft_pb.BatchCreateDraftsRequest(drafts=[new])) == "INVALID_ARGUMENT"
