"""Memories, what was learned from, and the consumer's position."""

from services.mesh.postgres.migrate import run_sql

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    run_sql(__file__)
