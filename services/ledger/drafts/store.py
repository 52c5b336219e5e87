"""Drafts in PostgreSQL. Their CONFIRMED state is written by the kernel, with the posting itself."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg.rows import args_row
from psycopg.types.json import Jsonb
from pydantic import TypeAdapter

from services.ledger.drafts.model import WAITING, Draft, DraftContent, Evidence, NewDraft, State
from services.ledger.journal.kinds import Source
from services.ledger.reading import Connection

_CONTENT = TypeAdapter(DraftContent)
_EVIDENCE = TypeAdapter(tuple[Evidence, ...])

# What has expired is gone, but for what was posted.
_DRAFT = """
SELECT draft_id, state, content, suggested, evidence, source_text, source, evidence_ids, created_at, expires_at,
version, failure, needs_look, reading_id
FROM ledger.drafts WHERE household_id = %(household_id)s AND (state = 4 OR expires_at > %(now)s)
"""
MANY = f"{_DRAFT} AND draft_id = ANY(%(draft_ids)s)"
PAGE = f"""{_DRAFT} AND state = ANY(%(states)s) AND (created_at, draft_id) < (%(before)s, %(before_id)s)
ORDER BY created_at DESC, draft_id DESC LIMIT %(limit)s
"""
TAKEN = """
SELECT EXISTS (SELECT FROM ledger.drafts WHERE household_id = %(household_id)s AND draft_id = ANY(%(draft_ids)s))
"""
COUNT_WAITING = """
SELECT count(*) FROM ledger.drafts
WHERE household_id = %(household_id)s AND state = ANY(%(states)s) AND expires_at > %(now)s
"""
ADD = """
INSERT INTO ledger.drafts (household_id, draft_id, state, source, content, suggested, evidence, source_text,
evidence_ids, needs_look, reading_id, created_by, created_at, changed_at, expires_at)
VALUES (%(household_id)s, %(draft_id)s, %(state)s, %(source)s, %(content)s, %(content)s, %(evidence)s,
  %(source_text)s, %(evidence_ids)s, %(needs_look)s, %(reading_id)s, %(created_by)s, %(now)s, %(now)s, %(expires_at)s)
"""
CHANGE = """
UPDATE ledger.drafts SET state = %(state)s, content = %(content)s, failure = %(failure)s, changed_at = %(now)s,
  version = version + 1
WHERE household_id = %(household_id)s AND draft_id = %(draft_id)s
"""
FILL = """
UPDATE ledger.drafts SET state = %(state)s, content = %(content)s, suggested = %(content)s, evidence = %(evidence)s,
  source_text = %(source_text)s, needs_look = %(needs_look)s, failure = '', changed_at = %(now)s, version = version + 1
WHERE household_id = %(household_id)s AND draft_id = %(draft_id)s
"""
CREATOR = "SELECT created_by FROM ledger.drafts WHERE household_id = %(household_id)s AND draft_id = %(draft_id)s"


def _draft(*row: Any) -> Draft:
    draft_id, state, content, suggested, evidence, text, source, evidence_ids, created, expires, *rest = row
    return Draft(
        draft_id, State(state), _CONTENT.validate_python(content), _CONTENT.validate_python(suggested),
        _EVIDENCE.validate_python(evidence), text, Source(source), tuple(evidence_ids), created, expires, *rest,
    )  # fmt: skip


async def find_many(
    conn: Connection, household_id: UUID, draft_ids: Sequence[UUID], now: datetime
) -> dict[UUID, Draft]:
    """Those of `draft_ids` that the household has and that have not expired."""
    values = {"household_id": household_id, "draft_ids": list(draft_ids), "now": now}
    async with conn.cursor(row_factory=args_row(_draft)) as cursor:
        await cursor.execute(MANY, values)
        return {draft.draft_id: draft for draft in await cursor.fetchall()}


async def page(
    conn: Connection,
    household_id: UUID,
    states: Sequence[State],
    now: datetime,
    before: tuple[datetime, UUID],
    limit: int,
) -> list[Draft]:
    """At most `limit` drafts before the sort key (created, id), newest first."""
    values = {"household_id": household_id, "states": [int(state) for state in states], "now": now, "limit": limit}
    async with conn.cursor(row_factory=args_row(_draft)) as cursor:
        await cursor.execute(PAGE, {**values, "before": before[0], "before_id": before[1]})
        return await cursor.fetchall()


async def any_taken(conn: Connection, household_id: UUID, draft_ids: Sequence[UUID]) -> bool:
    """Whether any of the ids is a draft's already, expired ones included."""
    cursor = await conn.execute(TAKEN, {"household_id": household_id, "draft_ids": list(draft_ids)})
    row = await cursor.fetchone()
    return bool(row and row[0])


async def count_waiting(conn: Connection, household_id: UUID, now: datetime) -> int:
    """How many drafts wait."""
    values = {"household_id": household_id, "states": [int(state) for state in WAITING], "now": now}
    row = await (await conn.execute(COUNT_WAITING, values)).fetchone()
    return int(row[0]) if row else 0


async def add(
    conn: Connection, household_id: UUID, new: NewDraft, by: UUID | None, now: datetime, expires_at: datetime
) -> None:
    """A new draft, READY or READING."""
    values = {
        **_understood(household_id, new, now), "source": int(new.source), "evidence_ids": list(new.evidence_ids),
        "reading_id": new.reading_id, "created_by": by, "expires_at": expires_at,
    }  # fmt: skip
    await conn.execute(ADD, values)


async def fill(conn: Connection, household_id: UUID, read: NewDraft, now: datetime) -> None:
    """Write into the draft of its id what was read, and count the version up."""
    await conn.execute(FILL, _understood(household_id, read, now))


async def creator(conn: Connection, household_id: UUID, draft_id: UUID) -> UUID | None:
    """Whoever kept the draft; None for a service."""
    cursor = await conn.execute(CREATOR, {"household_id": household_id, "draft_id": draft_id})
    row = await cursor.fetchone()
    return row[0] if row else None


def _understood(household_id: UUID, new: NewDraft, now: datetime) -> dict[str, Any]:
    return {
        "household_id": household_id, "draft_id": new.draft_id, "state": int(new.state),
        "content": _json(new.content), "evidence": Jsonb([asdict(item) for item in new.evidence]),
        "source_text": new.source_text, "needs_look": new.needs_look, "now": now,
    }  # fmt: skip


async def change(conn: Connection, household_id: UUID, draft: Draft, now: datetime) -> None:
    """Write state, content and failure, and count the version up."""
    values = {
        "household_id": household_id, "draft_id": draft.draft_id, "state": int(draft.state),
        "content": _json(draft.content), "failure": draft.failure, "now": now,
    }  # fmt: skip
    await conn.execute(CHANGE, values)


def _json(content: DraftContent) -> Jsonb:
    return Jsonb(_CONTENT.dump_python(content, mode="json"))
