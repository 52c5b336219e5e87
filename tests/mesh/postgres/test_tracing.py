import pytest
from psycopg import sql

from services.mesh.postgres.tracing import summary_of


@pytest.mark.parametrize(
    ("query", "summary"),
    [
        ("SELECT a FROM ledger.entry WHERE note = 'phở'", "SELECT ledger.entry"),
        (b"insert into ledger.leg values (1)", "INSERT ledger.leg"),
        ("-- post one entry\nUPDATE ledger.head SET sequence = 7", "UPDATE ledger.head"),
        ("DELETE FROM ledger.draft WHERE id = 3", "DELETE ledger.draft"),
        ("WITH due AS (SELECT 1 FROM notifier.rule) SELECT * FROM due", "WITH notifier.rule"),
        ("SET LOCAL heo.household_id = 'secret'", "SET"),
        ("COMMIT", "COMMIT"),
        (sql.SQL("SELECT {} FROM t").format(sql.Literal("phở")), "SELECT t"),
        ("", ""),
    ],
)
def test_a_summary_names_operation_and_table_and_no_value(query: object, summary: str) -> None:
    assert summary_of(query) == summary
