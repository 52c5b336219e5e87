"""Commodities: what amounts count, and how many decimals each has."""
