"""Which database failures are "not now" rather than "never"."""

import grpc
import psycopg

from services.mesh.errors import ServiceError

_NOT_NOW = (
    psycopg.OperationalError,  # connection lost, server going down, a timeout, a deadlock; pool errors derive from it
    psycopg.InterfaceError,  # the connection was closed under us
)


def database_unavailable(error: Exception) -> ServiceError | None:
    """UNAVAILABLE when the database cannot answer now and the same call may work later; None for any other error."""
    if isinstance(error, _NOT_NOW):
        return ServiceError("UNAVAILABLE", grpc.StatusCode.UNAVAILABLE, "the database is not reachable now")
    return None
