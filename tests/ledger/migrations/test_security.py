"""What the database itself refuses, whatever the service above it does."""

from collections.abc import AsyncIterator, Iterator
from typing import Any, LiteralString
from uuid import UUID

import psycopg
import pytest

from services.ledger.kernel.kernel import Kernel
from services.mesh.ids import new_id
from services.mesh.testing.plugin import MakeDatabase
from tests.support.kernel import Home, as_role, new_home, posted, running_kernel

JOURNAL = (
    "entries",
    "lines",
    "legs",
    "requests",
    "accounts",
    "closures",
    "jar_rules",
    "jar_rule_shares",
    "commodities",
)
RUNTIME_ROLES = ("ledger_poster", "ledger_reader", "ledger_keeper", "ledger_courier")
WITHOUT_HOUSEHOLD = {"placements", "alembic_version"}


@pytest.fixture(scope="module")
def dsn(make_module_database: MakeDatabase) -> str:
    return make_module_database(["services.ledger"])


@pytest.fixture
async def kernel(dsn: str) -> AsyncIterator[Kernel]:
    async with running_kernel(dsn) as kernel:
        yield kernel


@pytest.fixture
async def homes(kernel: Kernel, dsn: str) -> tuple[Home, Home]:
    """Two households with rows in every table."""
    return await filled_home(kernel, dsn), await filled_home(kernel, dsn)


async def filled_home(kernel: Kernel, dsn: str) -> Home:
    home = await new_home(kernel)
    await posted(kernel, home.record(home.spend(45_000, note="phở")))
    await posted(kernel, home.close("EDU"))
    fill(dsn, home.household_id)
    return home


OTHER_ROWS: LiteralString = """
INSERT INTO ledger.invitations VALUES (%(h)s, %(i)s, sha256(%(i)s::text::bytea), 'Bà', 1, 1, %(i)s, now(), now());
INSERT INTO ledger.receipts VALUES (%(h)s, %(i)s, 'm', sha256('x'), 'x', now());
INSERT INTO ledger.tombstones VALUES (%(h)s, now(), 1, sha256('x'));
INSERT INTO ledger.redactions
  SELECT household_id, sequence, line, now() FROM ledger.texts WHERE household_id = %(h)s;
INSERT INTO ledger.drafts (household_id, draft_id, state, source, content, suggested, evidence, source_text,
  evidence_ids, needs_look, created_at, changed_at, expires_at)
  VALUES (%(h)s, %(i)s, 2, 1, '{}', '{}', '[]', '', '{}', false, now(), now(), now());
INSERT INTO ledger.plans VALUES (%(h)s, %(i)s, 1, '2026-11-01', 1, 'VND', now());
"""


def fill(dsn: str, household_id: UUID) -> None:
    with psycopg.connect(dsn) as conn:
        for statement in OTHER_ROWS.split(";\n")[:-1]:
            conn.execute(statement, {"h": household_id, "i": new_id()})


def tables(dsn: str) -> list[str]:
    with psycopg.connect(dsn) as conn:
        rows = conn.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'ledger'").fetchall()
    return sorted(name for (name,) in rows if name not in WITHOUT_HOUSEHOLD)


@pytest.fixture(params=["ledger_reader", "ledger_keeper"])
def role(request: pytest.FixtureRequest, dsn: str) -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(as_role(dsn, request.param)) as conn:
        yield conn


def households_seen(conn: psycopg.Connection[Any], table: str) -> set[UUID]:
    return {row[0] for row in conn.execute(f"SELECT DISTINCT household_id FROM ledger.{table}".encode()).fetchall()}


def test_a_household_sees_exactly_its_rows(dsn: str, homes: tuple[Home, Home], role: psycopg.Connection[Any]) -> None:
    for table in tables(dsn):
        with psycopg.connect(dsn) as admin:
            assert {home.household_id for home in homes} <= households_seen(admin, table), table
        for home in homes:
            role.execute(f"SET LOCAL heo.household_id = '{home.household_id}'".encode())
            assert households_seen(role, table) == {home.household_id}, table


def test_nobody_in_particular_sees_nothing(dsn: str, homes: tuple[Home, Home], role: psycopg.Connection[Any]) -> None:
    for setting in (None, ""):
        if setting is not None:
            role.execute("SET heo.household_id = ''")
        assert not any(households_seen(role, table) for table in tables(dsn))


def test_a_user_sees_the_households_of_their_own_before_one_is_chosen(dsn: str, homes: tuple[Home, Home]) -> None:
    with psycopg.connect(as_role(dsn, "ledger_reader")) as conn:
        conn.execute(f"SET LOCAL heo.user_id = '{homes[0].user_id}'".encode())
        assert households_seen(conn, "households") == households_seen(conn, "members") == {homes[0].household_id}
        assert households_seen(conn, "entries") == set()


