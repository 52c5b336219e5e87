"""What follows from the journal, row by row: requests, balances, month totals, the head, the event chain. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from services.ledger.events.model import FACT_EVENTS
from services.ledger.journal.hashing import chain, event_genesis, event_item
from services.ledger.kernel.answers import Posted
from services.ledger.verification.facts import Row
from services.ledger.verification.journal import Replay
from services.ledger.verification.model import Findings


def check_requests(stored: Sequence[Row], replay: Replay, findings: Findings) -> None:
    """Every group is answered for ever under its id, and under the drafts' ids that it took."""
    expected: dict[UUID, Mapping[str, Any]] = {}
    for group_id, group in replay.groups.items():
        answer = Posted(group_id, tuple(group.entries)).encode()
        row = {"group_id": group_id, "sequence": group.first, "entries": len(group.entries), "answer": answer}
        expected.update(dict.fromkeys(group.claims, row))
    rows = {row.request_id: row for row in stored}
    _compare("requests", "request_id", rows, expected, findings)


def check_balances(stored: Sequence[Row], replay: Replay, findings: Findings) -> None:
    """A balance is the running balance of the account's last leg."""
    expected = {
        account: {"amount": amount, "version": replay.versions[account]} for account, amount in replay.balances.items()
    }
    _compare("balances", "account", {row.account: row for row in stored}, expected, findings)


def check_closed(closures: Sequence[Row], replay: Replay, findings: Findings) -> None:
    """What is closed holds nothing: closing and everything after it swept to the successor."""
    for closure in closures:
        if replay.balances.get(closure.number):
            findings.add("closures", {"number": closure.number}, "", "is of an account that still holds something")


def check_totals(stored: Sequence[Row], replay: Replay, findings: Findings) -> None:
    """A month total is the sum of the account's legs with a valid date in the month."""
    expected = {place: {"amount": amount} for place, amount in replay.totals.items()}
    rows = {(row.account, row.month): row for row in stored}
    _compare("month_totals", "account month", rows, expected, findings)


def check_head(head: Row | None, replay: Replay, events: "EventChain", findings: Findings) -> None:
    """The head ends both chains."""
    if head is None:
        findings.missing("heads", {"household_id": replay.household_id})
        return
    expected = {
        "sequence": replay.sequence, "chain_hash": replay.chain_hash, "event_sequence": events.sequence,
        "event_hash": events.event_hash, "facts_version": events.facts_version,
    }  # fmt: skip
    for column, value in expected.items():
        findings.differs("heads", {"household_id": head.household_id}, column, getattr(head, column), value)


class EventChain:
    """The outbox replayed."""

    def __init__(self, household_id: UUID, findings: Findings) -> None:
        """Begin where the chain begins."""
        self.sequence = 0
        self.event_hash = event_genesis(household_id)
        self.facts_version = 0
        self._household_id = household_id
        self._findings = findings
        self._position = 0

    def replay(self, rows: Sequence[Row]) -> None:
        """The next events, in order of their sequence."""
        for row in rows:
            self.sequence += 1
            if row.sequence != self.sequence:
                self._findings.missing("outbox", {"sequence": self.sequence})
                self.sequence = row.sequence
            key = {"sequence": row.sequence}
            item = event_item(
                self._household_id,
                row.sequence,
                row.kind,
                row.created_at.isoformat(),
                row.traceparent,
                bytes(row.payload),
            )
            self._findings.differs("outbox", key, "event_hash", row.event_hash, chain(self.event_hash, item))
            if row.position <= self._position:
                self._findings.add("outbox", key, "position", "is not after that of the event before it")
            self._position = row.position
            self.event_hash = row.event_hash
            if row.kind in FACT_EVENTS:
                self.facts_version = row.sequence


def _compare(
    table: str, names: str, stored: Mapping[Any, Row], expected: Mapping[Any, Mapping[str, Any]], findings: Findings
) -> None:
    """Rows against what they should be; a key of several columns is a tuple."""
    for key, values in expected.items():
        row = stored.get(key)
        if row is None:
            findings.missing(table, _named(names, key))
            continue
        for column, value in values.items():
            findings.differs(table, _named(names, key), column, getattr(row, column), value)
    for key in stored.keys() - expected.keys():
        findings.stray(table, _named(names, key))


def _named(names: str, key: Any) -> dict[str, Any]:
    columns = names.split()
    return dict(zip(columns, key if len(columns) > 1 else (key,), strict=True))
