"""What confirmed drafts teach: read from the ledger, kept in the transaction that moves the position."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from heo.events.v1.event_pb2 import Event
from psycopg import AsyncConnection

from services.ai.learning.from_proto import confirmed, confirmed_drafts, is_confirmation
from services.ai.learning.model import Lesson, lesson_of
from services.ai.ledger.client import LedgerClient
from services.ai.memory import store
from services.ai.memory.model import MOST_MERCHANTS
from services.ai.understanding.text import fold
from services.mesh.clock import Clock
from services.mesh.postgres.rls import household_scope

CONSUMER = "learning"


class Learner:
    """The effect of events on the memory (see services.mesh.events.Effect)."""

    def __init__(self, ledger: LedgerClient, clock: Clock, most_memories: int) -> None:
        """Ask `ledger` for drafts, keep at most `most_memories` associations for one household."""
        self._ledger = ledger
        self._clock = clock
        self._most_memories = most_memories

    def concerns(self, event: Event) -> bool:
        """Only confirmed drafts teach."""
        return is_confirmation(event)

    async def look(self, household_id: UUID, events: Sequence[Event]) -> list[Lesson] | None:
        """The lessons of the drafts that these events confirmed. AioRpcError when the ledger cannot be asked."""
        found = [await self._lesson(household_id, draft_id) for draft_id in confirmed_drafts(events)]
        return [lesson for lesson in found if lesson is not None] or None

    async def take(self, conn: AsyncConnection[Any], seen: list[Lesson], epoch: int) -> int:
        """Learn each lesson once, in whatever epoch it comes: it is known by its draft. psycopg.Error."""
        return sum([await self._learn(conn, lesson) for lesson in seen])

    async def _lesson(self, household_id: UUID, draft_id: UUID) -> Lesson | None:
        draft = await self._ledger.draft(household_id, draft_id)
        return lesson_of(confirmed(household_id, draft)) if draft is not None else None

    async def _learn(self, conn: AsyncConnection[Any], lesson: Lesson) -> bool:
        now = self._clock.now()
        await household_scope(conn, lesson.household_id)
        if not await store.note_lesson(conn, lesson.household_id, lesson.draft_id, now):
            return False
        for taught in lesson.taught:
            await store.learn(
                conn, lesson.household_id, taught.phrases, taught.category_id, taught.jar_id, taught.corrected, now,
                self._most_memories,
            )  # fmt: skip
        if lesson.merchant:
            await store.learn_merchant(
                conn, lesson.household_id, fold(lesson.merchant), lesson.merchant, now, MOST_MERCHANTS
            )
        return True
