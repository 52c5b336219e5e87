"""What the ledger can be told."""

from pathlib import Path

from pydantic import Field

from services.mesh.settings import ServiceSettings, service_config


class LedgerSettings(ServiceSettings):
    """The settings of the ledger, HEO_LEDGER_… in the environment."""

    model_config = service_config("ledger")

    dsn: str = Field(repr=False)
    """The database of its schema (libpq). It logs in as its own roles (see migrations.ROLES), whoever the DSN names."""

    dsn_password: str | None = Field(default=None, repr=False)
    """The roles' password. None = pg_hba identifies by socket, as on one machine."""

    invitation_key_file: Path | None = None
    """File with a secret of at least 16 bytes, from which invitation codes are derived; all replicas need the same.
    None = `private_key_file`, which is as secret and as lasting.
    """

    reader_pool_size: int = Field(default=6, gt=0)
    """The most connections that read at once. One read takes a few milliseconds; beyond that they queue."""

    keeper_pool_size: int = Field(default=4, gt=0)
    """The most connections that write without moving money (names, plans, drafts, members)."""

    courier_pool_size: int = Field(default=3, gt=0)
    """The most connections that read the outbox; a stream holds one only while it looks."""

    queue_capacity: int = Field(default=4096, gt=0)
    """Postings that may wait; beyond it a caller is refused at once with QUEUE_FULL."""

    batch_limit: int = Field(default=256, gt=0)
    """Postings in one transaction of the group commit."""

    stream_quiet_s: float = Field(default=15, gt=0)
    """Seconds without events after which a stream sends a sign of life."""

    stream_life_s: float = Field(default=300, gt=0)
    """Seconds after which a stream ends and is resumed by its position; below max_connection_age_s."""
