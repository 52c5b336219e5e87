"""Whether the address that a run wants is free."""

import errno
import socket


class PortTakenError(Exception):
    """Another program listens there; the message says which port and how to choose another."""


def require_free(host: str, port: int) -> None:
    """Raise PortTakenError when nobody could listen at host:port."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        # As servers do it: a port that only waits for the last packets of an earlier run is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as refused:
            if refused.errno == errno.EADDRINUSE:
                raise PortTakenError(
                    f"port {port} is taken: choose another, e.g. HEO_PORT={port + 1} make run"
                ) from None
            if refused.errno == errno.EACCES:
                raise PortTakenError(
                    f"port {port} needs root: choose one above 1023, e.g. HEO_PORT=8080 make run"
                ) from None
            raise
