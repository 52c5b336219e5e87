"""Settings that every service has. A service adds its own fields and its prefix, builds them once and passes them
on.
"""

from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


def service_config(service: str) -> SettingsConfigDict:
    """The settings' configuration of `service`: variables HEO_<SERVICE>_…, frozen, unknown ones ignored."""
    return SettingsConfigDict(
        env_prefix=f"HEO_{service.upper()}_", frozen=True, populate_by_name=True, extra="ignore", env_ignore_empty=True
    )


class ServiceSettings(BaseSettings):
    """What any service of the mesh can be told. Subclass with `model_config = service_config("ledger")`."""

    model_config = service_config("service")

    listen: str = "127.0.0.1:0"
    """Where the gRPC server listens: host:port (port 0 = any free one) or unix:/path. Loopback unless told
    otherwise.
    """

    metrics_listen: str | None = None
    """host:port of the /metrics page. None = no page."""

    private_key_file: Path | None = None
    """Ed25519 private key (PEM) that signs this service's tokens. None = it calls nobody."""

    public_keys_dir: Path | None = Field(default=None, validation_alias="HEO_PUBLIC_KEYS_DIR")
    """Folder of <peer>.pem, the public keys of those who may call. Required by a server with protected methods."""

    tls_cert_file: Path | None = None
    """This service's certificate chain (PEM). With key and CA all connections are mutual TLS; None = plain, for one
    machine.
    """

    tls_key_file: Path | None = None
    """Private key (PEM) of the certificate."""

    tls_ca_file: Path | None = None
    """The authority (PEM) that signs the mesh's certificates."""

    max_connection_age_s: float = Field(default=600, gt=0)
    """A connection is asked to leave after this many seconds, so that clients find new replicas. Also the longest
    stream.
    """

    max_connection_age_grace_s: float = Field(default=10, gt=0)
    """Seconds that calls may still run on a connection that was asked to leave."""

    drain_s: float = Field(default=8, ge=0)
    """Seconds that running calls get after SIGTERM before they are cancelled. Below the supervisor's 10 s."""

    not_serving_s: float = Field(default=0, ge=0)
    """Seconds between NOT_SERVING and the drain, for balancers that poll. 0 on one machine, where clients watch
    health.
    """

    max_message_bytes: int = Field(default=4 * 1024 * 1024, gt=0)
    """The largest message taken or sent, in bytes. gRPC's own default; more is a design fault of the contract."""

    max_concurrent_rpcs: int = Field(default=4096, gt=0)
    """Calls beyond this many at once are refused with RESOURCE_EXHAUSTED instead of queued."""

    reflection: bool = True
    """Serve gRPC reflection, so that tools can list the contract. It shows no data."""

    log_level: Literal["debug", "info", "warning", "error"] = Field(default="info", validation_alias="HEO_LOG_LEVEL")
    """The least severe level that is written."""

    otlp_endpoint: str | None = Field(default=None, validation_alias="OTEL_EXPORTER_OTLP_ENDPOINT")
    """URL of an OTLP gRPC collector for traces, e.g. http://collector:4317. None = nothing is exported."""

    trace_ratio: float = Field(default=0.01, ge=0, le=1, validation_alias="HEO_TRACE_RATIO")
    """Share of traces begun here that are recorded; a caller's decision is kept. Unused without an endpoint (then
    0).
    """
