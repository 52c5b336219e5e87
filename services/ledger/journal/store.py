"""Transactions in PostgreSQL: the entries that state them, with their lines, legs and words. Reads alone."""

import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from services.ledger.journal.kinds import AccountType, Kind, LineRole, Source
from services.ledger.journal.transaction import StoredEntry, StoredLeg, StoredLine, Transaction, assemble
from services.ledger.reading import Connection, Row

# LIMIT 1 and OFFSET 0 keep each look-up a look-up: a plan made while statistics were old would scan the whole
# household.
ENTRY = """
SELECT e.transaction_id, e.sequence, e.version, e.kind, f.source, e.actor_id, e.valid_date, e.booked_at,
       coalesce(e.rule_version, 0), e.rule_inputs, f.evidence
"""
# Where it came from and what is behind it is said once, by the first version.
FIRST = """
JOIN LATERAL (
  SELECT f.source, f.evidence FROM ledger.entries f
  WHERE f.household_id = e.household_id AND f.transaction_id = e.transaction_id AND f.version = 1
    AND f.kind < 100
  ORDER BY f.index LIMIT 1
) f ON true
"""
# A reversal without a new entry of its version ended the transaction.
VOID = """
SELECT r.version, r.sequence, r.booked_at, r.actor_id FROM ledger.entries r
WHERE r.household_id = e.household_id AND r.reverses = e.sequence
  AND NOT EXISTS (SELECT FROM ledger.entries n WHERE n.household_id = r.household_id
                    AND n.transaction_id = r.transaction_id AND n.version = r.version AND n.reverses IS NULL
                  AND n.kind < 100
                  OFFSET 0)
"""
NEWEST = f"""{ENTRY}, v.*
FROM ledger.entries e {FIRST} LEFT JOIN LATERAL ({VOID}) v ON true
WHERE e.household_id = %(household_id)s AND e.transaction_id = ANY(%(transaction_ids)s) AND e.reverses IS NULL
  AND e.kind < 100
  AND NOT EXISTS (SELECT FROM ledger.entries n WHERE n.household_id = e.household_id
                    AND n.transaction_id = e.transaction_id AND n.version > e.version AND n.reverses IS NULL
                  AND n.kind < 100
                  OFFSET 0)
"""
STATED = f"""{ENTRY}, v.*
FROM ledger.entries e {FIRST} LEFT JOIN LATERAL ({VOID}) v ON true
WHERE e.household_id = %(household_id)s AND e.sequence = ANY(%(sequences)s)
ORDER BY e.valid_date DESC, e.sequence DESC
"""
# Every version: those that state a content, and last the reversal that ended it (which states what it reversed).
VERSIONS = f"""{ENTRY}, NULL::integer, NULL::bigint, NULL::timestamptz, NULL::uuid
FROM ledger.entries e {FIRST}
WHERE e.household_id = %(household_id)s AND e.transaction_id = %(transaction_id)s AND e.reverses IS NULL
  AND e.kind < 100 AND e.version > %(after)s
UNION ALL
{ENTRY}, v.*
FROM ledger.entries e {FIRST} JOIN LATERAL ({VOID}) v ON true
WHERE e.household_id = %(household_id)s AND e.transaction_id = %(transaction_id)s AND e.reverses IS NULL
  AND e.kind < 100 AND v.version > %(after)s
ORDER BY 12 NULLS FIRST, 3 LIMIT %(limit)s
"""
LINES = """
SELECT l.sequence, l.line, l.role, l.member_id, t.note, t.person, t.split_note, t.tags,
       (SELECT jsonb_agg(jsonb_build_array(a.account_id, a.type, g.amount, g.commodity) ORDER BY g.leg)
        FROM ledger.legs g JOIN ledger.accounts a ON a.household_id = g.household_id AND a.number = g.account
        WHERE g.household_id = l.household_id AND g.sequence = l.sequence AND g.line = l.line)
FROM ledger.lines l
LEFT JOIN LATERAL (
  SELECT * FROM ledger.texts t
  WHERE t.household_id = l.household_id AND t.sequence = l.sequence AND t.line = l.line LIMIT 1
) t ON true
WHERE l.household_id = %(household_id)s AND l.sequence = ANY(%(sequences)s)
ORDER BY l.sequence, l.line
"""


async def newest(conn: Connection, household_id: UUID, transaction_ids: Sequence[UUID]) -> dict[UUID, Transaction]:
    """The newest version of each of `transaction_ids` that the household has."""
    values = {"household_id": household_id, "transaction_ids": list(transaction_ids)}
    rows = await (await conn.execute(NEWEST, values)).fetchall()
    found = await assembled(conn, household_id, [entry_of(row) for row in rows])
    return {transaction.transaction_id: transaction for transaction in found}


async def stated_by(conn: Connection, household_id: UUID, sequences: Sequence[int]) -> list[Transaction]:
    """The transactions that the entries of `sequences` state, newest valid date first."""
    values = {"household_id": household_id, "sequences": list(sequences)}
    rows = await (await conn.execute(STATED, values)).fetchall() if sequences else []
    return await assembled(conn, household_id, [entry_of(row) for row in rows])


async def versions(
    conn: Connection, household_id: UUID, transaction_id: UUID, after: int, limit: int
) -> list[Transaction]:
    """At most `limit` versions of one transaction after version `after`, oldest first; none when there is none such."""
    values = {"household_id": household_id, "transaction_id": transaction_id, "after": after, "limit": limit}
    rows = await (await conn.execute(VERSIONS, values)).fetchall()
    return await assembled(conn, household_id, [entry_of(row) for row in rows])


async def assembled(conn: Connection, household_id: UUID, entries: Sequence[StoredEntry]) -> list[Transaction]:
    """The transactions that `entries` state, in their order."""
    lines = await _lines(conn, household_id, [entry.sequence for entry in entries])
    return [assemble(entry, lines[entry.sequence]) for entry in entries]


async def _lines(conn: Connection, household_id: UUID, sequences: Sequence[int]) -> dict[int, list[StoredLine]]:
    found: dict[int, list[StoredLine]] = {sequence: [] for sequence in sequences}
    if found:
        cursor = await conn.execute(LINES, {"household_id": household_id, "sequences": list(sequences)})
        for sequence, *columns in await cursor.fetchall():
            found[sequence].append(_line(columns))
    return found


def entry_of(row: Row) -> StoredEntry:
    """The entry in a row of the columns of ENTRY and VOID."""
    transaction_id, sequence, version, kind, source, actor, valid_date, booked_at, rule, inputs, evidence, *void = row
    ruled = len(json.loads(inputs)["bases"]) if inputs else 0
    ids = tuple(UUID(item) for item in json.loads(evidence)) if evidence else ()
    return StoredEntry(
        transaction_id,
        sequence,
        version,
        Kind(kind),
        Source(source),
        actor,
        valid_date,
        booked_at,
        rule,
        ruled,
        ids,
        *void,
    )


def _line(columns: Sequence[Any]) -> StoredLine:
    line, role, member_id, note, person, split_note, tags, legs = columns
    told = tuple(_leg(*leg) for leg in legs or ())
    return StoredLine(
        line, LineRole(role), member_id, told, note or "", person or "", split_note or "", tuple(tags or ())
    )


def _leg(account_id: str, kind: int, amount: int, commodity: str) -> StoredLeg:
    return StoredLeg(UUID(account_id), AccountType(kind), amount, commodity)
