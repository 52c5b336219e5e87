"""A service's real server in the test's own process, on a unix socket, and a channel to it."""

import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import grpc

from services.mesh.app import ServerApp, descriptors, service_names
from services.mesh.channels import open_channel
from services.mesh.server import Server
from services.mesh.settings import ServiceSettings
from services.mesh.telemetry import Telemetry
from services.mesh.testing.identity import Identities


@dataclass(frozen=True)
class Running:
    """A server that serves; `channel` leads to it, `identities` are those that it trusts."""

    server: Server
    channel: grpc.aio.Channel
    identities: Identities
    telemetry: Telemetry

    @property
    def target(self) -> str:
        """Where it listens."""
        return self.server.target


@asynccontextmanager
async def running(
    app: ServerApp,
    identities: Identities | None = None,
    *,
    telemetry: Telemetry | None = None,
    caller_telemetry: Telemetry | None = None,
    settings: Mapping[str, Any] | None = None,
) -> AsyncIterator[Running]:
    """Serve `app` with all its interceptors; stopped, pools closed, at the end.

    The channel records into `caller_telemetry`, else into the server's. `settings` change ServiceSettings' fields.
    """
    identities = identities or Identities()
    telemetry = telemetry or Telemetry(app.name)
    with tempfile.TemporaryDirectory(prefix="heo-") as folder:
        values = {"listen": f"unix:{Path(folder) / 's'}", "drain_s": 0.5, **(settings or {})}
        chosen = ServiceSettings(**values)
        server = Server(app, chosen, telemetry, identities.verifier(app.name))
        await server.start()
        called = descriptors([name for name in service_names(app.servicers) if name not in app.foreign])
        channel = open_channel(server.target, chosen, services=called, telemetry=caller_telemetry or telemetry)
        try:
            yield Running(server, channel, identities, telemetry)
        finally:
            await channel.close()
            await server.stop()
