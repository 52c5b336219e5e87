"""From a group to the entries that it will write. Pure: what it needs was read under the household's lock."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any
from uuid import UUID

from services.ledger.events import model as events
from services.ledger.journal.drafting import EntryDraft, LegDraft, LineDraft
from services.ledger.journal.expansion import expand, sweeps
from services.ledger.journal.facts import AccountFact, Facts
from services.ledger.journal.kinds import Kind, Source
from services.ledger.journal.model import (
    Change,
    CloseAccount,
    Content,
    Edit,
    OpenAccounts,
    PostingGroup,
    Record,
    SetJarRule,
    Void,
)
from services.ledger.journal.opening import opening_transaction_id
from services.ledger.journal.refusal import Reason, RefusalError
from services.ledger.kernel.factual import close_account, open_accounts, opening_content, set_rule
from services.ledger.kernel.reads import Reads, StoredTransaction
from services.ledger.months.model import in_range

READY = 2
"""heo.ledger.v1.DraftState of a draft that can be confirmed."""

_FEEDS = frozenset({Source.BANK_MESSAGE, Source.IMPORT})


@dataclass(slots=True)
class WorkedOut:
    """A group's entries and events. `facts` is what it was worked out against, `after` what holds after it."""

    group: PostingGroup
    facts: Facts
    after: Facts
    entries: list[EntryDraft] = field(default_factory=list)
    bodies: list[events.Body] = field(default_factory=list)
    payloads: list[tuple[events.EventKind, bytes]] = field(default_factory=list)


def work_out(group: PostingGroup, facts: Facts, reads: Reads, today: date) -> WorkedOut:
    """The entries of `group`; RefusalError with the first reason found."""
    out = WorkedOut(group, facts, facts)
    for change in group.changes:
        _WORKERS[type(change)](out, change, reads, today)
    return out


def claimed_ids(group: PostingGroup) -> list[UUID]:
    """The ids that the group takes for ever: its own, and those of the drafts that it confirms."""
    claimed = [group.request_id]
    for change in group.changes:
        if isinstance(change, Record) and change.transaction_id not in claimed:
            claimed.append(change.transaction_id)
    return claimed


def touched_transactions(group: PostingGroup) -> list[UUID]:
    """The transactions whose newest version must be read."""
    return [change.transaction_id for change in group.changes if isinstance(change, Edit | Void)]


def confirmed_drafts(group: PostingGroup) -> list[UUID]:
    """The drafts that the group confirms."""
    return [c.transaction_id for c in group.changes if isinstance(c, Record) and c.draft_version is not None]


def _check_date(content: Content, today: date) -> None:
    if not in_range(content.valid_date, today):
        raise RefusalError(Reason.DATE_OUT_OF_RANGE)


def _record(out: WorkedOut, change: Record, reads: Reads, today: date) -> None:
    _check_date(change.content, today)
    if change.draft_version is not None:
        draft = reads.drafts.get((out.group.household_id, change.transaction_id))
        if draft is None:
            raise RefusalError(Reason.DRAFT_NOT_FOUND)
        if draft.state != READY:
            raise RefusalError(Reason.DRAFT_NOT_READY)
        if draft.version != change.draft_version:
            raise RefusalError(Reason.VERSION_STALE)
        out.bodies.append(events.DraftChanged(change.transaction_id, "CONFIRMED", draft.corrected))
    content = change.content
    expansion = expand(content, out.after, forgiving=change.source in _FEEDS)
    evidence = [item.hex for item in change.evidence_ids]
    out.entries.append(
        EntryDraft(
            content.kind, change.transaction_id, 1, change.source, content.valid_date, expansion.lines,
            rule_version=expansion.rule_version, rule_inputs=expansion.rule_inputs,
            evidence=json.dumps(evidence, separators=(",", ":")) if evidence else None,
            confirms_draft=change.draft_version is not None,
        )
    )  # fmt: skip
    legs = [leg for line in expansion.lines for leg in line.legs]
    out.bodies.append(events.TransactionPosted(change.transaction_id, 1, content.kind, content.valid_date, legs))


