"""Sums over the journal: months, cash flow, what can be spent."""
