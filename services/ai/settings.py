"""What the ai service can be told."""

from pydantic import Field

from services.mesh.settings import ServiceSettings, service_config


class AiSettings(ServiceSettings):
    """The settings of the ai service: HEO_AI_… and the ledger's address."""

    model_config = service_config("ai")

    dsn: str = Field(repr=False)
    """The database of its schema (libpq). It logs in as `role`, whoever the DSN names."""

    role: str = "ai_app"
    """The login role that the migrations made. Another name only where the platform makes the roles."""

    dsn_password: str | None = Field(default=None, repr=False)
    """The role's password. None = pg_hba identifies by socket, as on one machine."""

    ledger_target: str = Field(validation_alias="HEO_LEDGER_TARGET")
    """Where the ledger listens: host:port, dns:///name:port or unix:/path. Confirmed drafts are learned from."""

    objects_url: str | None = Field(default=None, validation_alias="HEO_OBJECTS_URL", repr=False)
    """Where pictures and clips lie: file:///folder, s3://bucket/prefix. None = this replica reads no pictures."""

    batch_size: int = Field(default=200, gt=0, le=1000)
    """Events that take effect in one transaction. More is faster after a pause, and longer to repeat after a fault."""

    call_deadline_s: float = Field(default=10, gt=0)
    """Seconds that a call to the ledger may take, retries included."""

    pool_size: int = Field(default=4, gt=0)
    """The most database connections beside that of the lease."""

    most_memories: int = Field(default=20_000, gt=0)
    """The most associations kept for one household; the least used are forgotten beyond it. About 200 bytes each."""
