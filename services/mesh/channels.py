"""Client channels: balanced, health-checked, with the caller's deadline and trace handed down on every call."""

from collections.abc import Iterable

import grpc
from google.protobuf.descriptor import ServiceDescriptor

from services.mesh.outgoing import OutgoingChannel
from services.mesh.service_config import service_config
from services.mesh.settings import ServiceSettings
from services.mesh.telemetry import Telemetry
from services.mesh.transport import Certificates, certificates_of, channel_credentials, channel_options


def open_channel(
    target: str,
    settings: ServiceSettings,
    *,
    services: Iterable[ServiceDescriptor] = (),
    telemetry: Telemetry | None = None,
    certificates: Certificates | None = None,
    server_name: str | None = None,
) -> grpc.aio.Channel:
    """A channel to `target` (host:port, dns:///name:port or unix:/path), which connects on the first call.

    `services` are those that will be called: their idempotent methods are retried. Mutual TLS by `certificates`, or by
    those that `settings` name; `server_name` then stands in for the target's host. Each call takes the smaller of its
    own timeout and what is left of the running call's; with neither, the server refuses it.
    """
    options = channel_options(settings, service_config(services))
    if server_name is not None:
        options.append(("grpc.ssl_target_name_override", server_name))
    certificates = certificates or certificates_of(settings)
    if certificates is None:
        channel = grpc.aio.insecure_channel(target, options)
    else:
        channel = grpc.aio.secure_channel(target, channel_credentials(certificates), options)
    return OutgoingChannel(channel, telemetry)


def call_metadata(token: str) -> tuple[tuple[str, str], ...]:
    """The metadata that carries a caller token."""
    return (("authorization", f"Bearer {token}"),)
