"""The first schema: households, the journal, accounts and jars, drafts, plans, the outbox, checks and grants."""

from pathlib import Path

from services.mesh.postgres.migrate import run_sql

revision = "0001"
down_revision: str | None = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Run the SQL files of this version in the order of their names: one file a subject."""
    for part in sorted((Path(__file__).parent / "sql_0001").glob("*.sql")):
        run_sql(str(part))
