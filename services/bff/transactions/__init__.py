"""Transactions: record, change, undo, search."""
