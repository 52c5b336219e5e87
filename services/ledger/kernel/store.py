"""The kernel's two round trips: all reads of a batch under the lock in one pipeline, all its writes in another."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, TypeAlias
from uuid import UUID

from psycopg import AsyncConnection, AsyncCursor

from services.ledger.jars.model import ShareKind
from services.ledger.journal.facts import AccountFact, Facts, Rule
from services.ledger.journal.hashing import event_genesis, genesis
from services.ledger.journal.kinds import AccountType, Kind, LineRole, Purpose
from services.ledger.journal.opening import Founding
from services.ledger.kernel.arrays import Int4Array, integers, uuids
from services.ledger.kernel.reads import Head, Key, Reads, StoredDraft, StoredLine, StoredRequest, StoredTransaction
from services.ledger.kernel.rows import COLUMNS, Rows
from services.ledger.kernel.statements import Statements
from services.ledger.kernel.wanted import Wanted

Connection: TypeAlias = AsyncConnection[Any]
Cursor: TypeAlias = AsyncCursor[Any]

_SAYS_HOUSEHOLDS = frozenset({"heads", "drafts"})
"""Updates say their households twice, as a list too: a router (Citus) finds the shards by it."""


class KernelStore:
    """The statements of the kernel on a connection of the poster, which is in autocommit mode."""

    def __init__(self, statements: Statements) -> None:
        """Use `statements`."""
        self._sql = statements

    async def begin(self, conn: Connection, wanted: Wanted, *, wait: bool) -> Reads:
        """Begin the transaction, lock the heads and read what the batch needs, in one round trip.

        Busy households are skipped, and have no head in the answer; with `wait` they are waited for, up to the
        connection's lock_timeout (psycopg.errors.LockNotAvailable).
        """
        households = uuids(wanted.households)
        async with conn.pipeline():
            await conn.execute(b"BEGIN")
            for founded in wanted.foundings:
                await self._found(conn, *founded)
            heads = await self._read(conn, "wait_for_heads" if wait else "lock_heads", households)
            existing = await self._read(conn, "existing_heads", households)
            requests = await self._keyed(conn, "requests", wanted.requests, households)
            transactions = await self._keyed(conn, "transactions", wanted.transactions, households)
            drafts = await self._keyed(conn, "drafts", wanted.drafts, households)
            balances = await self._balances(conn, wanted.balances, households)
        reads = Reads()
        reads.heads = {row[0]: Head(*row[1:]) for row in await heads.fetchall()}
        reads.existing = {row[0] for row in await existing.fetchall()}
        for row in await _rows(requests):
            reads.requests[row[0], row[1]] = StoredRequest(*row[2:])
        for row in await _rows(drafts):
            reads.drafts[row[0], row[1]] = StoredDraft(*row[2:])
        _put_transactions(reads, await _rows(transactions))
        _put_balances(reads, await _rows(balances))
        return reads

    async def read_balances(self, conn: Connection, wanted: Iterable[tuple[UUID, int]], reads: Reads) -> None:
        """Add balances that only the facts could name."""
        keys = list(wanted)
        _put_balances(reads, await _rows(await self._balances(conn, keys, uuids({household for household, _ in keys}))))

    async def read_facts(self, conn: Connection, heads: dict[UUID, Head]) -> dict[UUID, Facts]:
        """The facts of locked households."""
        households = uuids(heads)
        async with conn.pipeline():
            accounts = await self._read(conn, "account_facts", households)
            rules = await self._read(conn, "rule_facts", households)
            commodities = await self._read(conn, "commodity_facts", households)
        return _facts(heads, await accounts.fetchall(), await rules.fetchall(), await commodities.fetchall())

    async def words(self, conn: Connection, household_id: UUID, first: int, last: int) -> list[tuple[Any, ...]]:
        """(sequence, line, commitment or None, salt or None) of the stated lines of some entries."""
        return await _rows(await self._read(conn, "words", household_id, first, last))

    async def write(self, conn: Connection, rows: Rows) -> None:
        """Write a batch and commit it, in one round trip."""
        async with conn.pipeline():
            for table in COLUMNS:
                if not rows.tables[table]:
                    continue
                columns = rows.columns(table)
                if table in _SAYS_HOUSEHOLDS:
                    columns.append(columns[0])
                await conn.execute(self._sql.writes[table], columns, prepare=True)
            await conn.execute(b"COMMIT")

    async def _found(self, conn: Connection, household_id: UUID, founding: Founding, at: datetime) -> None:
        settings = (founding.name, founding.time_zone, founding.currency, founding.month_start_day, founding.locale)
        owner = (founding.owner_member_id, founding.owner_user_id, founding.owner_name)
        await conn.execute(self._sql.reads["found_household"], (household_id, *settings, at))
        await conn.execute(
            self._sql.reads["found_head"], (household_id, genesis(household_id), event_genesis(household_id))
        )
        await conn.execute(self._sql.reads["found_owner"], (household_id, *owner, at))

    async def _read(self, conn: Connection, name: str, *values: object) -> Cursor:
        cursor = conn.cursor(binary=True)
        return await cursor.execute(self._sql.reads[name], values, prepare=True)

    async def _keyed(self, conn: Connection, name: str, keys: Sequence[Key], households: object) -> Cursor | None:
        if not keys:
            return None
        asked = uuids(household for household, _ in keys), uuids(item for _, item in keys)
        return await self._read(conn, name, *asked, households)

    async def _balances(self, conn: Connection, keys: Sequence[tuple[UUID, int]], households: object) -> Cursor | None:
        if not keys:
            return None
        numbers = integers(Int4Array, [number for _, number in keys])
        return await self._read(conn, "balances", uuids(household for household, _ in keys), numbers, households)


async def _rows(cursor: Cursor | None) -> list[tuple[Any, ...]]:
    return await cursor.fetchall() if cursor is not None else []


def _put_balances(reads: Reads, rows: Iterable[tuple[Any, ...]]) -> None:
    for household, account, amount in rows:
        reads.balances[household, account] = amount


def _put_transactions(reads: Reads, rows: Iterable[tuple[Any, ...]]) -> None:
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
