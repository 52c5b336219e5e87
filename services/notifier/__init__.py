"""Alert rules over the ledger's events, and the inbox in which alerts lie."""
