"""Learning from the ledger's confirmed drafts: each once, the position with the effect, the third sentence right."""

from dataclasses import dataclass, field
from typing import Any, cast
from uuid import UUID

import pytest
from heo.events.v1.event_pb2 import DraftChanged, Event
from heo.ledger.v1.draft_service_pb2 import Draft
from heo.ledger.v1.event_service_pb2 import SubscribeResponse
from heo.type.v1.draft_pb2 import DraftContent
from opentelemetry.trace import NoOpTracer

from services.ai.learning import store
from services.ai.learning.service import CONSUMER, PARTITION, Learner, MovedByAnotherError
from services.ai.ledger.client import LedgerClient
from services.mesh.clock import SystemClock
from services.mesh.ids import new_id


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
    """A household, the learner, and what the ledger will tell."""

    household: Any
    learner: Learner
    ledger: Ledger
    thing_id: Any

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


@pytest.fixture
async def school(household: Any, thing_id: Any) -> School:
    ledger = Ledger()
    pool = household.memories._pool
    learner = Learner(pool, "", cast(LedgerClient, ledger), SystemClock(), NoOpTracer(), 10, 1000)
    async with pool.connection() as conn:
        await store.read_position(conn, CONSUMER, PARTITION)
    return School(household, learner, ledger, thing_id)


async def test_after_two_corrections_the_third_sentence_is_right(school: School) -> None:
    thing_id = school.thing_id
    before = (await school.household.interpret("highlands 59k")).suggestions[0].content
    assert before.category_id == thing_id("food.coffee")
    events = [
        school.corrected(note, "food.coffee", "food.drinks", "EDU") for note in ("highlands", "highlands với Lan")
    ]
    await school.learner.apply("", SubscribeResponse(events=events, position="p1"))
    (suggestion,) = (await school.household.interpret("trà đào highlands 65k")).suggestions
    assert suggestion.content.category_id == thing_id("food.drinks")
    assert suggestion.content.jar_id == thing_id("EDU")
    why = next(piece for piece in suggestion.evidence if piece.rule == "memory.words")
    assert why.explanation == "2 lần “highlands” → Nhậu"


async def test_an_event_that_comes_twice_teaches_once(school: School) -> None:
    event = school.corrected("highlands", "food.coffee", "food.drinks", "PLAY")
    await school.learner.apply("", SubscribeResponse(events=[event], position="p1"))
    await school.learner.apply("p1", SubscribeResponse(events=[event], position="p2"))
    lessons = await school.household.memories.lessons(school.household.household_id, ["highlands"])
    (count,) = lessons.counts["highlands"].values()
    assert (count.times, count.corrected) == (1, 1)


async def test_a_position_that_another_moved_leaves_no_effect(school: School) -> None:
    event = school.corrected("highlands", "food.coffee", "food.drinks", "PLAY")
    with pytest.raises(MovedByAnotherError):
        await school.learner.apply("elsewhere", SubscribeResponse(events=[event], position="p1"))
    assert not (await school.household.memories.lessons(school.household.household_id, ["highlands"])).counts


async def test_a_draft_that_is_gone_teaches_nothing(school: School) -> None:
    event = school.corrected("highlands", "food.coffee", "food.drinks", "PLAY")
    school.ledger.drafts.clear()
    assert await school.learner.apply("", SubscribeResponse(events=[event], position="p1")) == "p1"
    assert school.ledger.asked == 1


async def test_only_confirmed_drafts_are_fetched(school: School) -> None:
    changed = DraftChanged(draft_id=str(new_id()), state="DISCARDED")
    event = Event(household_id=str(school.household.household_id), draft_changed=changed)
    await school.learner.apply("", SubscribeResponse(events=[event], position="p1"))
    assert school.ledger.asked == 0


async def test_a_sign_of_life_moves_nothing(school: School) -> None:
    assert await school.learner.apply("", SubscribeResponse(position="")) == ""
