"""Roles: each service owns its schema through a role that never logs in, and works through roles that own nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from psycopg import Connection, errors, sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

MOST_RACES = 10
_LOST_RACES = (
    errors.UniqueViolation,  # a catalogue row that was not there a moment ago
    errors.DuplicateObject,
    errors.DuplicateSchema,
    errors.InternalError_,  # "tuple concurrently updated"
)


@dataclass(frozen=True, slots=True)
class Role:
    """A login role of one service. A password of None leaves identification to pg_hba (peer, trust on the embedded
    socket).
    """

    name: str
    password: str | None = None


def owner_of(schema: str) -> str:
    """The name of the role that owns `schema`."""
    return f"{schema}_owner"


def ensure_roles(conn: Connection[Any], schema: str, roles: Iterable[Role]) -> None:
    """Create the owner, the login roles and the schema where they are missing; `conn` is an administrator in autocommit
    mode.

    Idempotent, and safe when several processes do it at once. What a role may do to which table is said by the
    migrations.
    """
    given = tuple(roles)
    for _ in range(MOST_RACES):
        try:
            _ensure(conn, schema, given)
        except _LOST_RACES:
            continue  # another process did the same; what it did is there now
        return
    _ensure(conn, schema, given)


def _ensure(conn: Connection[Any], schema: str, roles: Iterable[Role]) -> None:
    owner = owner_of(schema)
    _create(conn, owner, sql.SQL("NOLOGIN"))
    # Owner rights without superuser (RDS): the migrating administrator must be a member to act as the owner.
    conn.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(sql.Identifier(owner)))
    names = {"schema": sql.Identifier(schema), "owner": sql.Identifier(owner)}
    conn.execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS {schema} AUTHORIZATION {owner}").format(**names))
    for role in roles:
        _create(conn, role.name, sql.SQL("LOGIN"))
        parts = {**names, "role": sql.Identifier(role.name), "password": sql.Literal(role.password)}
        if role.password is not None:
            conn.execute(sql.SQL("ALTER ROLE {role} PASSWORD {password}").format(**parts))
        conn.execute(sql.SQL("GRANT USAGE ON SCHEMA {schema} TO {role}").format(**parts))


def as_role(dsn: str, role: str, password: str | None = None) -> str:
    """`dsn` with another user, and with that user's password or none."""
    parts = {**conninfo_to_dict(dsn), "user": role, "password": password}
    return make_conninfo("", **{key: value for key, value in parts.items() if value is not None})


def _create(conn: Connection[Any], name: str, login: sql.SQL) -> None:
    found = conn.execute("SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = %s", (name,)).fetchone()
    if found is None:
        conn.execute(
            sql.SQL("CREATE ROLE {} {} NOSUPERUSER NOCREATEDB NOCREATEROLE").format(sql.Identifier(name), login)
        )
