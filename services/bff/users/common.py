"""Passwords that are tried first, from the data file beside."""

from pathlib import Path

FILE = Path(__file__).with_name("common_passwords.txt")


def load_common() -> frozenset[str]:
    """The well-known passwords, folded."""
    return frozenset(line.strip().casefold() for line in FILE.read_text("utf-8").splitlines() if line.strip())
