"""A taken port is named, with the way out."""

import socket

import pytest

from services.local.ports import PortTakenError, require_free


def test_a_taken_port_is_named_and_another_is_proposed() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(PortTakenError, match=rf"port {port} is taken: choose another, e.g. HEO_PORT={port + 1}"):
            require_free("127.0.0.1", port)
    require_free("127.0.0.1", port)
