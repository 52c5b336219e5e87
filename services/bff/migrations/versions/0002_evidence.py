"""Evidence, readings, and what a household keeps."""

from services.mesh.postgres.migrate import run_sql

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables."""
    run_sql(__file__)
