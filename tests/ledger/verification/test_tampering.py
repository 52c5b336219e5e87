"""A superuser alters each column of each money table in turn, with triggers off: verification names the row.

The columns come from the database itself, so a new column that nothing covers fails here.
"""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from psycopg import sql

from services.ledger.kernel.kernel import Kernel
from services.ledger.verification.model import Verdict
from services.ledger.verification.service import verify
from tests.support.kernel import TODAY, Home, new_home, running_kernel, verified

MONEY_TABLES = (
    "heads", "entries", "lines", "legs", "texts", "requests", "balances", "month_totals", "commodities", "accounts",
    "closures", "jar_rules", "jar_rule_shares", "outbox",
)  # fmt: skip

NOT_MONEY: dict[str, set[str]] = {
    # Where a row lies in this PostgreSQL; another incarnation has others.
    "outbox": {"writer"},
}

KEYS = {
    "entries": "sequence=4",
    "lines": "sequence=4 line=0",
    "legs": "sequence=4 line=0 leg=1",
    "jar_rule_shares": "version=1 ordinal=1",
    "outbox": "sequence=2",
    "commodities": "code=VND",
    "jar_rules": "version=1",
}
"""The chosen rows as verification names them, where they are known beforehand."""

KEY_COLUMNS = {"household_id", "sequence", "line", "leg", "version", "ordinal", "code"}

CHOSEN_ROW = {
    "heads": "true",
    "entries": "sequence = 4",
    "lines": "sequence = 4",
    "legs": "sequence = 4 AND leg = 1",
    "texts": "true",
    "requests": "sequence = 4",
    "balances": "account = (SELECT min(account) FROM ledger.balances WHERE household_id = %(home)s)",
    "month_totals": "account = (SELECT min(account) FROM ledger.month_totals WHERE household_id = %(home)s)",
    "commodities": "code = 'VND'",
    "accounts": "number = (SELECT min(account) FROM ledger.balances WHERE household_id = %(home)s)",
    "closures": "true",
    "jar_rules": "true",
    "jar_rule_shares": "ordinal = 1",
    "outbox": "sequence = 2",
}


@pytest.fixture(scope="module")
def tampered_dsn(make_module_database: Any) -> str:
    dsn: str = make_module_database(["services.ledger"])
    return dsn


@pytest.fixture
async def kernel(tampered_dsn: str) -> AsyncIterator[Kernel]:
    async with running_kernel(tampered_dsn) as kernel:
        yield kernel


async def busy_home(kernel: Kernel) -> Home:
    """A household in which every money table has a row."""
    home = await new_home(kernel)
    await kernel.post(home.record(home.earn(10_000_001)))
    spending = home.record(home.spend(45_000, note="phở"))
    await kernel.post(spending)
    await kernel.post(home.edit(spending.request_id, 1, home.spend(55_000, note="phở tái")))
    later = home.spend(20_000, on=TODAY - timedelta(days=40), category="coffee")
    await kernel.post(home.record(later))
    await kernel.post(home.close("EDU", "FFA"))
    return home


def columns(dsn: str) -> list[tuple[str, str, str]]:
    with psycopg.connect(dsn) as conn:
        return conn.execute(
            "SELECT table_name, column_name, data_type FROM information_schema.columns"
            " WHERE table_schema = 'ledger' AND table_name = ANY(%s) ORDER BY table_name, ordinal_position",
            (list(MONEY_TABLES),),
        ).fetchall()


ALTERED = {
    "bigint": "{c} + 1000",
    "integer": "{c} + 1000",
    "smallint": "{c} + 1000",
    "uuid": "gen_random_uuid()",
    "bytea": "sha256({c} || 'x')",
    "text": "'X' || {c}",
    "boolean": "NOT {c}",
    "date": "({c} + interval '1 month')::date",
    "timestamp with time zone": "{c} + interval '1 second'",
    "ARRAY": "{c} || '{{x}}'",
    "xid8": "{c}",
}

WHEN_NULL = {
    "bigint": "1",
    "integer": "1",
    "smallint": "1",
    "uuid": "gen_random_uuid()",
    "bytea": "sha256('x')",
    "text": "'x'",
}

SPECIAL = {
    ("texts", "salt"): "substring(sha256(salt) FOR 16)",
    ("outbox", "position"): "{c} - 1000000",
    ("commodities", "code"): "'X' || substring(code FROM 2)",
}


