"""Learning from the ledger's confirmed drafts: each once, the position with the effect, the third sentence right."""

from dataclasses import dataclass, field
from typing import Any, cast
from uuid import UUID

import pytest
from heo.events.v1.event_pb2 import DraftChanged, Event
from heo.ledger.v1.draft_service_pb2 import Draft
from heo.ledger.v1.transaction_pb2 import SOURCE_BILL
from heo.type.v1.draft_pb2 import DraftContent, DraftPart
from opentelemetry.trace import NoOpTracer

from services.ai.learning.service import CONSUMER, Learner
from services.ai.ledger.client import LedgerClient
from services.mesh.clock import SystemClock
from services.mesh.events import Batch, Consumer, Position, Positions
from services.mesh.ids import new_id
from services.mesh.testing.events import MemorySource

BEGINNING = Position("", 1)


@dataclass
class Ledger:
    """A ledger that knows some drafts."""

    drafts: dict[UUID, Draft] = field(default_factory=dict)
    asked: int = 0

    async def draft(self, household_id: UUID, draft_id: UUID) -> Draft | None:
        self.asked += 1
        return self.drafts.get(draft_id)


@dataclass(frozen=True)
class School:
    """A household, the consumer that learns, and what the ledger will tell."""

    household: Any
    consumer: Consumer[Any]
    ledger: Ledger
    thing_id: Any

    async def teach(self, *events: Event, before: Position = BEGINNING, after: str = "p1") -> Position:
        """Let a batch take effect."""
        return await self.consumer.apply(before, Batch(events, after))

    async def counts(self, phrase: str) -> Any:
        """What was learned of a phrase."""
        return (await self.household.memories.lessons(self.household.household_id, [phrase])).counts

    def corrected(self, note: str, suggested: str, category: str, jar: str) -> Event:
        """The event of a draft that a person corrected and confirmed."""
        draft_id = new_id()
        self.ledger.drafts[draft_id] = Draft(
            draft_id=str(draft_id),
            content=DraftContent(note=note, category_id=self.thing_id(category), jar_id=self.thing_id(jar)),
            suggested=DraftContent(note=note, category_id=self.thing_id(suggested)),
        )
        changed = DraftChanged(draft_id=str(draft_id), state="CONFIRMED", corrected=True)
        return Event(household_id=str(self.household.household_id), draft_changed=changed)

    def split(self, *things: tuple[str, str, str, str]) -> Event:
        """The event of a bill in parts: things with the category suggested, the one confirmed, the jar that paid."""
        draft_id = new_id()
        self.ledger.drafts[draft_id] = Draft(
            draft_id=str(draft_id),
            content=DraftContent(
                note="VinMart",
                parts=[
                    DraftPart(
                        note=names, category_id=self.thing_id(confirmed), jar_id=self.thing_id(jar) if jar else ""
                    )
                    for names, _, confirmed, jar in things
                ],
            ),
            suggested=DraftContent(
                note="VinMart",
                parts=[DraftPart(note=names, category_id=self.thing_id(key)) for names, key, _, _ in things],
            ),
        )
        changed = DraftChanged(draft_id=str(draft_id), state="CONFIRMED", corrected=True)
        return Event(household_id=str(self.household.household_id), draft_changed=changed)


@pytest.fixture
async def school(household: Any, thing_id: Any) -> School:
    ledger, pool, positions = Ledger(), household.memories._pool, Positions("ai", CONSUMER)
    learner = Learner(cast(LedgerClient, ledger), SystemClock(), 1000)
    consumer = Consumer(MemorySource(), learner, positions, pool, "", NoOpTracer(), 10)
    async with pool.connection() as conn:
        await positions.read(conn)
    return School(household, consumer, ledger, thing_id)


async def test_after_two_corrections_the_third_sentence_is_right(school: School) -> None:
    thing_id = school.thing_id
    before = (await school.household.interpret("highlands 59k")).suggestions[0].content
    assert before.category_id == thing_id("food.coffee")
    events = [
        school.corrected(note, "food.coffee", "food.drinks", "EDU") for note in ("highlands", "highlands với Lan")
    ]
    await school.teach(*events)
    (suggestion,) = (await school.household.interpret("trà đào highlands 65k")).suggestions
    assert suggestion.content.category_id == thing_id("food.drinks")
    assert suggestion.content.jar_id == thing_id("EDU")
    why = next(piece for piece in suggestion.evidence if piece.rule == "memory.words")
    assert why.explanation == "2 lần “highlands” → Nhậu"


