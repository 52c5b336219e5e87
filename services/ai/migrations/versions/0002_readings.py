"""Readings of pictures, queued and kept."""

from services.mesh.postgres.migrate import run_sql

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table and the one door through which a worker finds work of any household."""
    run_sql(__file__)
