"""Labelled sentences about money, generated: for property tests, for measuring, and as text for speech training."""
