"""Alembic without its ini file and env.py: one history per service schema, as Python revisions with the SQL beside
them.

A service keeps `migrations/versions/NNNN_<what>.py` and `NNNN_<what>.sql`. A revision is

    revision, down_revision = "0001", None

    def upgrade() -> None:
        run_sql(__file__)

and `migrations/__init__.py` may name the service's login roles: `ROLES = ("ledger_poster", "ledger_reader")`.
"""

from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import Any

import psycopg
from alembic import op
from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory
from psycopg import sql
from sqlalchemy import Connection as CoreConnection
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from services.mesh.postgres.roles import Role, ensure_roles, owner_of

_NO_PASSWORDS: Mapping[str, str] = MappingProxyType({})


def upgrade(dsn: str, package: str, revision: str = "head", passwords: Mapping[str, str] = _NO_PASSWORDS) -> None:
    """Bring the schema of the service in `package` ("services.ledger") to `revision`, roles first; idempotent.

    `dsn` is an administrator's. The schema is named like the package's last part and keeps its own `alembic_version`.
    Replicas that start together wait for each other. `passwords` are those of the login roles, by name.
    """
    schema = package.rpartition(".")[2]
    migrations = import_module(f"{package}.migrations")
    names: Sequence[str] = getattr(migrations, "ROLES", ())
    with psycopg.connect(dsn, autocommit=True) as conn:
        conn.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", (f"migrate {schema}",))
        ensure_roles(conn, schema, [Role(name, passwords.get(name)) for name in names])
        _upgrade(dsn, schema, Path(migrations.__path__[0]), revision)


def run_sql(revision_file: str) -> None:
    """Run the .sql file that lies beside a revision, as it is: several statements, no parameters. For use in
    `upgrade()`.
    """
    statements = Path(revision_file).with_suffix(".sql").read_text(encoding="utf-8")
    driver: Any = op.get_bind().connection.driver_connection
    driver.execute(statements)


def heads(package: str) -> tuple[str, ...]:
    """The newest revisions of a service; more than one means that two histories must be merged."""
    migrations = import_module(f"{package}.migrations")
    return tuple(_scripts(Path(migrations.__path__[0]))[1].get_heads())


def _scripts(folder: Path) -> tuple[Config, ScriptDirectory]:
    config = Config()
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config, ScriptDirectory.from_config(config)


def _upgrade(dsn: str, schema: str, folder: Path, revision: str) -> None:
    config, scripts = _scripts(folder)

    def steps(current: Any, _context: Any) -> Any:
        return scripts._upgrade_revs(revision, current)  # noqa: SLF001  Alembic's cookbook has no other door

    engine = create_engine("postgresql+psycopg://", creator=lambda: psycopg.connect(dsn), poolclass=NullPool)
    with (
        engine.connect() as conn,
        EnvironmentContext(config, scripts, fn=steps, destination_rev=revision) as environment,
    ):
        _become_owner(conn, schema)
        environment.configure(connection=conn, version_table_schema=schema, transaction_per_migration=True)
        with environment.begin_transaction():
            environment.run_migrations()


def _become_owner(conn: CoreConnection, schema: str) -> None:
    driver: Any = conn.connection.driver_connection
    driver.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(owner_of(schema))))
    driver.execute(sql.SQL("SET search_path = {}").format(sql.Identifier(schema)))
    conn.commit()
    driver.commit()
