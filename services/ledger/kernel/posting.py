"""post_batch: N groups in one transaction and, as a rule, two round trips."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import Enum
from typing import TypeAlias
from uuid import UUID

from services.ledger.journal.facts import Facts
from services.ledger.journal.model import Edit, PostingGroup, Record
from services.ledger.journal.refusal import Reason, RefusalError
from services.ledger.journal.request import request_hash
from services.ledger.journal.words import Words, words_of
from services.ledger.kernel.answers import Answer, Posted, Refused
from services.ledger.kernel.facts_cache import FactsCache
from services.ledger.kernel.pipeline import Pipeline
from services.ledger.kernel.reads import Reads, StoredRequest
from services.ledger.kernel.rows import Rows
from services.ledger.kernel.settling import Books, EncodeBody, Entropy, Settler
from services.ledger.kernel.store import KernelStore
from services.ledger.kernel.wanted import closing_balances, touched_balances, wanted_by
from services.ledger.kernel.workout import WorkedOut, claimed_ids, work_out
from services.mesh.clock import Clock

_FURTHEST_EAST = timedelta(hours=14)
"""Somewhere it is already tomorrow: dates are checked against the latest civil date on Earth."""


class Busy(Enum):
    """The household was locked by somebody else; nothing was written."""

    BUSY = 0


Outcome: TypeAlias = Answer | Busy


@dataclass(slots=True)
class _Batch:
    """One batch on its way; outcomes by place of the group."""

    groups: Sequence[PostingGroup]
    hashes: list[bytes]
    now: datetime
    outcomes: dict[int, Outcome] = field(default_factory=dict)
    worked: dict[int, WorkedOut] = field(default_factory=dict)
    facts: dict[UUID, Facts] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The latest civil date that it is anywhere."""
        return (self.now + _FURTHEST_EAST).date()

    def open_places(self) -> list[int]:
        """Groups without an outcome yet, in order."""
        return [place for place in range(len(self.groups)) if place not in self.outcomes]


class Poster:
    """Posts batches. Groups of one batch must not touch one another's ids; see queue.Selection."""

    def __init__(
        self, store: KernelStore, cache: FactsCache, clock: Clock, encode: EncodeBody, entropy: Entropy
    ) -> None:
        """`encode` serialises events, `entropy` gives random bytes for salts."""
        self._store = store
        self._cache = cache
        self._clock = clock
        self._encode = encode
        self._entropy = entropy

    async def post_batch(
        self, pipeline: Pipeline, groups: Sequence[PostingGroup], *, wait: bool = False
    ) -> list[Outcome]:
        """One outcome a group, in order. On any error nothing of the batch was written, and the transaction is over.

        `pipeline` is on a connection of the poster, outside of a transaction. psycopg.errors.LockNotAvailable when
        `wait` was in vain; psycopg.OperationalError when the outcome of the commit is unknown: send the groups again.
        """
        batch = _Batch(groups, [request_hash(group) for group in groups], self._clock.now())
        foreseen = self._foresee(batch)
        try:
            reads = await self._store.begin(pipeline, wanted_by(groups, foreseen, batch.now), wait=wait)
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
        return [batch.outcomes[place] for place in range(len(groups))]

    def _foresee(self, batch: _Batch) -> set[tuple[UUID, int]]:
        """Work out what facts kept from before allow, so that the first round trip can read the balances too."""
        balances: set[tuple[UUID, int]] = set()
        for place, group in enumerate(batch.groups):
            facts = self._cache.get(group.household_id)
            if facts is None:
                continue
            balances |= closing_balances(group, facts)
            if not all(isinstance(change, Record) and change.draft_version is None for change in group.changes):
                continue
            try:
                worked = work_out(group, facts, Reads(), batch.today)
            except RefusalError:
                continue  # the facts may be old: it is worked out again under the lock
            batch.worked[place] = worked
            balances |= touched_balances(group.household_id, worked.entries)
        return balances

    async def _answer_known(self, pipeline: Pipeline, batch: _Batch, reads: Reads) -> None:
        """Replays, reused ids, and households that are busy or not there."""
        for place, group in enumerate(batch.groups):
            household = group.household_id
            if household not in reads.heads:
                missing = household not in reads.existing
                batch.outcomes[place] = Refused(Reason.HOUSEHOLD_NOT_FOUND) if missing else Busy.BUSY
                continue
            stored = {item: reads.requests.get((household, item)) for item in claimed_ids(group)}
            own = stored[group.request_id]
            if own is not None and own.group_id == group.request_id and own.request_hash == batch.hashes[place]:
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
        for place in batch.open_places():
            household = batch.groups[place].household_id
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
        places = batch.open_places()
        for place in places:
            group = batch.groups[place]
            needed |= closing_balances(group, batch.facts[group.household_id])
        await self._need(pipeline, needed, reads)
        needed = set()
        for place in places:
            group = batch.groups[place]
            facts = batch.facts[group.household_id]
            worked = batch.worked.get(place)
            if worked is None or worked.facts is not facts:
                try:
                    worked = work_out(group, facts, reads, batch.today)
                except RefusalError as refusal:
                    batch.outcomes[place] = Refused(refusal.reason)
                    continue
                batch.worked[place] = worked
                needed |= touched_balances(group.household_id, worked.entries)
        await self._need(pipeline, needed, reads)

    async def _need(self, pipeline: Pipeline, needed: set[tuple[UUID, int]], reads: Reads) -> None:
        missing = needed - reads.balances.keys()
        if missing:
            await self._store.read_balances(pipeline, sorted(missing), reads)

    def _settle(self, batch: _Batch, reads: Reads) -> Rows | None:
        """The rows to write, None when there is nothing to post."""
        settler = Settler(batch.now, self._encode, self._entropy)
        books: dict[UUID, Books] = {}
        for (household, account), amount in reads.balances.items():
            if household in batch.facts:
                book = books.setdefault(household, Books(household, reads.heads[household], {}))
                book.balances[account] = amount
        posted = set()
        for place in batch.open_places():
            household = batch.groups[place].household_id
            book = books.setdefault(household, Books(household, reads.heads[household], {}))
            try:
                batch.outcomes[place] = settler.settle(book, batch.worked[place], batch.hashes[place])
                posted.add(household)
            except RefusalError as refusal:
                batch.outcomes[place] = Refused(refusal.reason)
        return settler.finish(books[household] for household in sorted(posted)) if posted else None


def _words(group: PostingGroup) -> list[Words]:
    """The words of a group, in the order in which its lines keep them."""
    contents = [change.content for change in group.changes if isinstance(change, Record | Edit)]
    return [words for content in contents for words in words_of(content) if words is not None]
