"""Merchants that households confirmed."""

from services.mesh.postgres.migrate import run_sql

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the table."""
    run_sql(__file__)
