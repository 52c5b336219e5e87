"""Settling: sequence, running balances, hashes and answers for groups that were worked out. Pure.

Nothing here is seen outside before the commit: heads and balances are the batch's own copies.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from services.ledger.events.model import FACT_EVENTS, EventKind
from services.ledger.journal.drafting import EntryDraft, LineDraft
from services.ledger.journal.hashing import EntryForm, chain, entry_hash, event_item
from services.ledger.journal.kinds import BudgetRole, LineRole, Phase
from services.ledger.journal.refusal import Reason, RefusalError
from services.ledger.journal.words import Words
from services.ledger.kernel.answers import JarChange, Posted, PostedEntry
from services.ledger.kernel.arrays import day, instant
from services.ledger.kernel.fact_rows import add_facts
from services.ledger.kernel.reads import Head
from services.ledger.kernel.rows import Row, Rows
from services.ledger.kernel.workout import WorkedOut, claimed_ids

MOST_BALANCE = 2**62
"""A balance beyond this is refused, well before 64 bits end."""


@dataclass(slots=True)
class Books:
    """One household in a batch: its head, the balances read, and which to write (`touched`: account to sequence)."""

    household_id: UUID
    head: Head
    balances: dict[int, int]
    touched: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class Settler:
    """Settles the groups of one batch, one after the other, into rows."""

    booked_at: datetime
    rows: Rows = field(default_factory=Rows)
    _instant: int = field(init=False)
    _booked: str = field(init=False)

    def __post_init__(self) -> None:
        """Count and spell the time once."""
        self._instant = instant(self.booked_at)
        self._booked = self.booked_at.isoformat()

    def settle(self, books: Books, worked: WorkedOut, request_hash: bytes) -> Posted:
        """Number and hash the group; RefusalError, before anything changed, when a balance leaves its range."""
        running = running_balances(books.balances, worked.entries)
        first = books.head.sequence + 1
        entries = [self._entry(books, worked, index, running, request_hash) for index in range(len(worked.entries))]
        for kind, payload in worked.payloads:
            self._event(books, kind, payload, worked.group.traceparent)
        posted = Posted(worked.group.request_id, tuple(entries))
        self._request(worked, first, posted.encode())
        return posted

    def _entry(
        self, books: Books, worked: WorkedOut, index: int, running: Iterator[int], request_hash: bytes
    ) -> PostedEntry:
        draft = worked.entries[index]
        head, group = books.head, worked.group
        head.sequence += 1
        lines = [self._line(books, draft, place, line, running) for place, line in enumerate(draft.lines)]
        form = EntryForm(
            books.household_id, head.sequence, group.request_id, index, draft.transaction_id, draft.version, draft.kind,
            Phase.POSTED, draft.source, group.actor_id, draft.valid_date, self._booked, draft.reverses,
            draft.rule_version, draft.rule_inputs, draft.evidence, request_hash,
        )  # fmt: skip
        facts = add_facts(self.rows.tables, books.household_id.bytes, head.sequence, draft.facts) if draft.facts else ()
        hashed = entry_hash(form, lines, facts)
        head.chain_hash = chain(head.chain_hash, hashed)
        self.rows.tables["entries"].append(_entry_row(form, self._instant, hashed, head.chain_hash))
        if draft.confirms_draft:
            self.rows.tables["drafts"].append(
                (books.household_id.bytes, draft.transaction_id.bytes, head.sequence, self._instant)
            )
        return PostedEntry(
            draft.transaction_id, head.sequence, draft.version, draft.kind, draft.reverses or 0,
            draft.rule_version or 0, self.booked_at, _jar_changes(draft.lines),
        )  # fmt: skip

    def _line(self, books: Books, draft: EntryDraft, place: int, line: LineDraft, running: Iterator[int]) -> bytes:
        seal = line.seal
        if seal is None:
            raise ValueError("a line is sealed before it is settled")
        household, sequence = books.household_id.bytes, books.head.sequence
        if line.words is not None:
            self.rows.tables["texts"].append((household, sequence, place, seal.salt, *_word_columns(line.words)))
        valid = day(draft.valid_date)
        month = valid - draft.valid_date.day + 1
        legs, totals, balances, touched = self.rows.tables["legs"], self.rows.totals, books.balances, books.touched
        for leg, (account, amount) in enumerate(line.legs):
            balance = next(running)
            number = account.number
            legs.append(
                (
                    household, sequence, place, leg, number, amount, balance, account.commodity, account.book,
                    account.role, valid,
                )
            )  # fmt: skip
            balances[number] = balance
            touched[number] = sequence
            key = (household, number, month)
            totals[key] = totals.get(key, 0) + amount
        member = line.member_id.bytes if line.member_id is not None else None
        row = (household, sequence, place, line.role, member, seal.commitment, seal.line_hash)
        self.rows.tables["lines"].append(row)
        return seal.line_hash

    def _event(self, books: Books, kind: EventKind, payload: bytes, traceparent: str) -> None:
        head = books.head
        head.event_sequence += 1
        item = event_item(books.household_id, head.event_sequence, kind, self._booked, traceparent, payload)
        head.event_hash = chain(head.event_hash, item)
        if kind in FACT_EVENTS:
            head.facts_version = head.event_sequence
        self.rows.tables["outbox"].append(
            (
                books.household_id.bytes, head.event_sequence, kind, payload, traceparent, self._instant,
                head.event_hash,
            )
        )  # fmt: skip

    def _request(self, worked: WorkedOut, first: int, answer: bytes) -> None:
        group = worked.group
        household, owner = group.household_id.bytes, group.request_id.bytes
        for claimed in claimed_ids(group):
            self.rows.tables["requests"].append((household, claimed.bytes, owner, first, len(worked.entries), answer))

    def finish(self, books: Iterable[Books]) -> Rows:
        """All rows of the batch, with the heads, balances and month totals of the households that changed."""
        tables = self.rows.tables
        for book in books:
            household, head = book.household_id.bytes, book.head
            tables["balances"].extend(
                (household, account, book.balances[account], sequence) for account, sequence in book.touched.items()
            )
            tables["heads"].append(
                (
                    household, head.sequence, head.chain_hash, head.event_sequence, head.event_hash, head.facts_version,
                )
            )  # fmt: skip
        tables["month_totals"].extend((*key, amount) for key, amount in self.rows.totals.items())
        return self.rows


def running_balances(balances: dict[int, int], entries: Sequence[EntryDraft]) -> Iterator[int]:
    """The balance after each leg; `balances` stays as it is. AMOUNT_OUT_OF_RANGE when one leaves its range."""
    now: dict[int, int] = {}
    running = []
    for entry in entries:
        for line in entry.lines:
            for account, amount in line.legs:
                number = account.number
                before = now[number] if number in now else balances.get(number, 0)
                after = now[number] = before + amount
                if not -MOST_BALANCE < after < MOST_BALANCE:
                    raise RefusalError(Reason.AMOUNT_OUT_OF_RANGE)
                running.append(after)
    return iter(running)


def _jar_changes(lines: Sequence[LineDraft]) -> tuple[JarChange, ...]:
    changes = [
        JarChange(place, account.account_id, amount)
        for place, line in enumerate(lines)
        if line.role is LineRole.STATED
        for account, amount in line.legs
        if account.role is BudgetRole.JAR
    ]
    return tuple(changes)


def _entry_row(form: EntryForm, booked_at: int, entry_hash: bytes, chain_hash: bytes) -> Row:
    return (
        form.household_id.bytes, form.sequence, form.group_id.bytes, form.ordinal, form.transaction_id.bytes,
        form.version, form.kind, form.phase, form.source, form.actor_id.bytes if form.actor_id is not None else None,
        day(form.valid_date), booked_at, form.reverses, form.rule_version, form.rule_inputs,
        form.evidence, form.request_hash, entry_hash, chain_hash,
    )  # fmt: skip


def _word_columns(words: Words) -> Row:
    return words.note, words.person, words.split_note, json.dumps(list(words.tags)), words.folded()
