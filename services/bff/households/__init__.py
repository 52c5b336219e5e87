"""Households, and who is a member of which."""
