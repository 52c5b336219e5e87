"""Requests that forgot evidence."""

from services.mesh.postgres.migrate import run_sql

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the table."""
    run_sql(__file__)
