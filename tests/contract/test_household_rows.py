"""The second wall of ai, bff and notifier: their roles see the rows of the household that is set, and no row when none
is.
"""

from collections.abc import Mapping
from types import MappingProxyType
from uuid import UUID

import psycopg
import pytest
from psycopg import sql

from services.mesh.ids import new_id
from services.mesh.postgres.roles import as_role
from services.mesh.testing.plugin import MakeDatabase

OF_NO_HOUSEHOLD = {"alembic_version", "positions", "users", "sessions", "attempts"}

ROWS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "ai": {
            "memories": "gen_random_uuid(), 'highlands', 'coffee', '', 0, 1, 0, now()",
            "lessons": "gen_random_uuid(), now()",
            "forgotten": "gen_random_uuid(), gen_random_uuid()",
            "answered": "gen_random_uuid(), gen_random_uuid(), 'xi', 10000",
            "merchants": "'pho lam an', 'Phở Lâm Ấn', 1, now()",
            "readings": "gen_random_uuid(), DEFAULT, 1, 0, ARRAY[gen_random_uuid()], ARRAY['image/jpeg'], NULL, NULL,"
            " NULL, '', 0, NULL, now()",
        },
        "bff": {
            "evidence": "gen_random_uuid(), 2, 'audio/wav', 1, sha256('x'), '{}', gen_random_uuid(), now(), now()",
            "readings": "gen_random_uuid(), ARRAY[gen_random_uuid()], sha256('x'), false, gen_random_uuid(), now()",
            "keeping": "30, false, false, now()",
            "forgotten": "gen_random_uuid(), gen_random_uuid()",
        },
        "notifier": {
            "households": "1, 1",
            "plan_standings": "gen_random_uuid(), '2026-11', 0, 0, 0",
            "jar_standings": "gen_random_uuid(), false, false, 0",
            "alerts": "%(alert)s, DEFAULT, 1, gen_random_uuid(), 1, gen_random_uuid(), true,"
            " '2026-11', 'VND', 1, 1, NULL, now()",
            "alert_reads": "%(alert)s, gen_random_uuid(), now()",
        },
    }
)
"""One row a household for every table, what follows its household_id; a table without one fails the test."""


def counted(conn: psycopg.Connection[tuple[object, ...]], schema: str, table: str) -> dict[UUID, int]:
    query = sql.SQL("SELECT household_id, count(*) FROM {} GROUP BY 1").format(sql.Identifier(schema, table))
    return dict(conn.execute(query).fetchall())  # type: ignore[arg-type]


def fill(dsn: str, schema: str, households: list[UUID]) -> None:
    with psycopg.connect(dsn) as conn:
        for household in households:
            values = {"household": household, "alert": new_id()}
            for table, rest in ROWS[schema].items():
                row = f"INSERT INTO {schema}.{table} VALUES (%(household)s, {rest})"
                conn.execute(row.encode(), values)


@pytest.mark.parametrize("schema", sorted(ROWS))
def test_a_service_sees_one_household_or_none(make_database: MakeDatabase, schema: str) -> None:
    dsn = make_database([f"services.{schema}"])
    with psycopg.connect(dsn) as conn:
        listed = conn.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", (schema,)).fetchall()
    assert {str(name) for (name,) in listed} - OF_NO_HOUSEHOLD == set(ROWS[schema])
    households = [new_id(), new_id()]
    fill(dsn, schema, households)
    with psycopg.connect(as_role(dsn, f"{schema}_app")) as conn:
        for table in ROWS[schema]:
            assert counted(conn, schema, table) == {}, table
            conn.rollback()
            for household in households:
                conn.execute(sql.SQL("SET LOCAL heo.household_id = {}").format(sql.Literal(str(household))))
                assert counted(conn, schema, table) == {household: 1}, table
                conn.rollback()
