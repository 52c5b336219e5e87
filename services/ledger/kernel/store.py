"""The kernel's two round trips: all reads of a batch under the lock in one pipeline, all its writes in another."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from services.ledger.jars.model import ShareKind
from services.ledger.journal.facts import AccountFact, Facts, Rule
from services.ledger.journal.hashing import event_genesis, genesis
from services.ledger.journal.kinds import AccountType, Kind, LineRole, Purpose
from services.ledger.journal.opening import Founding
from services.ledger.kernel import arrays
from services.ledger.kernel.arrays import integers, one_bytes, one_id, one_integer, one_text, uuids
from services.ledger.kernel.pipeline import Pipeline, Row, Statement, Value
from services.ledger.kernel.reads import Head, Key, Reads, StoredDraft, StoredLine, StoredRequest, StoredTransaction
from services.ledger.kernel.rows import COLUMNS, Rows
from services.ledger.kernel.statements import Statements
from services.ledger.kernel.wanted import Wanted

BEGIN, COMMIT, ROLLBACK = Statement(b"BEGIN"), Statement(b"COMMIT"), Statement(b"ROLLBACK")

_SAYS_HOUSEHOLDS = frozenset({"heads", "drafts"})
"""Updates say their households twice, as a list too: a router (Citus) finds the shards by it."""


class KernelStore:
    """The statements of the kernel on a pipeline of the poster."""

    def __init__(self, statements: Statements) -> None:
        """Use `statements`."""
        self._sql = statements

    async def begin(self, pipeline: Pipeline, wanted: Wanted, *, wait: bool) -> Reads:
        """Begin the transaction, lock the heads and read what the batch needs, in one round trip.

        Busy households are skipped, and have no head in the answer; with `wait` they are waited for, up to the
        connection's lock_timeout (psycopg.errors.LockNotAvailable).
        """
        households = uuids(wanted.households)
        named = {
            "heads": self._read("wait_for_heads" if wait else "lock_heads", households),
            "requests": self._keyed("requests", wanted.requests, households),
            "transactions": self._keyed("transactions", wanted.transactions, households),
            "drafts": self._keyed("drafts", wanted.drafts, households),
            "balances": self._balances(wanted.balances, households),
        }
        asked = {name: statement for name, statement in named.items() if statement is not None}
        first = [BEGIN, *(statement for founded in wanted.foundings for statement in self._found(*founded))]
        answers = await pipeline.run([*first, *asked.values()])
        reads = _reads(dict(zip(asked, answers[len(first) :], strict=True)))
        if len(reads.heads) < len(wanted.households):
            # Under SKIP LOCKED a household that is not there looks like one that is busy.
            (rows,) = await pipeline.run([self._read("existing_heads", households)])
            reads.existing = {row[0] for row in rows}
        return reads

    async def read_balances(self, pipeline: Pipeline, wanted: Sequence[tuple[UUID, int]], reads: Reads) -> None:
        """Add balances that only the facts could name."""
        statement = self._balances(wanted, uuids({household for household, _ in wanted}))
        if statement is not None:
            (rows,) = await pipeline.run([statement])
            _put_balances(reads, rows)

    async def read_facts(self, pipeline: Pipeline, heads: dict[UUID, Head]) -> dict[UUID, Facts]:
        """The facts of locked households."""
        households = uuids(heads)
        names = ("account_facts", "rule_facts", "commodity_facts")
        accounts, rules, commodities = await pipeline.run([self._read(name, households) for name in names])
        return _facts(heads, accounts, rules, commodities)

    async def words(self, pipeline: Pipeline, household_id: UUID, first: int, last: int) -> list[Row]:
        """(sequence, line, commitment or None, salt or None) of the stated lines of some entries."""
        span = one_integer(arrays.INT8, first), one_integer(arrays.INT8, last)
        (rows,) = await pipeline.run([self._read("words", one_id(household_id), *span)])
        return rows

    async def write(self, pipeline: Pipeline, rows: Rows) -> None:
        """Write a batch and commit it, in one round trip."""
        statements = []
        for table in COLUMNS:
            if not rows.tables[table]:
                continue
            columns = rows.columns(table)
            if table in _SAYS_HOUSEHOLDS:
                columns.append(columns[0])
            statements.append(Statement(self._sql.writes[table], columns))
        await pipeline.run([*statements, COMMIT])

    async def give_up(self, pipeline: Pipeline) -> None:
        """End the transaction without a trace."""
        await pipeline.run([ROLLBACK])

    def _found(self, household_id: UUID, founding: Founding, at: datetime) -> list[Statement]:
        household, now = one_id(household_id), one_integer(arrays.TIME, arrays.instant(at))
        names = one_text(founding.name), one_text(founding.time_zone), one_text(founding.currency)
        settings = (*names, one_integer(arrays.INT2, founding.month_start_day), one_text(founding.locale))
        chains = one_bytes(genesis(household_id)), one_bytes(event_genesis(household_id))
        owner = one_id(founding.owner_member_id), one_id(founding.owner_user_id), one_text(founding.owner_name)
        return [
            self._read("found_household", household, *settings, now),
            self._read("found_head", household, *chains),
            self._read("found_owner", household, *owner, now),
        ]

    def _read(self, name: str, *values: Value) -> Statement:
        return Statement(self._sql.reads[name], values)

    def _keyed(self, name: str, keys: Sequence[Key], households: Value) -> Statement | None:
        if not keys:
            return None
        return self._read(name, uuids(household for household, _ in keys), uuids(item for _, item in keys), households)

    def _balances(self, keys: Sequence[tuple[UUID, int]], households: Value) -> Statement | None:
        if not keys:
            return None
        numbers = integers(arrays.INT4, [number for _, number in keys])
        return self._read("balances", uuids(household for household, _ in keys), numbers, households)


def _reads(rows: Mapping[str, list[Row]]) -> Reads:
    reads = Reads()
    reads.heads = {row[0]: Head(*row[1:]) for row in rows["heads"]}
    for row in rows.get("requests", ()):
        reads.requests[row[0], row[1]] = StoredRequest(*row[2:])
    for row in rows.get("drafts", ()):
        reads.drafts[row[0], row[1]] = StoredDraft(*row[2:])
    _put_transactions(reads, rows.get("transactions", ()))
    _put_balances(reads, rows.get("balances", ()))
    return reads


def _put_balances(reads: Reads, rows: Iterable[Row]) -> None:
    for household, account, amount in rows:
        reads.balances[household, account] = amount


def _put_transactions(reads: Reads, rows: Iterable[Row]) -> None:
    """One row a leg, in order of line and leg."""
    lines: dict[tuple[UUID, int, int], StoredLine] = {}
    for household, transaction, version, live, sequence, kind, date, rule, line, role, member, account, amount in rows:
        stored = reads.transactions.setdefault(
            (household, transaction), StoredTransaction(version, live, sequence, Kind(kind), date, rule, [])
        )
        if line is None:
            continue
        if (household, sequence, line) not in lines:
            lines[household, sequence, line] = StoredLine(LineRole(role), member, [])
            stored.lines.append(lines[household, sequence, line])
        lines[household, sequence, line].legs.append((account, amount))


def _facts(heads: dict[UUID, Head], accounts: list[Any], rules: list[Any], commodities: list[Any]) -> dict[UUID, Facts]:
    by_household: dict[UUID, tuple[list[AccountFact], dict[int, Rule], dict[str, int]]] = {
        household: ([], {}, {}) for household in heads
    }
    for household, number, account_id, kind, commodity, on_budget, purpose, *rest in accounts:
        fact = AccountFact(number, account_id, AccountType(kind), commodity, on_budget, Purpose(purpose), *rest)
        by_household[household][0].append(fact)
    for household, version, commodity, jar, kind, points in rules:
        known = by_household[household][1].get(version, Rule(version, commodity, ()))
        by_household[household][1][version] = Rule(version, commodity, (*known.shares, (jar, ShareKind(kind), points)))
    for household, code, decimals in commodities:
        by_household[household][2][code] = decimals
    return {
        household: Facts(heads[household].facts_version, found, given.values(), counted)
        for household, (found, given, counted) in by_household.items()
    }
