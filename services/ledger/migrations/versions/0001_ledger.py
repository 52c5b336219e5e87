"""The ledger's first schema: households, the journal, accounts and jars, drafts, plans, the outbox, checks and roles."""

from pathlib import Path

from alembic import op

revision = "0001"
down_revision: str | None = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Run the SQL files beside this one, in order of their names.

    They go through the driver's own connection: SQLAlchemy would bind an empty parameter list, and the extended
    protocol takes one statement at a time.
    """
    connection = op.get_bind().connection.driver_connection
    assert connection is not None
    for part in sorted((Path(__file__).parent / "sql_0001").glob("*.sql")):
        connection.execute(part.read_text(encoding="utf-8"))
