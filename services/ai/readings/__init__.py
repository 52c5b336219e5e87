"""Readings: pictures that wait in a durable queue, are read, and end in the ledger as drafts."""
