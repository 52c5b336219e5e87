"""What the bff can be told."""

from pathlib import Path
from typing import Annotated

from pydantic import Field, field_validator
from pydantic_settings import NoDecode

from services.mesh.settings import ServiceSettings, service_config

LOOPBACK = ("localhost", "127.0.0.1")


class BffSettings(ServiceSettings):
    """The settings of the bff: HEO_BFF_… and the addresses of the services behind it."""

    model_config = service_config("bff")

    dsn: str = Field(repr=False)
    """The database of its schema (libpq). It logs in as `role`, whoever the DSN names."""

    role: str = "bff_app"
    """The login role that the migrations made. Another name only where the platform makes the roles."""

    dsn_password: str | None = Field(default=None, repr=False)
    """The role's password. None = pg_hba identifies by socket, as on one machine."""

    ledger_target: str = Field(validation_alias="HEO_LEDGER_TARGET")
    """Where the ledger listens: host:port, dns:///name:port or unix:/path."""

    ai_target: str = Field(validation_alias="HEO_AI_TARGET")
    """Where ai listens."""

    notifier_target: str = Field(validation_alias="HEO_NOTIFIER_TARGET")
    """Where the notifier listens."""

    public_origins: Annotated[tuple[str, ...], NoDecode]
    """The origins at which browsers open the page, separated by commas: "https://heo.example". Writes from others are
    refused. One on this machine stands for localhost and 127.0.0.1 both.
    """

    web_root: Path | None = None
    """The folder of the exported page. None = REST alone."""

    tls_cert: Path | None = None
    """Certificate chain (PEM) of the page's HTTPS. None = plain HTTP: on this machine, or behind a proxy."""

    tls_key: Path | None = None
    """Private key (PEM) of that certificate."""

    trusted_proxies: str = ""
    """Addresses of proxies whose X-Forwarded-For is believed, separated by commas. Empty = nobody's."""

    objects_url: str = Field(validation_alias="HEO_OBJECTS_URL", repr=False)
    """Where pictures and clips lie: file:///folder, s3://bucket/prefix."""

    max_body_bytes: int = Field(default=256 * 1024, gt=0)
    """The largest body of a request. The largest honest one, a transaction of 100 splits, has about 150 KiB."""

    call_deadline_s: float = Field(default=10, gt=0)
    """Seconds that a call to another service may take, retries included."""

    pool_size: int = Field(default=4, gt=0)
    """The most database connections. Requests hold one for a millisecond or two."""

    sign_ups_per_hour: int = Field(default=100, gt=0)
    """New people from one address in an hour. A school or an office behind one address needs more than a home."""

    sign_ins_per_quarter_hour: int = Field(default=200, gt=0)
    """Tries to sign in from one address in a quarter of an hour. One name has 20, wherever they come from."""

    passwords_at_once: int = Field(default=2, gt=0)
    """Passwords hashed at once, 19 MiB and a core each."""

    @field_validator("public_origins", mode="before")
    @classmethod
    def _origins(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        origins = [part.strip().rstrip("/") for part in value.split(",") if part.strip()]
        return tuple(dict.fromkeys(same for origin in origins for same in _same_place(origin)))


def _same_place(origin: str) -> list[str]:
    scheme, _, rest = origin.partition("://")
    host, colon, port = rest.partition(":")
    if host not in LOOPBACK:
        return [origin]
    return [f"{scheme}://{name}{colon}{port}" for name in LOOPBACK]
