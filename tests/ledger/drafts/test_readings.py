"""Drafts that are still being read: how they begin, and every way in which they end."""

from datetime import timedelta

import psycopg
import pytest
from heo.events.v1 import event_pb2
from heo.ledger.v1 import draft_service_pb2 as pb
from heo.ledger.v1 import transaction_pb2 as wire
from heo.type.v1 import draft_pb2

from services.mesh.clock import FixedClock
from services.mesh.ids import new_id
from tests.support.ledger import OWNER, Person, accounts_of, dong

READING, READY, FAILED = pb.DRAFT_STATE_READING, pb.DRAFT_STATE_READY, pb.DRAFT_STATE_FAILED


def ai_of(lan: Person) -> Person:
    """The service that reads, for lan's household."""
    return Person(lan.server, None, lan.household_id, OWNER, peer="ai")


def still_reading() -> pb.NewDraft:
    """A bill whose picture was just sent."""
    return pb.NewDraft(
        draft_id=str(new_id()),
        content=draft_pb2.DraftContent(),
        source=wire.SOURCE_BILL,
        evidence_ids=[str(new_id()), str(new_id())],
        is_reading=True,
    )


async def waiting(lan: Person) -> pb.Draft:
    """The same, kept."""
    new = still_reading()
    made: pb.Draft = (await lan(pb.BatchCreateDraftsRequest(drafts=[new]))).drafts[0]
    return made


async def bill(lan: Person, draft_id: str, amount: int = 45_000) -> pb.NewDraft:
    """What was read."""
    accounts = await accounts_of(lan)
    content = draft_pb2.DraftContent(
        kind=draft_pb2.TRANSACTION_KIND_EXPENSE,
        amount=dong(amount),
        valid_date="2026-11-21",
        category_id=accounts["food.eating_out"].account_id,
        account_id=accounts["cash"].account_id,
    )
    evidence = draft_pb2.Evidence(field=draft_pb2.DRAFT_FIELD_AMOUNT, rule="bill.total", confidence=0.9)
    return pb.NewDraft(draft_id=draft_id, content=content, evidence=[evidence], source=wire.SOURCE_BILL)


async def known(lan: Person, draft_id: str) -> pb.Draft:
    found: pb.Draft = (await lan(pb.GetDraftRequest(draft_id=draft_id))).draft
    return found


async def test_a_draft_waits_while_it_is_read(lan: Person) -> None:
    draft = await waiting(lan)
    assert (draft.state, draft.reading_id) == (READING, draft.draft_id)
    assert draft.content == draft_pb2.DraftContent()
    assert list((await lan(pb.ListDraftsRequest())).drafts) == [draft]
    assert await lan.refused(pb.BatchConfirmDraftsRequest(draft_ids=[draft.draft_id])) == "DRAFT_NOT_READY"
    by_hand = pb.UpdateDraftRequest(draft_id=draft.draft_id, version=1, content=draft.content)
    assert await lan.refused(by_hand) == "DRAFT_NOT_READY"


async def test_what_is_being_read_has_no_content_yet(lan: Person) -> None:
    new = await bill(lan, str(new_id()))
    new.is_reading = True
    assert await lan.refused(pb.BatchCreateDraftsRequest(drafts=[new])) == "INVALID_ARGUMENT"


async def test_two_bills_in_one_photo_become_two_ready_drafts(lan: Person) -> None:
    draft = await waiting(lan)
    first, second = await bill(lan, draft.draft_id), await bill(lan, str(new_id()), 80_000)
    asked = pb.FinishReadingRequest(request_id=str(new_id()), draft_id=draft.draft_id, drafts=[first, second])
    ai = ai_of(lan)
    done = (await ai(asked)).drafts
    assert [item.draft_id for item in done] == [first.draft_id, second.draft_id]
    assert [item.state for item in done] == [READY, READY]
    assert [item.content for item in done] == [first.content, second.content] == [item.suggested for item in done]
    assert {item.reading_id for item in done} == {draft.draft_id}
    assert [list(item.evidence_ids) for item in done] == [list(draft.evidence_ids)] * 2
    assert [item.source for item in done] == [wire.SOURCE_BILL] * 2
    assert [item.version for item in done] == [2, 1]
    assert (await ai(asked)).drafts == done
    await lan(pb.BatchConfirmDraftsRequest(draft_ids=[item.draft_id for item in done]))
    assert (await accounts_of(lan))["cash"].balance.minor_units == -125_000


async def test_a_reading_ends_once_whoever_asks_again(lan: Person) -> None:
    draft, ai = await waiting(lan), ai_of(lan)
    read = await bill(lan, draft.draft_id)
    (done,) = (await ai(pb.FinishReadingRequest(draft_id=draft.draft_id, drafts=[read]))).drafts
    more = [await bill(lan, draft.draft_id, 1), await bill(lan, str(new_id()), 2)]
    assert list((await ai(pb.FinishReadingRequest(draft_id=draft.draft_id, drafts=more))).drafts) == [done]
    assert list((await ai(pb.FinishReadingRequest(draft_id=draft.draft_id, failure="BROKEN"))).drafts) == [done]
    assert list((await lan(pb.ListDraftsRequest())).drafts) == [done]


