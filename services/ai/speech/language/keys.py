"""n-grams as one number, 21 bits a word."""

BITS = 21


def pair_key(first: int, second: int) -> int:
    """The key of two words."""
    return first << BITS | second


def triple_key(first: int, second: int, third: int) -> int:
    """The key of three words."""
    return (first << BITS | second) << BITS | third
