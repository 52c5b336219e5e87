from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from services.mesh.ids import new_id
from services.mesh.postgres.roles import Role, as_role, ensure_roles, owner_of
from services.mesh.testing.plugin import MakeDatabase


@pytest.fixture
def schema() -> str:
    """A schema name that no other test uses: roles belong to the server, not to the database."""
    return f"s{new_id().hex}"


def ensure(dsn: str, schema: str, *roles: Role) -> None:
    with psycopg.connect(dsn, autocommit=True) as conn:
        ensure_roles(conn, schema, roles)


def test_the_owner_owns_the_schema_and_never_logs_in(make_database: MakeDatabase, schema: str) -> None:
    dsn = make_database([])
    ensure(dsn, schema)
    with psycopg.connect(dsn) as conn:
        owned = conn.execute(
            "SELECT nspowner::regrole::text FROM pg_namespace WHERE nspname = %s", (schema,)
        ).fetchone()
    assert owned == (owner_of(schema),)
    with pytest.raises(psycopg.OperationalError, match="not permitted to log in"):
        psycopg.connect(as_role(dsn, owner_of(schema)))


def test_a_login_role_owns_nothing_and_may_create_nothing(make_database: MakeDatabase, schema: str) -> None:
    dsn = make_database([])
    ensure(dsn, schema, Role(f"{schema}_reader"))
    with psycopg.connect(as_role(dsn, f"{schema}_reader")) as conn:
        privileges = conn.execute(
            "SELECT has_schema_privilege(%s, 'USAGE'), has_schema_privilege(%s, 'CREATE'),"
            " (SELECT rolsuper OR rolcreatedb OR rolcreaterole OR rolbypassrls"
            "  FROM pg_roles WHERE rolname = current_user)",
            (schema, schema),
        ).fetchone()
    assert privileges == (True, False, False)


def test_it_may_be_done_again_and_by_many_at_once(make_database: MakeDatabase, schema: str) -> None:
    dsns = [make_database([]) for _ in range(4)]
    roles = [Role(f"{schema}_reader"), Role(f"{schema}_poster")]
    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(ensure, dsn, schema, *roles) for dsn in dsns * 2]:
            done.result()


def test_a_password_is_set_when_it_is_given(make_database: MakeDatabase, schema: str) -> None:
    dsn = make_database([])
    ensure(dsn, schema, Role(f"{schema}_reader", "long enough"))
    with psycopg.connect(dsn) as conn:
        kept = conn.execute("SELECT rolpassword FROM pg_authid WHERE rolname = %s", (f"{schema}_reader",)).fetchone()
    assert kept is not None
    assert kept[0].startswith("SCRAM-SHA-256$")


def test_a_dsn_for_a_role_carries_no_other_password() -> None:
    dsn = as_role("host=h user=admin password=secret dbname=d", "reader")
    assert conninfo_to_dict(dsn) == {"host": "h", "user": "reader", "dbname": "d"}