async def test_each_thing_of_a_bill_in_parts_is_a_lesson(school: School) -> None:
    event = school.split(
        ("Nước giặt OMO 2.4kg, Khăn giấy", "food.groceries", "home.supplies", "NEC"),
        ("Bia Tiger", "food.drinks", "food.drinks", ""),
    )
    await school.teach(event, event)
    for thing, category, jar, corrected in (
        ("nuoc giat omo", "home.supplies", "NEC", 1),
        ("khan giay", "home.supplies", "NEC", 1),
        ("bia tiger", "food.drinks", "", 0),
    ):
        ((meaning, count),) = (await school.counts(thing))[thing].items()
        assert meaning.category_id == school.thing_id(category), thing
        assert meaning.jar_id == (school.thing_id(jar) if jar else "")
        assert (count.times, count.corrected) == (1, corrected)
    assert not await school.counts("vinmart")


async def test_the_merchant_of_a_bill_is_known_as_the_household_spells_it(school: School) -> None:
    household, events = school.household, []
    for note in ("Phở Lâm Ấn", "Phở Lâm Ẩn", "ăn sáng với Lan"):
        event = school.split(("Phở", "food", "food", ""), ("Trà", "food.drinks", "food.drinks", ""))
        draft = school.ledger.drafts[UUID(event.draft_changed.draft_id)]
        draft.content.note, draft.suggested.note, draft.source = note, "PHỞ LÂM ẤN", SOURCE_BILL
        events.append(event)
    await school.teach(*events)
    assert await household.memories.merchants(household.household_id) == ("Phở Lâm Ẩn",)
    assert await household.memories.merchants(new_id()) == ()


async def test_an_event_that_comes_twice_teaches_once(school: School) -> None:
    event = school.corrected("highlands", "food.coffee", "food.drinks", "PLAY")
    first = await school.teach(event, event)
    await school.teach(event, before=first, after="p2")
    (count,) = (await school.counts("highlands"))["highlands"].values()
    assert (count.times, count.corrected) == (1, 1)


async def test_a_restored_ledger_tells_everything_again_and_teaches_nothing_twice(school: School) -> None:
    events = [school.corrected(name, "food.coffee", "food.drinks", "PLAY") for name in ("highlands", "phúc long")]
    position = await school.teach(*events)
    positions = Positions("ai", CONSUMER)
    async with school.household.memories._pool.connection() as conn:
        assert await positions.begin_anew(conn, position)
    new = school.corrected("katinat", "food.coffee", "food.drinks", "PLAY")
    await school.teach(*events, new, before=Position("", 2))
    for name in ("highlands", "phuc long", "katinat"):
        (count,) = (await school.counts(name))[name].values()
        assert (count.times, count.corrected) == (1, 1), name


async def test_a_draft_that_is_gone_teaches_nothing(school: School) -> None:
    event = school.corrected("highlands", "food.coffee", "food.drinks", "PLAY")
    school.ledger.drafts.clear()
    assert await school.teach(event) == Position("p1", 1)
    assert school.ledger.asked == 1
    assert not await school.counts("highlands")


async def test_only_confirmed_drafts_are_fetched(school: School) -> None:
    changed = DraftChanged(draft_id=str(new_id()), state="DISCARDED")
    await school.teach(Event(household_id=str(school.household.household_id), draft_changed=changed))
    assert school.ledger.asked == 0


async def test_a_merchant_is_forgotten_with_the_words_of_its_name(school: School) -> None:
    household = school.household
    event = school.corrected("Bún Chả Hương", "food", "food.eating_out", "NEC")
    school.ledger.drafts[UUID(event.draft_changed.draft_id)].source = SOURCE_BILL
    await school.teach(event)
    assert await household.memories.merchants(household.household_id) == ("Bún Chả Hương",)
    memories = (await household.memories.page(household.household_id, 50, "")).memories
    (named,) = [memory for memory in memories if memory.words == "bun cha huong"]
    await household.memories.forget(household.household_id, new_id(), named.memory_id)
    assert await household.memories.merchants(household.household_id) == ()
