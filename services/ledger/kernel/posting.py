"""post_batch: N groups in one transaction and, as a rule, two round trips."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import TypeAlias
from uuid import UUID

from services.ledger.journal.facts import Facts
from services.ledger.journal.model import Edit, PostingGroup, Record
from services.ledger.journal.refusal import Reason, RefusalError
from services.ledger.journal.words import Words, words_of
from services.ledger.kernel.answers import Answer, Posted, Refused
from services.ledger.kernel.facts_cache import FactsCache
from services.ledger.kernel.pipeline import Pipeline
from services.ledger.kernel.preparing import Prepared, Preparer
from services.ledger.kernel.reads import Reads, StoredRequest
from services.ledger.kernel.rows import Rows
from services.ledger.kernel.settling import Books, Settler
from services.ledger.kernel.store import KernelStore
from services.ledger.kernel.wanted import closing_balances, touched_balances, wanted_by
from services.ledger.kernel.workout import WorkedOut
from services.mesh.clock import Clock


class Busy(Enum):
    """The household was locked by somebody else; nothing was written."""

    BUSY = 0


Outcome: TypeAlias = Answer | Busy


@dataclass(slots=True)
class _Batch:
    """One batch on its way; outcomes by place of the group."""

    prepared: Sequence[Prepared]
    now: datetime
    outcomes: dict[int, Outcome] = field(default_factory=dict)
    facts: dict[UUID, Facts] = field(default_factory=dict)
    worked: dict[int, WorkedOut] = field(default_factory=dict)

    def open(self) -> list[tuple[int, Prepared]]:
        """Groups without an outcome yet, with their places, in order."""
        return [(place, one) for place, one in enumerate(self.prepared) if place not in self.outcomes]


class Poster:
    """Posts batches. Groups of one batch must not touch one another's ids; see queue.Selection."""

    def __init__(self, store: KernelStore, cache: FactsCache, clock: Clock, preparer: Preparer) -> None:
        """`preparer` and poster share the `cache`."""
        self._store = store
        self._cache = cache
        self._clock = clock
        self._preparer = preparer

    def prepare(self, group: PostingGroup) -> Prepared:
        """Do for a group what needs no lock."""
        return self._preparer.prepare(group)

    async def post_batch(
        self, pipeline: Pipeline, prepared: Sequence[Prepared], *, wait: bool = False
    ) -> list[Outcome]:
        """One outcome a group, in order. On any error nothing of the batch was written, and the transaction is over.

        `pipeline` is on a connection of the poster, outside of a transaction. psycopg.errors.LockNotAvailable when
        `wait` was in vain; psycopg.OperationalError when the outcome of the commit is unknown: send the groups again.
        """
        batch = _Batch(prepared, self._clock.now())
        try:
            reads = await self._store.begin(
                pipeline, wanted_by(prepared, self._foreseen(prepared), batch.now), wait=wait
            )
            await self._answer_known(pipeline, batch, reads)
            await self._read_facts(pipeline, batch, reads)
            await self._work_out(pipeline, batch, reads)
            rows = self._settle(batch, reads)
            if rows is None:
                await self._store.give_up(pipeline)
            else:
                await self._store.write(pipeline, rows)
        except BaseException:
            await pipeline.leave()
            raise
        return [batch.outcomes[place] for place in range(len(prepared))]

    def _foreseen(self, prepared: Sequence[Prepared]) -> set[tuple[UUID, int]]:
        """The balances that the first round trip can read already."""
        balances: set[tuple[UUID, int]] = set()
        for one in prepared:
            if one.worked is not None:
                balances |= touched_balances(one.group.household_id, one.worked.entries)
            elif (facts := self._cache.get(one.group.household_id)) is not None:
                balances |= closing_balances(one.group, facts)
        return balances

    async def _answer_known(self, pipeline: Pipeline, batch: _Batch, reads: Reads) -> None:
        """Replays, reused ids, and households that are busy or not there."""
        for place, one in enumerate(batch.prepared):
            group, household = one.group, one.group.household_id
            if household not in reads.heads:
                missing = household not in reads.existing
                batch.outcomes[place] = Refused(Reason.HOUSEHOLD_NOT_FOUND) if missing else Busy.BUSY
                continue
            stored = {item: reads.requests.get((household, item)) for item in one.claims}
            own = stored[group.request_id]
            if own is not None and own.group_id == group.request_id and own.request_hash == one.request_hash:
                same = await self._same_words(pipeline, group, own)
                batch.outcomes[place] = (
                    Posted.decode(group.request_id, own.answer) if same else Refused(Reason.REQUEST_ID_REUSED)
                )
            elif any(stored.values()):
                batch.outcomes[place] = Refused(Reason.REQUEST_ID_REUSED)

    async def _same_words(self, pipeline: Pipeline, group: PostingGroup, stored: StoredRequest) -> bool:
        """Whether the words are those of the stored request; words since erased are taken to be the same."""
        words = _words(group)
        if not words:
            return True
        last = stored.sequence + stored.entries - 1
        kept = [
            (commitment, salt)
            for _, _, commitment, salt in await self._store.words(pipeline, group.household_id, stored.sequence, last)
            if commitment is not None
        ]
        return len(kept) == len(words) and all(
            salt is None or said.commitment(salt) == commitment
            for said, (commitment, salt) in zip(words, kept, strict=True)
        )

    async def _read_facts(self, pipeline: Pipeline, batch: _Batch, reads: Reads) -> None:
        """Facts of the households that still have a group to work out."""
        stale = {}
        for _, one in batch.open():
            household = one.group.household_id
            head, kept = reads.heads[household], self._cache.get(household)
            if kept is not None and kept.version == head.facts_version:
                batch.facts[household] = kept
            else:
                stale[household] = head
        if not stale:
            return
        for household, facts in (await self._store.read_facts(pipeline, stale)).items():
            batch.facts[household] = facts
            self._cache.put(household, facts)

    async def _work_out(self, pipeline: Pipeline, batch: _Batch, reads: Reads) -> None:
        """Entries of all open groups, and the balances that they touch."""
        needed: set[tuple[UUID, int]] = set()
        still = batch.open()
        for _, one in still:
            needed |= closing_balances(one.group, batch.facts[one.group.household_id])
        await self._need(pipeline, needed, reads)
        needed = set()
        for place, one in still:
            facts = batch.facts[one.group.household_id]
            if one.worked is not None and one.worked.facts is facts:
                batch.worked[place] = one.worked
                continue
            try:
                # Not kept beyond this batch: what it read may be old when the group is tried again.
                worked = batch.worked[place] = self._preparer.work_out(one.group, facts, reads)
            except RefusalError as refusal:
                batch.outcomes[place] = Refused(refusal.reason)
                continue
            needed |= touched_balances(one.group.household_id, worked.entries)
        await self._need(pipeline, needed, reads)

    async def _need(self, pipeline: Pipeline, needed: set[tuple[UUID, int]], reads: Reads) -> None:
        missing = needed - reads.balances.keys()
        if missing:
            await self._store.read_balances(pipeline, sorted(missing), reads)

    def _settle(self, batch: _Batch, reads: Reads) -> Rows | None:
        """The rows to write, None when there is nothing to post."""
        settler = Settler(batch.now)
        books = {household: Books(household, reads.heads[household], {}) for household in batch.facts}
        for (household, account), amount in reads.balances.items():
            if household in books:
                books[household].balances[account] = amount
        posted = set()
        for place, one in batch.open():
            household = one.group.household_id
            try:
                batch.outcomes[place] = settler.settle(books[household], batch.worked[place], one.request_hash)
                posted.add(household)
            except RefusalError as refusal:
                batch.outcomes[place] = Refused(refusal.reason)
        return settler.finish(books[household] for household in sorted(posted)) if posted else None


def _words(group: PostingGroup) -> list[Words]:
    """The words of a group, in the order in which its lines keep them."""
    contents = [change.content for change in group.changes if isinstance(change, Record | Edit)]
    return [words for content in contents for words in words_of(content) if words is not None]
