"""What the rest of the mesh hears, and when."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import grpc
import pytest
from heo.events.v1 import event_pb2
from heo.ledger.v1 import account_service_pb2 as account_pb
from heo.ledger.v1 import draft_service_pb2 as draft_pb
from heo.ledger.v1 import event_service_pb2 as pb
from heo.ledger.v1 import household_service_pb2 as household_pb
from heo.ledger.v1 import journal_service_pb2 as journal_pb
from heo.ledger.v1 import plan_service_pb2 as plan_pb
from heo.ledger.v1 import transaction_pb2 as wire
from heo.type.v1 import draft_pb2 as draft_type_pb

from services.mesh.errors import reason_of
from services.mesh.ids import new_id
from services.mesh.testing.serving import Running
from tests.support.ledger import Person, accounts_of, dong, founded, jars_of


@asynccontextmanager
async def stream(server: Running, request: Any, person: Person) -> AsyncIterator[Any]:
    """An open stream, cancelled at the end."""
    name = type(request).__name__.removesuffix("Request")
    answer: Any = getattr(pb, f"{name}Response")
    path = f"/heo.ledger.v1.EventService/{name}"
    call = server.channel.unary_stream(path, type(request).SerializeToString, answer.FromString)
    opened = call(request, timeout=30, metadata=person.metadata())
    try:
        yield opened
    finally:
        opened.cancel()


async def heard(opened: Any, count: int) -> list[event_pb2.Event]:
    """The next `count` events of a stream; signs of life carry none."""
    events: list[event_pb2.Event] = []
    while len(events) < count:
        events += (await opened.read()).events
    return events


async def a_draft(lan: Person) -> draft_pb.Draft:
    accounts = await accounts_of(lan)
    content = draft_type_pb.DraftContent(
        kind=draft_type_pb.TRANSACTION_KIND_EXPENSE,
        amount=dong(45_000),
        valid_date="2026-11-21",
        category_id=accounts["food"].account_id,
        account_id=accounts["cash"].account_id,
        note="phở của Minh",
    )
    new = draft_pb.NewDraft(draft_id=str(new_id()), content=content, source=wire.SOURCE_VOICE)
    made: draft_pb.Draft = (await lan(draft_pb.BatchCreateDraftsRequest(drafts=[new]))).drafts[0]
    return made


async def test_a_page_hears_what_its_household_does_as_it_happens(lan: Person, server: Running) -> None:
    other = await founded(server)
    async with stream(server, pb.WatchHouseholdRequest(household_id=str(lan.household_id)), lan) as opened:
        assert not (await opened.read()).events
        await other(household_pb.UpdateHouseholdRequest(name="Nhà khác"))
        cash = (await accounts_of(lan))["cash"]
        await lan(account_pb.UpdateAccountRequest(account_id=cash.account_id, version=1, name="Ví"))
        (event,) = await heard(opened, 1)
    assert event.household_id == str(lan.household_id)
    assert event.account_changed == event_pb2.AccountChanged(account_id=cash.account_id)


async def test_a_watch_resumes_after_a_sequence(lan: Person, server: Running) -> None:
    for name in ("A", "B", "C"):
        await lan(household_pb.UpdateHouseholdRequest(name=name))
    asked = pb.WatchHouseholdRequest(household_id=str(lan.household_id), after_sequence=2)
    async with stream(server, asked, lan) as opened:
        assert [event.sequence for event in await heard(opened, 2)] == [3, 4]


async def test_each_write_is_told_once_with_its_kind_and_without_words(lan: Person, server: Running) -> None:
    draft = await a_draft(lan)
    draft.content.amount.minor_units = 54_000
    asked = draft_pb.UpdateDraftRequest(
        request_id=str(new_id()), draft_id=draft.draft_id, version=1, content=draft.content
    )
    await lan(asked)
    await lan(asked)
    await lan(draft_pb.BatchConfirmDraftsRequest(draft_ids=[draft.draft_id]))
    await lan(journal_pb.VoidTransactionRequest(transaction_id=draft.draft_id, version=1))
    jar = (await jars_of(lan))["PLAY"]
    await lan(plan_pb.CreatePlanRequest(jar_id=jar.jar_id, from_month="2026-11", amount=dong(1)))
    asked_all = pb.WatchHouseholdRequest(household_id=str(lan.household_id), after_sequence=1)
    async with stream(server, asked_all, lan) as opened:
        events = await heard(opened, 6)
    assert [event.WhichOneof("body") for event in events] == [
        "draft_changed", "draft_changed", "draft_changed", "transaction_posted", "transaction_voided", "plan_changed",
    ]  # fmt: skip
    changes = [(event.draft_changed.state, event.draft_changed.corrected) for event in events[:3]]
    assert changes == [("READY", False), ("READY", True), ("CONFIRMED", True)]
    posted = events[3].transaction_posted
    assert (posted.transaction_id, posted.version, posted.valid_date) == (draft.draft_id, 1, "2026-11-21")
    assert {leg.amount.minor_units for leg in posted.legs} == {54_000, -54_000}
    assert b"Minh" not in b"".join(event.SerializeToString() for event in events)


async def test_a_service_hears_all_households_and_resumes_by_position(server: Running) -> None:
    notifier = Person(server, None, peer="notifier")
    homes = [await founded(server) for _ in range(2)]
    wanted = {str(home.household_id) for home in homes}
    async with stream(server, pb.SubscribeRequest(batch_size=1), notifier) as opened:
        position, seen = "", set[str]()
        while not wanted <= seen:
            answer = await opened.read()
            seen |= {event.household_id for event in answer.events}
            position = answer.position
    await homes[0](household_pb.UpdateHouseholdRequest(name="Sau"))
    async with stream(server, pb.SubscribeRequest(position=position), notifier) as opened:
        (event,) = await heard(opened, 1)
    assert (event.household_id, event.WhichOneof("body")) == (str(homes[0].household_id), "household_changed")


@pytest.mark.parametrize("position", ["nonsense", f"{'0' * 32}.0.0"])
async def test_a_position_of_another_ledger_is_refused(server: Running, position: str) -> None:
    notifier = Person(server, None, peer="notifier")
    async with stream(server, pb.SubscribeRequest(position=position), notifier) as opened:
        with pytest.raises(grpc.aio.AioRpcError) as caught:
            await opened.read()
    info = reason_of(caught.value)
    assert info is not None
    assert info.reason == "POSITION_INVALID"