def alteration(table: str, column: str, kind: str) -> str:
    altered = SPECIAL.get((table, column), ALTERED[kind]).format(c=column)
    return f"coalesce({altered}, {WHEN_NULL[kind]})" if kind in WHEN_NULL else altered


async def alter(conn: psycopg.AsyncConnection[Any], home: Home, table: str, column: str, kind: str) -> None:
    """Change one column of one row, past every trigger, foreign key and check."""
    await conn.execute("SET LOCAL session_replication_role = replica")
    checks = await conn.execute(
        "SELECT conname FROM pg_constraint WHERE contype = 'c' AND conrelid = %s::regclass", (f"ledger.{table}",)
    )
    for (name,) in await checks.fetchall():
        drop = sql.SQL("ALTER TABLE {} DROP CONSTRAINT {}")
        await conn.execute(drop.format(sql.Identifier("ledger", table), sql.Identifier(name)))
    if (table, column) == ("outbox", "position"):
        await conn.execute("ALTER TABLE ledger.outbox ALTER COLUMN position DROP IDENTITY")
    statement = (
        f"UPDATE ledger.{table} SET {column} = {alteration(table, column, kind)} WHERE ctid = ({chosen_row(table)})"
    )
    done = await conn.execute(statement.encode(), {"home": home.household_id})
    assert done.rowcount == 1


async def test_untouched_books_are_clean(kernel: Kernel, tampered_dsn: str) -> None:
    home = await busy_home(kernel)
    verdict = await verified(tampered_dsn, home.household_id)
    assert verdict.clean, verdict.differences
    assert verdict.entries == verdict.sequence == 8


async def test_every_column_of_every_money_table(kernel: Kernel, tampered_dsn: str) -> None:
    home = await busy_home(kernel)
    unnoticed = []
    for table, column, kind in columns(tampered_dsn):
        if column in NOT_MONEY.get(table, ()):
            continue
        verdict = await tampered_verdict(tampered_dsn, home, table, column, kind)
        named = [difference.table for difference in verdict.differences]
        right_row = column in KEY_COLUMNS or table not in KEYS or verdict.differences[0].row == KEYS[table]
        if not named or named[0] != table or not right_row:
            unnoticed.append((table, column, verdict.differences[:3]))
    assert not unnoticed


@pytest.mark.parametrize("table", MONEY_TABLES)
async def test_a_row_that_was_deleted_is_missed(kernel: Kernel, tampered_dsn: str, table: str) -> None:
    home = await busy_home(kernel)
    async with await psycopg.AsyncConnection.connect(tampered_dsn) as conn:
        await conn.execute("SET TimeZone = 'UTC'")
        await conn.execute("SET LOCAL session_replication_role = replica")
        delete = f"DELETE FROM ledger.{table} WHERE ctid = ({chosen_row(table)})"
        assert (await conn.execute(delete.encode(), {"home": home.household_id})).rowcount == 1
        verdict = await verify(conn, home.household_id)
        await conn.rollback()
    assert verdict.differences[0].table == table


async def test_erased_words_leave_the_chain_whole(kernel: Kernel, tampered_dsn: str) -> None:
    home = await busy_home(kernel)
    async with await psycopg.AsyncConnection.connect(tampered_dsn) as conn:
        await conn.execute("SET TimeZone = 'UTC'")
        await conn.execute("DELETE FROM ledger.texts WHERE household_id = %s", (home.household_id,))
        lost = await verify(conn, home.household_id)
        await conn.execute(
            "INSERT INTO ledger.redactions SELECT household_id, sequence, line, now(), NULL FROM ledger.lines"
            " WHERE household_id = %s AND text_commitment IS NOT NULL",
            (home.household_id,),
        )
        erased = await verify(conn, home.household_id)
        await conn.rollback()
    assert {difference.table for difference in lost.differences} == {"texts"}
    assert erased.clean
    assert erased.chain_hash == lost.chain_hash


def chosen_row(table: str) -> str:
    return f"SELECT ctid FROM ledger.{table} WHERE household_id = %(home)s AND {CHOSEN_ROW[table]} LIMIT 1"


async def tampered_verdict(dsn: str, home: Home, table: str, column: str, kind: str) -> Verdict:
    """Alter inside a transaction that is never committed, and verify within it: the next column finds whole books."""
    async with await psycopg.AsyncConnection.connect(dsn) as conn:
        await conn.execute("SET TimeZone = 'UTC'")
        await alter(conn, home, table, column, kind)
        verdict = await verify(conn, home.household_id)
        await conn.rollback()
    return verdict
