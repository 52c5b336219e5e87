"""Drafts that are split into parts, and drafts that come from a reading."""

from services.mesh.postgres.migrate import run_sql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Run the SQL beside."""
    run_sql(__file__)
