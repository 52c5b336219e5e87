"""What the ai service asks of the ledger."""
