"""A draft that is split: one supermarket bill, two categories, two jars."""

import pytest
from heo.ledger.v1 import draft_service_pb2 as pb
from heo.ledger.v1 import transaction_pb2 as wire
from heo.type.v1 import draft_pb2

from services.mesh.ids import new_id
from tests.support.ledger import Person, accounts_of, dong, jars_of


async def groceries(lan: Person) -> pb.NewDraft:
    """310.000 đ: 250.000 of food, 60.000 of fun."""
    accounts, jars = await accounts_of(lan), await jars_of(lan)
    parts = [
        draft_pb2.DraftPart(amount=dong(250_000), category_id=accounts["food.eating_out"].account_id, note="gạo, thịt"),
        draft_pb2.DraftPart(
            amount=dong(60_000), category_id=accounts["food.eating_out"].account_id, jar_id=jars["PLAY"].jar_id
        ),
    ]
    content = draft_pb2.DraftContent(
        kind=draft_pb2.TRANSACTION_KIND_EXPENSE,
        amount=dong(310_000),
        valid_date="2026-11-21",
        account_id=accounts["cash"].account_id,
        tags=["siêu thị"],
        parts=parts,
    )
    return pb.NewDraft(draft_id=str(new_id()), content=content, source=wire.SOURCE_BILL)


async def test_confirming_posts_one_transaction_with_a_split_for_each_part(lan: Person) -> None:
    new = await groceries(lan)
    (draft,) = (await lan(pb.BatchCreateDraftsRequest(drafts=[new]))).drafts
    assert draft.content == new.content
    (made,) = (await lan(pb.BatchConfirmDraftsRequest(draft_ids=[draft.draft_id]))).transactions
    assert [split.amount.minor_units for split in made.content.splits] == [250_000, 60_000]
    assert [split.note for split in made.content.splits] == ["gạo, thịt", ""]
    assert [list(split.tags) for split in made.content.splits] == [["siêu thị"]] * 2
    jars = await jars_of(lan)
    assert (jars["NEC"].balance.minor_units, jars["PLAY"].balance.minor_units) == (-250_000, -60_000)
    assert (await accounts_of(lan))["cash"].balance.minor_units == -310_000


async def test_every_part_needs_its_category_before_it_is_posted(lan: Person) -> None:
    new = await groceries(lan)
    new.content.parts[1].category_id = ""
    (draft,) = (await lan(pb.BatchCreateDraftsRequest(drafts=[new]))).drafts
    assert await lan.refused(pb.BatchConfirmDraftsRequest(draft_ids=[draft.draft_id])) == "DRAFT_INCOMPLETE"


async def test_a_line_can_be_moved_to_another_jar_by_hand(lan: Person) -> None:
    (draft,) = (await lan(pb.BatchCreateDraftsRequest(drafts=[await groceries(lan)]))).drafts
    content = draft.content
    content.parts[0].jar_id = (await jars_of(lan))["GIVE"].jar_id
    changed = (await lan(pb.UpdateDraftRequest(draft_id=draft.draft_id, version=1, content=content))).draft
    assert (changed.content, changed.suggested) == (content, (await groceries(lan)).content)
    await lan(pb.BatchConfirmDraftsRequest(draft_ids=[draft.draft_id]))
    assert (await jars_of(lan))["GIVE"].balance.minor_units == -250_000


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda content: content.parts[0].amount.CopyFrom(dong(249_999)), "UNBALANCED"),
        (lambda content: content.ClearField("amount"), "UNBALANCED"),
        (lambda content: content.parts[0].amount.CopyFrom(dong(0)), "AMOUNT_OUT_OF_RANGE"),
        (lambda content: content.parts[0].amount.MergeFrom(type(dong(1))(commodity="USD")), "COMMODITY_MISMATCH"),
        (lambda content: content.MergeFrom(draft_pb2.DraftContent(category_id=str(new_id()))), "INVALID_ARGUMENT"),
        (lambda content: content.MergeFrom(draft_pb2.DraftContent(jar_id=str(new_id()))), "INVALID_ARGUMENT"),
        (
            lambda content: content.MergeFrom(draft_pb2.DraftContent(kind=draft_pb2.TRANSACTION_KIND_JAR_MOVE)),
            "KIND_MISMATCH",
        ),
        (
            lambda content: content.parts[0].MergeFrom(draft_pb2.DraftPart(category_id=str(new_id()))),
            "ACCOUNT_NOT_FOUND",
        ),
        (lambda content: content.parts[1].MergeFrom(draft_pb2.DraftPart(jar_id=str(new_id()))), "JAR_NOT_FOUND"),
    ],
)
async def test_parts_that_do_not_fit_are_refused_with_the_reason(lan: Person, change: object, reason: str) -> None:
    new = await groceries(lan)
    change(new.content)  # type: ignore[operator]
    assert await lan.refused(pb.BatchCreateDraftsRequest(drafts=[new])) == reason
    assert not (await lan(pb.ListDraftsRequest())).drafts