@pytest.mark.parametrize("name", RUNTIME_ROLES)
@pytest.mark.parametrize("table", JOURNAL)
def test_nobody_changes_or_deletes_the_journal(dsn: str, name: str, table: str) -> None:
    for verb in (f"UPDATE ledger.{table} SET household_id = household_id", f"DELETE FROM ledger.{table}"):
        with psycopg.connect(as_role(dsn, name)) as conn, pytest.raises(psycopg.errors.InsufficientPrivilege):
            conn.execute(verb.encode())


@pytest.mark.parametrize("table", ["entries", "legs", "balances", "requests", "accounts"])
@pytest.mark.parametrize("name", ["ledger_reader", "ledger_keeper", "ledger_courier"])
def test_only_the_poster_writes_money(dsn: str, name: str, table: str) -> None:
    with psycopg.connect(as_role(dsn, name)) as conn, pytest.raises(psycopg.errors.InsufficientPrivilege):
        conn.execute(f"INSERT INTO ledger.{table} DEFAULT VALUES".encode())


@pytest.fixture
async def home(kernel: Kernel) -> Home:
    home = await new_home(kernel)
    await posted(kernel, home.record(home.spend(45_000)))
    return home


COPY_LEGS = """
INSERT INTO ledger.legs
SELECT household_id, sequence, line, leg + 10, {account}, {amount}, balance, {commodity}, {book}, {role}, {valid_date}
FROM ledger.legs WHERE household_id = %s AND sequence = 3 {only}
"""


@pytest.mark.parametrize(
    ("altered", "broken"),
    [
        ({"only": "AND leg = 0"}, "legs_sums"),
        ({"only": "AND leg IN (0, 1)"}, "legs_sums"),
        ({"only": "AND leg IN (2, 3)"}, "legs_sums"),
        ({"amount": "CASE leg WHEN 0 THEN amount + 1 ELSE amount END"}, "legs_sums"),
        ({"account": "999"}, "legs_links"),
        ({"book": "3 - book", "role": "CASE role WHEN 1 THEN 2 WHEN 2 THEN 1 ELSE 0 END"}, "legs_links"),
        ({"commodity": "'USD'"}, "legs_links"),
        ({"valid_date": "valid_date + 1"}, "legs_links"),
    ],
)
async def test_the_database_checks_the_three_rules_by_itself(
    dsn: str, home: Home, altered: dict[str, str], broken: str
) -> None:
    columns = {name: name for name in ("account", "amount", "commodity", "book", "role", "valid_date")}
    statement = COPY_LEGS.format(**{"only": "", **columns, **altered})
    async with await psycopg.AsyncConnection.connect(as_role(dsn, "ledger_poster")) as conn:
        with pytest.raises(psycopg.errors.IntegrityError) as refused:
            await conn.execute(statement.encode(), (home.household_id,))
    assert refused.value.diag.constraint_name == broken


async def test_a_leg_without_its_line_is_refused(dsn: str, home: Home) -> None:
    statement = COPY_LEGS.format(
        account="account",
        amount="amount",
        commodity="commodity",
        book="book",
        role="role",
        valid_date="valid_date",
        only="",
    ).replace("line, leg + 10", "line + 5, leg")
    async with await psycopg.AsyncConnection.connect(as_role(dsn, "ledger_poster")) as conn:
        with pytest.raises(psycopg.errors.ForeignKeyViolation) as refused:
            await conn.execute(statement.encode(), (home.household_id,))
    assert refused.value.diag.constraint_name == "legs_links"


def test_every_table_and_its_security_are_said(dsn: str) -> None:
    with psycopg.connect(dsn) as conn:
        rows = conn.execute(
            "SELECT c.relname, obj_description(c.oid), c.relrowsecurity, c.relforcerowsecurity FROM pg_class c"
            " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'ledger' AND c.relkind = 'r'"
        ).fetchall()
    said = {name: (bool(comment), secured, forced) for name, comment, secured, forced in rows}
    assert all(said[name] == (True, True, False) for name in tables(dsn)), said


def test_every_key_leads_with_the_household(dsn: str) -> None:
    with psycopg.connect(dsn) as conn:
        rows = conn.execute(
            "SELECT t.relname, i.relname FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid"
            " JOIN pg_class t ON t.oid = x.indrelid JOIN pg_namespace n ON n.oid = t.relnamespace"
            " JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = x.indkey[0]"
            " WHERE n.nspname = 'ledger' AND x.indisunique AND a.attname <> 'household_id'"
        ).fetchall()
    assert [name for table, name in rows if table not in WITHOUT_HOUSEHOLD] == []
