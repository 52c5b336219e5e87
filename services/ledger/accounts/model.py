"""What an account, category or jar can be."""

from enum import IntEnum


class AccountType(IntEnum):
    """Numbers of heo.ledger.v1.AccountType, and two that only the jars' book has."""

    ASSET = 1
    LIABILITY = 2
    INCOME = 3
    EXPENSE = 4
    EQUITY = 5
    JAR = 6
    OUTSIDE = 7


CATEGORIES = frozenset({AccountType.INCOME, AccountType.EXPENSE})
"""Where money comes from and goes to."""

PURSES = frozenset({AccountType.ASSET, AccountType.LIABILITY})
"""Types whose balance is real money, owned or owed."""
