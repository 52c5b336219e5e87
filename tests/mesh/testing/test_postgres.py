from pathlib import Path

import psycopg
import pytest

from services.mesh.ids import new_id
from services.mesh.testing.plugin import MakeDatabase
from services.mesh.testing.postgres import TestServer

REVISION = """
from services.mesh.postgres.migrate import run_sql
revision, down_revision = "0001", None
def upgrade():
    run_sql(__file__)
"""


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A service with one table, `jar`."""
    schema = f"s{new_id().hex}"
    versions = tmp_path / schema / "migrations" / "versions"
    versions.mkdir(parents=True)
    (versions.parent / "__init__.py").touch()
    (versions / "0001_jar.py").write_text(REVISION)
    (versions / "0001_jar.sql").write_text(f"CREATE TABLE {schema}.jar (id int)")
    monkeypatch.syspath_prepend(tmp_path)
    return schema


def jars(dsn: str, schema: str) -> int:
    with psycopg.connect(dsn) as conn:
        row = conn.execute(f"SELECT count(*) FROM {schema}.jar").fetchone()
    assert row is not None
    return int(row[0])


def test_each_database_is_migrated_and_holds_only_what_its_test_wrote(
    make_database: MakeDatabase, package: str
) -> None:
    one, two = make_database([package]), make_database([package])
    with psycopg.connect(one) as conn:
        conn.execute(f"INSERT INTO {package}.jar VALUES (1)")
    assert (jars(one, package), jars(two, package)) == (1, 0)


def test_a_template_is_made_once(postgres_server: TestServer, package: str) -> None:
    assert postgres_server.template([package]) == postgres_server.template([package])


def test_a_template_whose_migration_failed_is_not_used(
    postgres_server: TestServer, package: str, tmp_path: Path
) -> None:
    statements = tmp_path / package / "migrations" / "versions" / "0001_jar.sql"
    sound = statements.read_text()
    statements.write_text("SELECT 1/0")
    with pytest.raises(psycopg.errors.DivisionByZero):
        postgres_server.template([package])
    statements.write_text(sound)
    dsn = postgres_server.create([package])
    assert jars(dsn, package) == 0
    postgres_server.drop(dsn)
