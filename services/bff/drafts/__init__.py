"""Sentences to drafts, drafts to transactions."""
