"""What the notifier asks of the ledger."""
