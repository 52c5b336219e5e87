"""Drafts: they wait, are corrected, posted by a tap or put away."""

from datetime import timedelta

import grpc
import pytest
from heo.ledger.v1 import draft_service_pb2 as pb
from heo.ledger.v1 import journal_service_pb2 as journal_pb
from heo.ledger.v1 import transaction_pb2 as wire
from heo.type.v1 import draft_pb2
from heo.type.v1.page_pb2 import Page

from services.mesh.clock import FixedClock
from services.mesh.errors import reason_of
from services.mesh.ids import new_id
from services.mesh.testing.serving import Running
from tests.support.ledger import Person, accounts_of, dong, founded, jars_of


async def pho(lan: Person, **changes: object) -> pb.NewDraft:
    accounts = await accounts_of(lan)
    content = draft_pb2.DraftContent(
        kind=draft_pb2.TRANSACTION_KIND_EXPENSE,
        amount=dong(45_000),
        valid_date="2026-11-21",
        category_id=accounts["food.eating_out"].account_id,
        account_id=accounts["cash"].account_id,
        note="phở",
        tags=["sáng"],
    )
    for name, value in changes.items():
        content.ClearField(name)  # type: ignore[arg-type]
        content.MergeFrom(draft_pb2.DraftContent(**{name: value}))  # type: ignore[arg-type]
    evidence = draft_pb2.Evidence(
        field=draft_pb2.DRAFT_FIELD_AMOUNT, start=12, end=15, rule="amount.k", confidence=0.97, explanation="45k"
    )
    return pb.NewDraft(
        draft_id=str(new_id()),
        content=content,
        evidence=[evidence],
        source_text="sáng nay ăn phở 45k",
        source=wire.SOURCE_VOICE,
        evidence_ids=[str(new_id())],
        needs_look=True,
    )


async def kept(lan: Person, *drafts: pb.NewDraft) -> list[pb.Draft]:
    return list((await lan(pb.BatchCreateDraftsRequest(drafts=drafts))).drafts)


async def states(lan: Person, *draft_ids: str) -> list[int]:
    return [(await lan(pb.GetDraftRequest(draft_id=draft_id))).draft.state for draft_id in draft_ids]


async def test_a_draft_is_kept_as_it_was_said(lan: Person) -> None:
    new = await pho(lan)
    (draft,) = await kept(lan, new)
    assert (draft.state, draft.version, draft.needs_look) == (pb.DRAFT_STATE_READY, 1, True)
    assert draft.content == new.content == draft.suggested
    assert list(draft.evidence) == list(new.evidence)
    assert (await lan(pb.GetDraftRequest(draft_id=draft.draft_id))).draft == draft
    assert list((await lan(pb.ListDraftsRequest())).drafts) == [draft]


async def test_confirming_posts_drafts_under_their_own_ids(lan: Person) -> None:
    first, second = await kept(lan, await pho(lan), await pho(lan, amount=dong(80_000)))
    asked = pb.BatchConfirmDraftsRequest(request_id=str(new_id()), draft_ids=[first.draft_id, second.draft_id])
    made = (await lan(asked)).transactions
    assert [item.transaction_id for item in made] == [first.draft_id, second.draft_id]
    assert (await accounts_of(lan))["cash"].balance.minor_units == -125_000
    assert (await jars_of(lan))["NEC"].balance.minor_units == -125_000
    assert await states(lan, first.draft_id, second.draft_id) == [pb.DRAFT_STATE_CONFIRMED] * 2
    assert not (await lan(pb.ListDraftsRequest())).drafts
    assert (await lan(asked)).transactions == made
    read = await lan(journal_pb.GetTransactionRequest(transaction_id=first.draft_id))
    assert read.transaction == made[0]
    assert (read.transaction.source, read.transaction.content.note) == (wire.SOURCE_VOICE, "phở")
    assert list(read.transaction.content.splits[0].tags) == ["sáng"]


async def test_confirming_is_all_or_none(lan: Person) -> None:
    good, bad = await kept(lan, await pho(lan), await pho(lan, category_id=""))
    with pytest.raises(grpc.aio.AioRpcError) as caught:
        await lan(pb.BatchConfirmDraftsRequest(draft_ids=[good.draft_id, bad.draft_id]))
    info = reason_of(caught.value)
    assert info is not None
    assert (info.reason, dict(info.metadata)) == (
        "DRAFT_INCOMPLETE",
        {"draft_id": bad.draft_id, "fields": "category_id"},
    )
    assert await states(lan, good.draft_id, bad.draft_id) == [pb.DRAFT_STATE_READY] * 2
    assert (await accounts_of(lan))["cash"].balance.minor_units == 0


async def test_a_refused_posting_leaves_every_draft_ready(lan: Person) -> None:
    accounts = await accounts_of(lan)
    good = await pho(lan)
    bad = await pho(lan, category_id=accounts["salary"].account_id)
    drafts = await kept(lan, good, bad)
    confirm = pb.BatchConfirmDraftsRequest(draft_ids=[draft.draft_id for draft in drafts])
    assert await lan.refused(confirm) == "KIND_MISMATCH"
    assert await states(lan, good.draft_id, bad.draft_id) == [pb.DRAFT_STATE_READY] * 2


