"""What a batch must read under the lock, worked out before the lock from the groups and from facts kept from before."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from services.ledger.journal.drafting import EntryDraft
from services.ledger.journal.facts import Facts
from services.ledger.journal.model import CloseAccount, OpenAccounts, PostingGroup
from services.ledger.journal.opening import Founding
from services.ledger.kernel.preparing import Prepared
from services.ledger.kernel.reads import Key
from services.ledger.kernel.workout import confirmed_drafts, touched_transactions


@dataclass(slots=True)
class Wanted:
    """Keys to read: each list is without duplicates and sorted, so that locks are taken in one order everywhere."""

    households: list[UUID] = field(default_factory=list)
    requests: list[Key] = field(default_factory=list)
    transactions: list[Key] = field(default_factory=list)
    drafts: list[Key] = field(default_factory=list)
    balances: list[tuple[UUID, int]] = field(default_factory=list)
    foundings: list[tuple[UUID, Founding, datetime]] = field(default_factory=list)


def wanted_by(prepared: Iterable[Prepared], balances: Iterable[tuple[UUID, int]], now: datetime) -> Wanted:
    """What the groups need; `balances` are those that facts kept from before let us foresee."""
    wanted = Wanted()
    households: set[UUID] = set()
    drafts: set[Key] = set()
    for one in prepared:
        group, household = one.group, one.group.household_id
        households.add(household)
        wanted.requests.extend((household, item) for item in one.claims)
        wanted.transactions.extend((household, item) for item in touched_transactions(group))
        drafts.update((household, item) for item in confirmed_drafts(group))
        wanted.foundings.extend(
            (household, change.founding, now)
            for change in group.changes
            if isinstance(change, OpenAccounts) and change.founding is not None
        )
    wanted.households = sorted(households)
    wanted.drafts = sorted(drafts)
    wanted.balances = list(balances)
    return wanted


def touched_balances(household_id: UUID, entries: Iterable[EntryDraft]) -> set[tuple[UUID, int]]:
    """The balances that the legs of `entries` change."""
    return {(household_id, account.number) for entry in entries for line in entry.lines for account, _ in line.legs}


def closing_balances(group: PostingGroup, facts: Facts) -> set[tuple[UUID, int]]:
    """The balances that a closing must know before it can be worked out."""
    closed = (facts.by_id.get(change.account_id) for change in group.changes if isinstance(change, CloseAccount))
    return {(group.household_id, account.number) for account in closed if account is not None}
