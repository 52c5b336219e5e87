"""VerifyHousehold: replay the journal and compare everything that follows from it."""

from uuid import UUID

from services.ledger.reading import Connection, Reader
from services.ledger.verification import store
from services.ledger.verification.derived import (
    EventChain,
    check_balances,
    check_closed,
    check_head,
    check_requests,
    check_totals,
)
from services.ledger.verification.facts import Row, check_facts
from services.ledger.verification.journal import Replay
from services.ledger.verification.model import Findings, Verdict


class Verification:
    """Proves that a household's books are whole."""

    def __init__(self, reader: Reader) -> None:
        """Read through `reader`: one snapshot, in which row-level security shows one household."""
        self._reader = reader

    async def verify_household(self, household_id: UUID) -> Verdict:
        """The verdict, with the first rows that differ; a household that is not there has empty books."""
        async with self._reader.household(household_id) as conn:
            return await verify(conn, household_id)


async def verify(conn: Connection, household_id: UUID) -> Verdict:
    """Verify in the snapshot of `conn`, which can see the household."""
    findings = Findings()
    await store.take_time(conn)
    facts = await store.facts(conn, household_id)
    replay = Replay(household_id, check_facts(facts, findings), findings)
    await _check_strays(conn, replay, findings)
    entries = 0
    async for chunk in store.chunks(conn, household_id):
        replay.chunk(chunk)
        entries += len(chunk.entries)
    events = EventChain(household_id, findings)
    async for rows in store.after(conn, household_id, "outbox"):
        events.replay(rows)
    check_requests(await store.whole(conn, household_id, "requests", "request_id"), replay, findings)
    check_balances(await store.whole(conn, household_id, "balances", "account"), replay, findings)
    check_closed(facts["closures"], replay, findings)
    check_totals(await store.whole(conn, household_id, "month_totals", "account, month"), replay, findings)
    heads = await store.whole(conn, household_id, "heads", "household_id")
    check_head(heads[0] if heads else None, replay, events, findings)
    return Verdict(tuple(findings.found), entries, replay.sequence, replay.chain_hash)


async def _check_strays(conn: Connection, replay: Replay, findings: Findings) -> None:
    """Rows whose entry or line is gone: it is the row above that is missing when all of its rows are still there."""
    household_id = replay.household_id
    heads = await store.whole(conn, household_id, "heads", "household_id")
    last = heads[0].sequence if heads else 0
    for line in await store.strays(conn, household_id, "lines", "entries"):
        if 1 <= line.sequence <= last:
            findings.missing("entries", {"sequence": line.sequence})
        else:
            findings.stray("lines", {"sequence": line.sequence, "line": line.line})
    legs: dict[tuple[int, int], list[Row]] = {}
    for leg in await store.strays(conn, household_id, "legs", "lines"):
        legs.setdefault((leg.sequence, leg.line), []).append(leg)
    for (sequence, line), rows in legs.items():
        whole = [leg.leg for leg in rows] == list(range(len(rows))) and not sum(leg.amount for leg in rows)
        if whole:
            findings.missing("lines", {"sequence": sequence, "line": line})
        for leg in () if whole else rows:
            findings.stray("legs", {"sequence": sequence, "line": line, "leg": leg.leg})
    for table in ("texts", "redactions"):
        for row in await store.strays(conn, household_id, table, "lines"):
            findings.stray(table, {"sequence": row.sequence, "line": row.line})
