"""What can be done for a group before its household is locked: while the batch before it is being committed."""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from services.ledger.events.model import Body, EventKind
from services.ledger.journal.drafting import LineDraft, Seal
from services.ledger.journal.facts import Facts
from services.ledger.journal.hashing import line_hash
from services.ledger.journal.model import PostingGroup, Record
from services.ledger.journal.refusal import RefusalError
from services.ledger.journal.request import request_hash
from services.ledger.journal.words import SALT_BYTES
from services.ledger.kernel.facts_cache import FactsCache
from services.ledger.kernel.reads import Reads
from services.ledger.kernel.workout import WorkedOut, claimed_ids, work_out
from services.mesh.clock import Clock

EncodeBody = Callable[[Body], tuple[EventKind, bytes]]
Entropy = Callable[[int], bytes]

_FURTHEST_EAST = timedelta(hours=14)
"""Somewhere it is already tomorrow: dates are checked against the latest civil date on Earth."""


@dataclass(slots=True)
class Prepared:
    """A group with all that does not depend on the lock. `worked` holds for the facts that it names, and no others."""

    group: PostingGroup
    request_hash: bytes
    claims: list[UUID] = field(default_factory=list)
    worked: WorkedOut | None = None


class Preparer:
    """Works groups out against facts kept from before, and seals what no sequence enters: line hashes and events."""

    def __init__(self, cache: FactsCache, clock: Clock, encode: EncodeBody, entropy: Entropy) -> None:
        """`encode` serialises events, `entropy` gives random bytes for salts."""
        self._cache = cache
        self._clock = clock
        self._encode = encode
        self._entropy = entropy

    @property
    def today(self) -> date:
        """The latest civil date that it is anywhere."""
        return (self._clock.now() + _FURTHEST_EAST).date()

    def prepare(self, group: PostingGroup) -> Prepared:
        """Prepare a group; one that must read first, or whose facts are not known, is worked out under the lock."""
        prepared = Prepared(group, request_hash(group), claimed_ids(group))
        facts = self._cache.get(group.household_id)
        if facts is None or not all(_needs_no_reading(change) for change in group.changes):
            return prepared
        with contextlib.suppress(RefusalError):  # the facts may be old: it is worked out again under the lock
            prepared.worked = self.work_out(group, facts, Reads())
        return prepared

    def work_out(self, group: PostingGroup, facts: Facts, reads: Reads) -> WorkedOut:
        """Work a group out and seal it; RefusalError with the first reason found."""
        worked = work_out(group, facts, reads, self.today)
        for entry in worked.entries:
            for place, line in enumerate(entry.lines):
                line.seal = self._sealed(place, line)
        worked.payloads = [self._encode(body) for body in worked.bodies]
        return worked

    def _sealed(self, place: int, line: LineDraft) -> Seal:
        legs = [(account.number, amount, account.commodity) for account, amount in line.legs]
        if line.words is None:
            return Seal(line_hash(place, line.role, line.member_id, None, legs))
        salt = self._entropy(SALT_BYTES)
        commitment = line.words.commitment(salt)
        return Seal(line_hash(place, line.role, line.member_id, commitment, legs), commitment, salt)


def _needs_no_reading(change: object) -> bool:
    return isinstance(change, Record) and change.draft_version is None
