"""The second wall: with one household set the reader sees exactly its rows of every table, with none set no row."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import psycopg
import pytest
from heo.ledger.v1 import account_service_pb2 as account_pb
from heo.ledger.v1 import draft_service_pb2 as draft_pb
from heo.ledger.v1 import plan_service_pb2 as plan_pb
from psycopg import sql

from services.mesh.postgres.roles import as_role
from services.mesh.testing.plugin import MakeDatabase
from tests.contract.home import Home, new_home, vnd
from tests.contract.mesh import PACKAGES, whole_mesh

OF_NO_HOUSEHOLD = {"alembic_version", "placements"}
"""The only tables of the schema that hold nothing of a household."""

FILLED_BY_HAND = """
INSERT INTO ledger.redactions (household_id, sequence, line, redacted_at)
  SELECT household_id, sequence, line, now() FROM ledger.texts WHERE household_id = %(household_id)s LIMIT 1;
INSERT INTO ledger.tombstones (household_id, dropped_at, sequence, chain_hash)
  SELECT household_id, now(), sequence, chain_hash FROM ledger.heads WHERE household_id = %(household_id)s
"""
"""What only erasure and the dropping of a household write."""


async def lived_in(home: Home) -> UUID:
    """Put a row into every table of the household, as its members do."""
    recording = home.recording()
    recording.content.note = "phở"
    await home(recording)
    await home.invitation()
    await home.draft_id()
    await home(plan_pb.CreatePlanRequest(jar_id=home.jars["PLAY"].jar_id, from_month=home.month, amount=vnd(100_000)))
    await home(account_pb.CloseAccountRequest(account_id=home.accounts["bank"].account_id))
    await home(draft_pb.BatchConfirmDraftsRequest(draft_ids=[await home.draft_id()]))
    return UUID(home.household.household_id)


@pytest.fixture
async def dsn(make_database: MakeDatabase, tmp_path: Path) -> str:
    """An administrator's DSN of a database in which two households live."""
    made = make_database(PACKAGES)
    async with whole_mesh(made, tmp_path) as mesh:
        households = [await lived_in(await new_home(mesh)) for _ in range(2)]
    with psycopg.connect(made) as conn:
        for household_id in households:
            for statement in FILLED_BY_HAND.split(";"):
                conn.execute(statement.encode(), {"household_id": household_id})
    return made


@pytest.fixture
def reader(dsn: str) -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    """A connection that acts as the reader."""
    with psycopg.connect(as_role(dsn, "ledger_reader")) as conn:
        yield conn


def tables(dsn: str) -> set[str]:
    with psycopg.connect(dsn) as conn:
        return {name for (name,) in conn.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'ledger'")}


def rows(conn: psycopg.Connection[tuple[object, ...]], table: str) -> dict[UUID, int]:
    """How many rows of each household the connection sees."""
    query = sql.SQL("SELECT household_id, count(*) FROM {} GROUP BY 1").format(sql.Identifier("ledger", table))
    return dict(conn.execute(query).fetchall())  # type: ignore[arg-type]


def test_the_reader_sees_one_household_or_none(dsn: str, reader: psycopg.Connection[tuple[object, ...]]) -> None:
    of_households = tables(dsn) - OF_NO_HOUSEHOLD
    assert len(of_households) >= 20
    with psycopg.connect(dsn) as conn:
        truth = {table: rows(conn, table) for table in of_households}
    households = set(truth["households"])
    assert len(households) == 2
    assert {table for table, counts in truth.items() if set(counts) != households} == set()
    for table in sorted(of_households):
        assert rows(reader, table) == {}, table
        reader.rollback()
        for household_id, count in truth[table].items():
            reader.execute(sql.SQL("SET LOCAL heo.household_id = {}").format(sql.Literal(str(household_id))))
            assert rows(reader, table) == {household_id: count}, table
            reader.rollback()


def test_the_reader_writes_nothing(dsn: str, reader: psycopg.Connection[tuple[object, ...]]) -> None:
    for table in sorted(tables(dsn)):
        for statement in ("DELETE FROM {}", "INSERT INTO {} DEFAULT VALUES", "TRUNCATE {}"):
            query = sql.SQL(statement).format(sql.Identifier("ledger", table))
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                reader.execute(query)
            reader.rollback()
