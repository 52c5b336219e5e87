"""A transaction as people see it, put together again from the entry, its lines and their legs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from uuid import UUID

from services.ledger.journal.kinds import AccountType, Kind, LineRole, Source
from services.ledger.journal.model import Amount, Content, Part


@dataclass(frozen=True, slots=True)
class Transaction:
    """One version of a transaction. `jar_parts` are the jars' changes in minor units, with the commodity."""

    transaction_id: UUID
    version: int
    content: Content
    source: Source
    create_time: datetime
    actor_id: UUID | None
    voided: bool
    sequence: int
    jar_parts: tuple[tuple[UUID, Amount], ...]
    rule_version: int
    evidence_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class StoredEntry:
    """An entry that states a content, and what became of it: `void_…` when a later reversal ended the transaction.

    `ruled_parts` is how many of its parts the jar rule split.
    """

    transaction_id: UUID
    sequence: int
    version: int
    kind: Kind
    source: Source
    actor_id: UUID | None
    valid_date: date
    booked_at: datetime
    rule_version: int
    ruled_parts: int
    evidence_ids: tuple[UUID, ...]
    void_version: int | None = None
    void_sequence: int | None = None
    void_booked_at: datetime | None = None
    void_actor_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class StoredLeg:
    """A leg with what its account is."""

    account_id: UUID
    type: AccountType
    amount: int
    commodity: str


@dataclass(frozen=True, slots=True)
class StoredLine:
    """A line with its legs in order, and its words where they were not erased."""

    line: int
    role: LineRole
    member_id: UUID | None
    legs: tuple[StoredLeg, ...]
    note: str = ""
    person: str = ""
    split_note: str = ""
    tags: tuple[str, ...] = field(default_factory=tuple)

    @property
    def money(self) -> tuple[StoredLeg, ...]:
        """The legs of what really exists."""
        return tuple(leg for leg in self.legs if leg.type < AccountType.JAR)

    @property
    def jars(self) -> tuple[StoredLeg, ...]:
        """The legs on jars."""
        return tuple(leg for leg in self.legs if leg.type is AccountType.JAR)


def assemble(entry: StoredEntry, lines: Sequence[StoredLine]) -> Transaction:
    """The transaction that `entry` and all its `lines` say."""
    void = entry.void_version is not None
    return Transaction(
        transaction_id=entry.transaction_id,
        version=entry.void_version or entry.version,
        content=content_of(entry, [line for line in lines if line.role is LineRole.STATED]),
        source=entry.source,
        create_time=entry.void_booked_at or entry.booked_at,
        actor_id=entry.void_actor_id if void else entry.actor_id,
        voided=void,
        sequence=entry.void_sequence or entry.sequence,
        jar_parts=() if void else jar_parts(lines),
        rule_version=entry.rule_version,
        evidence_ids=entry.evidence_ids,
    )


def jar_parts(lines: Sequence[StoredLine]) -> tuple[tuple[UUID, Amount], ...]:
    """Each jar's change over all lines, in the order in which the jars appear."""
    sums: dict[tuple[UUID, str], int] = {}
    for line in lines:
        for leg in line.jars:
            key = leg.account_id, leg.commodity
            sums[key] = sums.get(key, 0) + leg.amount
    return tuple((jar, Amount(amount, commodity)) for (jar, commodity), amount in sums.items() if amount)


@dataclass(frozen=True, slots=True)
class _Ends:
    """The accounts of a line: who pays or receives, who is opposite, and the amount of the part."""

    account: StoredLeg
    counter: StoredLeg
    amount: int


def _outward(line: StoredLine) -> _Ends:
    account, counter = line.money[0], line.money[1]
    return _Ends(account, counter, -account.amount)


def _inward(line: StoredLine) -> _Ends:
    account, counter = line.money[0], line.money[1]
    return _Ends(account, counter, account.amount)


def _lent_back(line: StoredLine) -> _Ends:
    counter, account = line.money[0], line.money[1]
    return _Ends(account, counter, account.amount)


def _exchanged(line: StoredLine) -> _Ends:
    account, counter = line.money[0], line.money[-1]
    return _Ends(account, counter, -account.amount)


def _between_jars(line: StoredLine) -> _Ends:
    giver, taker = line.jars[0], line.jars[1]
    return _Ends(giver, taker, taker.amount)


_ENDS: Mapping[Kind, Callable[[StoredLine], _Ends]] = MappingProxyType(
    {
        Kind.EXPENSE: _outward, Kind.TRANSFER: _outward, Kind.LOAN_OUT: _outward, Kind.LOAN_REPAY: _outward,
        Kind.INCOME: _inward, Kind.REFUND: _inward, Kind.OPENING: _inward,
        Kind.LOAN_IN: _lent_back, Kind.LOAN_BACK: _lent_back,
        Kind.EXCHANGE: _exchanged, Kind.JAR_MOVE: _between_jars,
    }
)  # fmt: skip
_WITH_CATEGORY = frozenset({Kind.EXPENSE, Kind.INCOME, Kind.REFUND})
_WITHOUT_COUNTER = _WITH_CATEGORY | {Kind.OPENING, Kind.JAR_MOVE}


def content_of(entry: StoredEntry, stated: Sequence[StoredLine]) -> Content:
    """What a person said, from the stated lines: line i is part i, and its legs stand as the expansion wrote them."""
    ends = [_ENDS[entry.kind](line) for line in stated]
    first, words = ends[0], stated[0]
    moves_jars = entry.kind is Kind.JAR_MOVE
    exchanged = entry.kind is Kind.EXCHANGE
    # Several jars in one line are the rule's work; one jar may be, when the rule split more parts than those.
    one_may_be_ruled = sum(len(line.jars) != 1 for line in stated) < entry.ruled_parts
    return Content(
        kind=entry.kind,
        valid_date=entry.valid_date,
        parts=tuple(_part(entry.kind, line, end, one_may_be_ruled) for line, end in zip(stated, ends, strict=True)),
        account_id=None if moves_jars else first.account.account_id,
        counter_account_id=None if entry.kind in _WITHOUT_COUNTER else first.counter.account_id,
        counter_jar_id=first.counter.account_id if moves_jars else None,
        counter_amount=Amount(first.counter.amount, first.counter.commodity) if exchanged else None,
        note=words.note,
        person=words.person,
    )


def _part(kind: Kind, line: StoredLine, ends: _Ends, one_may_be_ruled: bool) -> Part:
    jars = line.jars
    named = kind is Kind.JAR_MOVE or (len(jars) == 1 and not one_may_be_ruled)
    return Part(
        amount=Amount(ends.amount, ends.account.commodity),
        category_id=ends.counter.account_id if kind in _WITH_CATEGORY else None,
        jar_id=jars[0].account_id if named else None,
        note=line.split_note,
        tags=line.tags,
        member_id=line.member_id,
    )
