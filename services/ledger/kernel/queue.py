"""The queue before the one writer, and which of its groups may meet in a batch. Pure but for the futures it carries."""

import asyncio
from collections import Counter, deque
from dataclasses import dataclass, field
from uuid import UUID

from services.ledger.journal.model import CloseAccount, Edit, OpenAccounts, PostingGroup, Record, Void
from services.ledger.kernel.answers import Answer
from services.ledger.kernel.preparing import Prepared

_MONEY = (Record, Edit, Void)
_OF_MONEY = frozenset(_MONEY)
_MOST_TURNS = 400
_MOST_IDLE_TURNS = 32


@dataclass(slots=True, eq=False)
class Waiting:
    """A group in the queue and the future of its answer."""

    prepared: Prepared
    answer: "asyncio.Future[Answer]"


@dataclass(slots=True)
class Selection:
    """A batch being chosen. A household keeps its order: once one of its groups must wait, the later ones wait too."""

    limit: int
    fair_share: int
    chosen: list[Waiting] = field(default_factory=list)
    households: dict[UUID, int] = field(default_factory=dict)
    _ids: set[tuple[UUID, UUID]] = field(default_factory=set)
    _held: set[UUID] = field(default_factory=set)
    _alone: bool = False

    def take(self, waiting: Waiting) -> bool:
        """Take a group into the batch, or leave it for a later one."""
        group = waiting.prepared.group
        household = group.household_id
        if household in self._held:
            return False
        ids = {(household, item) for item in touched_ids(group)}
        full = self.households.get(household, 0) >= self.fair_share
        alters = changes_facts(group)
        founding = alters and founds(group)
        late = (founding and self.chosen) or (alters and closes(group) and household in self.households)
        if self._alone or full or late or not ids.isdisjoint(self._ids):
            self._held.add(household)
            return False
        self.chosen.append(waiting)
        self.households[household] = self.households.get(household, 0) + 1
        self._ids |= ids
        self._alone = founding
        if alters:
            self._held.add(household)
        return True

    @property
    def held(self) -> int:
        """How many households have to wait for a later batch."""
        return len(self._held)

    @property
    def full(self) -> bool:
        """Whether no more groups fit."""
        return len(self.chosen) >= self.limit or self._alone


def touched_ids(group: PostingGroup) -> set[UUID]:
    """Ids that two groups of one batch must not share: both would see the same version, or neither the other."""
    ids = [change.transaction_id for change in group.changes if isinstance(change, _MONEY)]
    return {group.request_id, *ids}


def changes_facts(group: PostingGroup) -> bool:
    """Whether groups after it must be worked out against other facts."""
    return not _OF_MONEY.issuperset(map(type, group.changes))


def closes(group: PostingGroup) -> bool:
    """Whether it moves what an account holds: it must see what was posted before it, so it comes first in a batch."""
    return any(isinstance(change, CloseAccount) for change in group.changes)


def founds(group: PostingGroup) -> bool:
    """Whether it makes a household; such a group has a batch of its own."""
    return any(isinstance(change, OpenAccounts) and change.founding is not None for change in group.changes)


class WriteQueue:
    """A bounded queue of groups, oldest first."""

    def __init__(self, capacity: int, batch_limit: int) -> None:
        """Hold at most `capacity` groups, hand out at most `batch_limit` at once."""
        self._capacity = capacity
        self._batch_limit = batch_limit
        self._waiting: deque[Waiting] = deque()
        self._households: Counter[UUID] = Counter()
        self._more = asyncio.Event()
        self._last_taken = 0

    def __len__(self) -> int:
        """How many groups wait."""
        return len(self._waiting)

    def has_room(self, count: int) -> bool:
        """Whether so many groups fit."""
        return len(self._waiting) + count <= self._capacity

    def offer(self, many: list[Waiting]) -> bool:
        """Queue all of `many`, or none when they do not fit."""
        if not self.has_room(len(many)):
            return False
        self._waiting.extend(many)
        self._households.update(waiting.prepared.group.household_id for waiting in many)
        self._more.set()
        return True

    async def wait(self) -> None:
        """Return when there is something to write, or when no more will come."""
        await self._more.wait()

    async def gather(self) -> None:
        """Let in who is at the door: turns of the loop, no timer, until some in a row have brought no more groups.

        A request takes several turns from the socket to the queue. The larger the last batch, the more are on their way
        and the longer it pays to wait for them: as many idle turns as it had groups. A lone caller waits for one.
        """
        patience = min(max(self._last_taken, 1), _MOST_IDLE_TURNS)
        idle = 0
        for _ in range(_MOST_TURNS):
            before = len(self._waiting)
            await asyncio.sleep(0)
            idle = idle + 1 if len(self._waiting) == before else 0
            if idle >= patience or before >= self._batch_limit:
                return

    def close(self) -> None:
        """Take no more groups; what waits is still handed out."""
        self._capacity = 0
        self._more.set()

    @property
    def ended(self) -> bool:
        """Whether it was closed and is empty."""
        return self._capacity == 0 and not self._waiting

    def next_batch(self) -> list[Waiting]:
        """The next batch; a household takes at most a fifth of it while others wait. Abandoned groups are dropped."""
        several = len(self._households) > 1
        selection = Selection(self._batch_limit, max(1, self._batch_limit // 5) if several else self._batch_limit)
        left: list[Waiting] = []
        # Once each household that waits has its share, the rest of the queue need not be looked at.
        while self._waiting and not selection.full and selection.held < len(self._households):
            waiting = self._waiting.popleft()
            if waiting.answer.done() or selection.take(waiting):
                self._forget(waiting.prepared.group.household_id)
            else:
                left.append(waiting)
        self._waiting.extendleft(reversed(left))
        self._signal()
        self._last_taken = len(selection.chosen)
        return selection.chosen

    def put_back(self, many: list[Waiting]) -> None:
        """Return groups to the front, in their order; they are not counted against the capacity again."""
        self._waiting.extendleft(reversed(many))
        self._households.update(waiting.prepared.group.household_id for waiting in many)
        self._signal()

    def _forget(self, household_id: UUID) -> None:
        self._households[household_id] -= 1
        if not self._households[household_id]:
            del self._households[household_id]

    def _signal(self) -> None:
        if self._waiting or self._capacity == 0:
            self._more.set()
        else:
            self._more.clear()
