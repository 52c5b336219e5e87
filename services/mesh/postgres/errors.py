"""Which database failures are "not now" rather than "never"."""

import grpc
import psycopg
import psycopg_pool

from services.mesh.errors import ServiceError

_NOT_NOW = (
    psycopg.OperationalError,  # connection lost, server shutting down, lock or statement timeout, deadlock; and every pool error
    psycopg.InterfaceError,  # the connection was closed under us
    psycopg_pool.PoolTimeout,
    psycopg_pool.TooManyRequests,
    psycopg_pool.PoolClosed,
)


def database_unavailable(error: Exception) -> ServiceError | None:
    """UNAVAILABLE when the database cannot answer now and the same call may work later; None for any other error."""
    if isinstance(error, _NOT_NOW):
        return ServiceError("UNAVAILABLE", grpc.StatusCode.UNAVAILABLE, "the database is not reachable now")
    return None