async def test_a_correction_counts_the_version_and_keeps_what_was_understood(lan: Person) -> None:
    (draft,) = await kept(lan, await pho(lan))
    content = draft.content
    content.amount.minor_units = 54_000
    asked = pb.UpdateDraftRequest(request_id=str(new_id()), draft_id=draft.draft_id, version=1, content=content)
    changed = (await lan(asked)).draft
    assert (changed.version, changed.content.amount.minor_units) == (2, 54_000)
    assert changed.suggested.amount.minor_units == 45_000
    assert (await lan(asked)).draft == changed
    stale = pb.UpdateDraftRequest(draft_id=draft.draft_id, version=1, content=content)
    assert await lan.refused(stale) == "VERSION_STALE"


async def test_a_discarded_draft_can_be_brought_back(lan: Person) -> None:
    (draft,) = await kept(lan, await pho(lan))
    gone = (await lan(pb.BatchDiscardDraftsRequest(draft_ids=[draft.draft_id]))).drafts
    assert [item.state for item in gone] == [pb.DRAFT_STATE_DISCARDED]
    confirm = pb.BatchConfirmDraftsRequest(draft_ids=[draft.draft_id])
    assert await lan.refused(confirm) == "DRAFT_NOT_READY"
    back = (await lan(pb.RestoreDraftRequest(draft_id=draft.draft_id))).draft
    assert back.state == pb.DRAFT_STATE_READY
    assert await lan.refused(pb.RestoreDraftRequest(draft_id=draft.draft_id)) == "DRAFT_NOT_READY"


async def test_what_is_confirmed_cannot_be_changed_or_discarded(lan: Person) -> None:
    (draft,) = await kept(lan, await pho(lan))
    await lan(pb.BatchConfirmDraftsRequest(draft_ids=[draft.draft_id]))
    again = pb.BatchConfirmDraftsRequest(draft_ids=[draft.draft_id])
    assert await lan.refused(again) == "DRAFT_NOT_READY"
    assert await lan.refused(pb.BatchDiscardDraftsRequest(draft_ids=[draft.draft_id])) == "DRAFT_NOT_READY"
    update = pb.UpdateDraftRequest(draft_id=draft.draft_id, version=2, content=draft.content)
    assert await lan.refused(update) == "DRAFT_NOT_READY"


async def test_a_draft_goes_away_by_itself_after_thirty_days(lan: Person, clock: FixedClock) -> None:
    waits, posted = await kept(lan, await pho(lan), await pho(lan))
    await lan(pb.BatchConfirmDraftsRequest(draft_ids=[posted.draft_id]))
    clock.advance(timedelta(days=30, seconds=1))
    assert await lan.refused(pb.GetDraftRequest(draft_id=waits.draft_id)) == "DRAFT_NOT_FOUND"
    assert await lan.refused(pb.BatchConfirmDraftsRequest(draft_ids=[waits.draft_id])) == "DRAFT_NOT_FOUND"
    assert await states(lan, posted.draft_id) == [pb.DRAFT_STATE_CONFIRMED]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"valid_date": "2026-02-30"}, "DATE_OUT_OF_RANGE"),
        ({"amount": dong(0)}, "AMOUNT_OUT_OF_RANGE"),
        ({"account_id": str(new_id())}, "ACCOUNT_NOT_FOUND"),
        ({"jar_id": str(new_id())}, "JAR_NOT_FOUND"),
    ],
)
async def test_a_draft_names_only_what_there_is(lan: Person, change: dict[str, object], reason: str) -> None:
    new = await pho(lan)
    for name, value in change.items():
        new.content.ClearField(name)  # type: ignore[arg-type]
        new.content.MergeFrom(draft_pb2.DraftContent(**{name: value}))  # type: ignore[arg-type]
    assert await lan.refused(pb.BatchCreateDraftsRequest(drafts=[await pho(lan), new])) == reason
    assert not (await lan(pb.ListDraftsRequest())).drafts


async def test_a_drafts_id_is_used_once(lan: Person) -> None:
    new = await pho(lan)
    await kept(lan, new)
    assert await lan.refused(pb.BatchCreateDraftsRequest(drafts=[new])) == "REQUEST_ID_REUSED"
    twice = await pho(lan)
    assert await lan.refused(pb.BatchCreateDraftsRequest(drafts=[twice, twice])) == "REQUEST_ID_REUSED"


async def test_another_household_does_not_see_a_draft(lan: Person, server: Running) -> None:
    (draft,) = await kept(lan, await pho(lan))
    other = await founded(server)
    for request in (
        pb.GetDraftRequest(draft_id=draft.draft_id),
        pb.BatchConfirmDraftsRequest(draft_ids=[draft.draft_id]),
        pb.BatchDiscardDraftsRequest(draft_ids=[draft.draft_id]),
    ):
        assert await other.refused(request) == "DRAFT_NOT_FOUND"


async def test_drafts_come_newest_first_page_by_page(lan: Person, clock: FixedClock) -> None:
    made = []
    for _ in range(5):
        made += await kept(lan, await pho(lan))
        clock.advance(timedelta(seconds=1))
    seen: list[str] = []
    token = ""
    for _ in range(3):
        page = await lan(pb.ListDraftsRequest(page=Page(page_size=2, page_token=token)))
        seen += [item.draft_id for item in page.drafts]
        token = page.next_page_token
    assert seen == [item.draft_id for item in reversed(made)]
    assert token == ""


async def test_a_loan_needs_no_account_of_its_own(lan: Person) -> None:
    loan = await pho(lan, kind=draft_pb2.TRANSACTION_KIND_LOAN_OUT, category_id="", person="Minh")
    (draft,) = await kept(lan, loan)
    await lan(pb.BatchConfirmDraftsRequest(draft_ids=[draft.draft_id]))
    assert (await accounts_of(lan))["receivable"].balance.minor_units == 45_000