async def test_a_picture_without_a_bill_fails_and_may_be_filled_by_hand(lan: Person) -> None:
    draft = await waiting(lan)
    (failed,) = (await ai_of(lan)(pb.FinishReadingRequest(draft_id=draft.draft_id, failure="NO_BILL"))).drafts
    assert (failed.state, failed.failure, failed.version) == (FAILED, "NO_BILL", 2)
    assert list((await lan(pb.ListDraftsRequest())).drafts) == [failed]
    content = (await bill(lan, draft.draft_id)).content
    by_hand = pb.UpdateDraftRequest(draft_id=draft.draft_id, version=2, content=content)
    ready = (await lan(by_hand)).draft
    assert (ready.state, ready.failure, ready.content) == (READY, "", content)
    assert list(ready.evidence_ids) == list(draft.evidence_ids)
    await lan(pb.BatchConfirmDraftsRequest(draft_ids=[draft.draft_id]))


async def test_what_was_put_away_while_it_was_read_stays_away(lan: Person) -> None:
    draft, ai = await waiting(lan), ai_of(lan)
    await lan(pb.BatchDiscardDraftsRequest(draft_ids=[draft.draft_id]))
    read = [await bill(lan, draft.draft_id), await bill(lan, str(new_id()))]
    (answer,) = (await ai(pb.FinishReadingRequest(draft_id=draft.draft_id, drafts=read))).drafts
    assert (answer.draft_id, answer.state) == (draft.draft_id, pb.DRAFT_STATE_DISCARDED)
    assert not (await lan(pb.ListDraftsRequest())).drafts


async def test_what_was_put_away_and_brought_back_is_still_filled(lan: Person) -> None:
    draft = await waiting(lan)
    await lan(pb.BatchDiscardDraftsRequest(draft_ids=[draft.draft_id]))
    assert (await lan(pb.RestoreDraftRequest(draft_id=draft.draft_id))).draft.state == READY
    read = await bill(lan, draft.draft_id)
    (done,) = (await ai_of(lan)(pb.FinishReadingRequest(draft_id=draft.draft_id, drafts=[read]))).drafts
    assert (done.state, done.content) == (READY, read.content)


async def test_nothing_of_a_refused_result_is_kept(lan: Person) -> None:
    draft, ai = await waiting(lan), ai_of(lan)
    good, bad = await bill(lan, draft.draft_id), await bill(lan, str(new_id()))
    bad.content.account_id = str(new_id())
    assert await ai.refused(pb.FinishReadingRequest(draft_id=draft.draft_id, drafts=[good, bad])) == "ACCOUNT_NOT_FOUND"
    assert await known(lan, draft.draft_id) == draft
    taken = [good, await bill(lan, (await waiting(lan)).draft_id)]
    assert await ai.refused(pb.FinishReadingRequest(draft_id=draft.draft_id, drafts=taken)) == "REQUEST_ID_REUSED"
    assert (await known(lan, draft.draft_id)).state == READING


@pytest.mark.parametrize("wrong", ["nothing", "both", "another first", "still reading"])
async def test_a_result_is_drafts_or_a_failure(lan: Person, wrong: str) -> None:
    draft = await waiting(lan)
    asked = pb.FinishReadingRequest(draft_id=draft.draft_id)
    if wrong != "nothing":
        asked.drafts.append(await bill(lan, str(new_id()) if wrong == "another first" else draft.draft_id))
    if wrong == "both":
        asked.failure = "BROKEN"
    if wrong == "still reading":
        asked.drafts.append(still_reading())
    assert await ai_of(lan).refused(asked) == "INVALID_ARGUMENT"


async def test_the_mesh_hears_how_a_reading_goes(lan: Person, ledger_dsn: str) -> None:
    draft, other = await waiting(lan), await waiting(lan)
    read = [await bill(lan, draft.draft_id), await bill(lan, str(new_id()))]
    await ai_of(lan)(pb.FinishReadingRequest(draft_id=draft.draft_id, drafts=read))
    await ai_of(lan)(pb.FinishReadingRequest(draft_id=other.draft_id, failure="BROKEN"))
    with psycopg.connect(ledger_dsn) as conn:
        rows = conn.execute(
            "SELECT payload FROM ledger.outbox WHERE household_id = %s AND kind = 12 ORDER BY sequence",
            (lan.household_id,),
        ).fetchall()
    told = [event_pb2.DraftChanged.FromString(payload) for (payload,) in rows]
    assert [(event.draft_id, event.state) for event in told] == [
        (draft.draft_id, "READING"),
        (other.draft_id, "READING"),
        (draft.draft_id, "READY"),
        (read[1].draft_id, "READY"),
        (other.draft_id, "FAILED"),
    ]


async def test_a_reading_of_which_nobody_knows(lan: Person, clock: FixedClock) -> None:
    ai = ai_of(lan)
    assert await ai.refused(pb.FinishReadingRequest(draft_id=str(new_id()), failure="BROKEN")) == "DRAFT_NOT_FOUND"
    draft = await waiting(lan)
    clock.advance(timedelta(days=31))
    assert await ai.refused(pb.FinishReadingRequest(draft_id=draft.draft_id, failure="BROKEN")) == "DRAFT_NOT_FOUND"
