"""The shape of a line as the network sees it: what preparing lines must know, also where torch is not installed."""

HEIGHT = 32
"""Rows of a line."""

STRIDE = 4
"""Columns of a line for each column of the answer."""
