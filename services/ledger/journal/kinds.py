"""Numbers that the journal stores. Where the contract has an enum, the numbers are the contract's."""

from enum import IntEnum


class Kind(IntEnum):
    """What an entry is. 1 to 11 are heo.type.v1.TransactionKind; from 100 on are the ledger's own, no transactions."""

    EXPENSE = 1
    INCOME = 2
    TRANSFER = 3
    JAR_MOVE = 4
    REFUND = 5
    LOAN_OUT = 6
    LOAN_IN = 7
    LOAN_BACK = 8
    LOAN_REPAY = 9
    OPENING = 10
    EXCHANGE = 11
    FACTS = 100
    CLOSING = 101


class Source(IntEnum):
    """Where an entry came from; heo.ledger.v1.Source."""

    MANUAL = 1
    VOICE = 2
    BILL = 3
    BANK_MESSAGE = 4
    IMPORT = 5
    SCHEDULE = 6


class Phase(IntEnum):
    """How final an entry is. 2 (hold) and 3 (void of a hold) are reserved."""

    POSTED = 1


class LineRole(IntEnum):
    """Why a line is in an entry."""

    STATED = 1
    SWEPT = 2


class Book(IntEnum):
    """The two books: what really exists, and what it is for."""

    MONEY = 1
    JARS = 2


class AccountType(IntEnum):
    """1 to 5 are heo.ledger.v1.AccountType; OUTSIDE is the contra account of the jars."""

    ASSET = 1
    LIABILITY = 2
    INCOME = 3
    EXPENSE = 4
    EQUITY = 5
    JAR = 6
    OUTSIDE = 7


class BudgetRole(IntEnum):
    """What an account is to the budget: Σ JAR legs = Σ ON_BUDGET legs in every entry."""

    NONE = 0
    ON_BUDGET = 1
    JAR = 2


class Purpose(IntEnum):
    """Accounts that the ledger itself needs: one of each per household and commodity."""

    ORDINARY = 0
    UNASSIGNED = 1
    OUTSIDE = 2
    OPENING = 3
    CONVERSION = 4


PURSES = frozenset({AccountType.ASSET, AccountType.LIABILITY})
"""Types whose balance is real money, owned or owed."""

SWEEPABLE = frozenset({AccountType.ASSET, AccountType.LIABILITY, AccountType.JAR})
"""Types that close at zero: what they hold, and what still arrives, moves to a successor."""
