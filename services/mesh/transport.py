"""Transport options and credentials, the same on both sides of a connection."""

from dataclasses import dataclass
from pathlib import Path

import grpc

from services.mesh.settings import ServiceSettings

Options = list[tuple[str, int | str]]
KEEPALIVE_MS = 30_000
KEEPALIVE_TIMEOUT_MS = 10_000


@dataclass(frozen=True, slots=True)
class Certificates:
    """PEM of one service: its chain and key, and the authority that signs the mesh."""

    chain: bytes
    key: bytes
    authority: bytes


def certificates_of(settings: ServiceSettings) -> Certificates | None:
    """The certificates that `settings` name; None when they name none. ValueError when they name only some."""
    files: list[Path | None] = [settings.tls_cert_file, settings.tls_key_file, settings.tls_ca_file]
    given = [file.read_bytes() for file in files if file is not None]
    if not given:
        return None
    if len(given) < len(files):
        raise ValueError("mutual TLS needs all of: certificate, key, authority")
    return Certificates(*given)


def server_credentials(certificates: Certificates) -> grpc.ServerCredentials:
    """Mutual TLS: a client without a certificate of the authority is not served."""
    pairs = [(certificates.key, certificates.chain)]
    return grpc.ssl_server_credentials(pairs, certificates.authority, require_client_auth=True)


def channel_credentials(certificates: Certificates) -> grpc.ChannelCredentials:
    """Mutual TLS, the client's half."""
    return grpc.ssl_channel_credentials(certificates.authority, certificates.key, certificates.chain)


def server_options(settings: ServiceSettings) -> Options:
    """Connections age, idle ones are probed, messages are bounded, and two servers never share a port by accident."""
    return [
        ("grpc.max_connection_age_ms", round(settings.max_connection_age_s * 1000)),
        ("grpc.max_connection_age_grace_ms", round(settings.max_connection_age_grace_s * 1000)),
        ("grpc.keepalive_time_ms", KEEPALIVE_MS),
        ("grpc.keepalive_timeout_ms", KEEPALIVE_TIMEOUT_MS),
        ("grpc.http2.min_ping_interval_without_data_ms", KEEPALIVE_MS // 2),
        ("grpc.max_receive_message_length", settings.max_message_bytes),
        ("grpc.max_send_message_length", settings.max_message_bytes),
        ("grpc.so_reuseport", 0),
    ]


def channel_options(settings: ServiceSettings, service_config: str) -> Options:
    """Balancing, health and retries by `service_config`; idle connections are probed, messages bounded, back-off
    short.
    """
    return [
        ("grpc.service_config", service_config),
        ("grpc.enable_retries", 1),
        ("grpc.keepalive_time_ms", KEEPALIVE_MS),
        ("grpc.keepalive_timeout_ms", KEEPALIVE_TIMEOUT_MS),
        ("grpc.max_receive_message_length", settings.max_message_bytes),
        ("grpc.max_send_message_length", settings.max_message_bytes),
        ("grpc.initial_reconnect_backoff_ms", 100),
        ("grpc.min_reconnect_backoff_ms", 100),
        ("grpc.max_reconnect_backoff_ms", 2_000),
        ("grpc.use_local_subchannel_pool", 1),
    ]
