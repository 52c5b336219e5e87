"""What the ai service can be told."""

from pathlib import Path
from typing import Literal

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

    home: Path | None = Field(default=None, validation_alias="HEO_HOME")
    """The folder of all data on one machine. Models that were added there come before those of the same name in Heo."""

    speech_engine: Literal["inprocess", "triton", "riva"] = "inprocess"
    """Who hears: this process, a Triton server (`triton_target`), or NVIDIA Riva or a speech NIM (`riva_target`)."""

    speech_model: str = "asr_vi"
    """The folder of the model repository that hears, in this process or on Triton. See "Plug in a stronger model"."""

    triton_target: str = "localhost:8001"
    """Where the Triton server's gRPC is, host:port. It serves the same model repository."""

    riva_target: str = "localhost:50051"
    """Where Riva or a speech NIM listens, host:port."""

    riva_language: str = "vi-VN"
    """The language that Riva is asked to hear."""

    riva_model: str = ""
    """The model that Riva is asked for. Empty = its own choice for the language."""

    riva_tls_ca_file: Path | None = None
    """The authority (PEM) that signed Riva's certificate. None = a plain connection, inside of one's own network."""

    serves_riva: bool = True
    """Serve the Riva ASR protocol too, so that Riva's clients can use what hears here. It keeps nothing."""

    engine_limit_s: float = Field(default=8, gt=0)
    """Seconds that one run of a model may take. What takes longer counts as down; after three in a row callers are told
    at once for five seconds.
    """

    reading_threads: int = Field(default=2, gt=0)
    """Threads of one run of the models that read pictures, in this process."""

    reading_limit_s: float = Field(default=30, gt=0)
    """Seconds that one run of those models may take. No call waits for a reading, so a busy machine may be slow."""

    engine_threads: int = Field(default=1, gt=0)
    """Threads of one run in this process. One leaves the other cores to the rest of the machine."""
