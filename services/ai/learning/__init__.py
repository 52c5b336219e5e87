"""Learning: confirmed drafts come as events of the ledger, and each teaches once."""
