"""Vietnamese money language to draft transactions: pure functions over words that are data."""
