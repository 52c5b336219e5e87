"""Drafts: what was heard or read and waits for a person's tap."""
