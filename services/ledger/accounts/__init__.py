"""Accounts (what really exists) and categories, as people see them."""
