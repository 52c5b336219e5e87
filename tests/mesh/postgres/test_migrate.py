import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from services.mesh.ids import new_id
from services.mesh.postgres.migrate import heads, upgrade
from services.mesh.postgres.roles import as_role
from services.mesh.testing.plugin import MakeDatabase

REVISION = """
from services.mesh.postgres.migrate import run_sql
revision, down_revision = {revision!r}, {previous!r}
def upgrade():
    run_sql(__file__)
"""
STEPS = {
    "0001": """CREATE TABLE {schema}.jar (id int PRIMARY KEY, label text CHECK (label LIKE '%'));
               GRANT SELECT ON {schema}.jar TO {schema}_reader;""",
    "0002": "ALTER TABLE {schema}.jar ADD COLUMN closed bool NOT NULL DEFAULT false;",
}
WriteService = Callable[..., str]


@pytest.fixture
def write_service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[WriteService]:
    """Writes a service with migrations; its package is named like its schema."""
    monkeypatch.syspath_prepend(tmp_path)
    written: set[str] = set()

    def write(**steps: str) -> str:
        schema = f"s{new_id().hex}"
        written.add(schema)
        versions = tmp_path / schema / "migrations" / "versions"
        versions.mkdir(parents=True)
        (versions.parent / "__init__.py").write_text(f"ROLES = ('{schema}_reader',)\n")
        previous = None
        for revision, statements in (steps or STEPS).items():
            name = versions / f"{revision.strip('r')}_step.py"
            name.write_text(REVISION.format(revision=revision.strip("r"), previous=previous))
            name.with_suffix(".sql").write_text(statements.format(schema=schema))
            previous = revision.strip("r")
        return schema

    yield write
    for module in [name for name in sys.modules if name.partition(".")[0] in written]:
        del sys.modules[module]


def ask(dsn: str, query: str) -> object:
    with psycopg.connect(dsn) as conn:
        row = conn.execute(query).fetchone()
        return row[0] if row is not None else None


def test_each_schema_keeps_its_own_history(make_database: MakeDatabase, write_service: WriteService) -> None:
    dsn, one, two = make_database([]), write_service(), write_service(r0001=STEPS["0001"])
    upgrade(dsn, one)
    upgrade(dsn, two)
    assert ask(dsn, f"SELECT version_num FROM {one}.alembic_version") == "0002"
    assert ask(dsn, f"SELECT version_num FROM {two}.alembic_version") == "0001"
    assert (heads(one), heads(two)) == (("0002",), ("0001",))


def test_tables_belong_to_the_owner_and_grants_reach_the_roles(
    make_database: MakeDatabase, write_service: WriteService
) -> None:
    dsn, schema = make_database([]), write_service()
    upgrade(dsn, schema)
    assert ask(dsn, f"SELECT tableowner FROM pg_tables WHERE schemaname = '{schema}' LIMIT 1") == f"{schema}_owner"
    reader = as_role(dsn, f"{schema}_reader")
    assert ask(reader, f"SELECT count(*) FROM {schema}.jar") == 0
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        ask(reader, f"INSERT INTO {schema}.jar VALUES (1, 'NEC') RETURNING id")


def test_data_of_an_earlier_version_is_kept(make_database: MakeDatabase, write_service: WriteService) -> None:
    dsn, schema = make_database([]), write_service()
    upgrade(dsn, schema, "0001")
    assert ask(dsn, f"INSERT INTO {schema}.jar VALUES (1, 'NEC') RETURNING label") == "NEC"
    with psycopg.connect(dsn) as conn:
        conn.execute(f"INSERT INTO {schema}.jar VALUES (2, 'PLAY')")
    upgrade(dsn, schema)
    assert ask(dsn, f"SELECT closed FROM {schema}.jar WHERE id = 2") is False


def test_replicas_that_start_together_migrate_once(make_database: MakeDatabase, write_service: WriteService) -> None:
    dsn, schema = make_database([]), write_service()
    with ThreadPoolExecutor(3) as replicas:
        for done in [replicas.submit(upgrade, dsn, schema) for _ in range(3)]:
            done.result()
    assert ask(dsn, f"SELECT count(*) FROM {schema}.alembic_version") == 1


def test_a_step_that_fails_leaves_the_version_before_it(
    make_database: MakeDatabase, write_service: WriteService
) -> None:
    dsn = make_database([])
    schema = write_service(r0001=STEPS["0001"], r0002="CREATE TABLE {schema}.half (id int); SELECT 1/0;")
    with pytest.raises(psycopg.errors.DivisionByZero):
        upgrade(dsn, schema)
    assert ask(dsn, f"SELECT version_num FROM {schema}.alembic_version") == "0001"
    assert ask(dsn, f"SELECT to_regclass('{schema}.half')") is None
