"""Accounts and categories."""