def _seen(out: WorkedOut, change: Edit | Void, reads: Reads) -> StoredTransaction:
    """The transaction that was seen, when it is still as it was seen."""
    stored = reads.transactions.get((out.group.household_id, change.transaction_id))
    if stored is None or stored.kind >= Kind.FACTS:
        raise RefusalError(Reason.TRANSACTION_NOT_FOUND)
    if stored.version != change.version:
        raise RefusalError(Reason.VERSION_STALE)
    if not stored.live:
        raise RefusalError(Reason.ALREADY_VOIDED)
    return stored


def _reversal(out: WorkedOut, transaction_id: UUID, stored: StoredTransaction) -> EntryDraft:
    """The opposite of the newest entry, on its valid date; what it leaves on closed accounts is swept."""
    numbers = out.after.by_number
    lines = [
        LineDraft([(numbers[account], -amount) for account, amount in line.legs], line.role, line.member_id)
        for line in stored.lines
    ]
    lines.extend(sweeps(lines, out.after))
    entry = EntryDraft(
        stored.kind,
        transaction_id,
        stored.version + 1,
        Source.MANUAL,
        stored.valid_date,
        lines,
        reverses=stored.sequence,
    )
    out.entries.append(entry)
    return entry


def _edit(out: WorkedOut, change: Edit, reads: Reads, today: date) -> None:
    _check_date(change.content, today)
    stored = _seen(out, change, reads)
    undone = _reversal(out, change.transaction_id, stored)
    content = change.content
    expansion = expand(content, out.after, rule_version=stored.rule_version, forgiving=True)
    out.entries.append(
        EntryDraft(
            content.kind, change.transaction_id, undone.version, Source.MANUAL, content.valid_date, expansion.lines,
            rule_version=expansion.rule_version, rule_inputs=expansion.rule_inputs,
        )
    )  # fmt: skip
    legs = _net([*undone.lines, *expansion.lines])
    out.bodies.append(
        events.TransactionPosted(
            change.transaction_id, undone.version, content.kind, content.valid_date, legs, stored.valid_date
        )
    )


def _void(out: WorkedOut, change: Void, reads: Reads, _today: date) -> None:
    undone = _reversal(out, change.transaction_id, _seen(out, change, reads))
    out.bodies.append(
        events.TransactionVoided(change.transaction_id, undone.version, undone.valid_date, _net(undone.lines))
    )


def _net(lines: Sequence[LineDraft]) -> list[LegDraft]:
    """The change of each account over all lines."""
    changes: dict[AccountFact, int] = {}
    for line in lines:
        for account, amount in line.legs:
            changes[account] = changes.get(account, 0) + amount
    return list(changes.items())


def _open(out: WorkedOut, change: OpenAccounts, reads: Reads, today: date) -> None:
    opened, out.after, bodies = open_accounts(out.group, change, out.after)
    out.entries.append(opened)
    out.bodies.extend(bodies)
    for new in change.accounts:
        content = opening_content(new)
        if content is not None:
            _record(out, Record(opening_transaction_id(new.account_id), content, Source.MANUAL), reads, today)


def _close(out: WorkedOut, change: CloseAccount, reads: Reads, _today: date) -> None:
    entry, out.after, body = close_account(out.group, change, out.after, reads)
    out.entries.append(entry)
    out.bodies.append(body)


def _rule(out: WorkedOut, change: SetJarRule, _reads: Reads, _today: date) -> None:
    entry, out.after = set_rule(out.group, change, out.after)
    out.entries.append(entry)
    out.bodies.append(events.HouseholdChanged(members_changed=False))


_WORKERS: Mapping[type[Change], Callable[[WorkedOut, Any, Reads, date], None]] = MappingProxyType(
    {Record: _record, Edit: _edit, Void: _void, OpenAccounts: _open, CloseAccount: _close, SetJarRule: _rule}
)
