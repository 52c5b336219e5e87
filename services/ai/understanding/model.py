"""What understanding takes and gives: plain values, no wire and no database."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum


class TransactionKind(Enum):
    """What a person would call the transaction; the names of heo.type.v1.TransactionKind in lower case."""

    EXPENSE = "expense"
    INCOME = "income"
    TRANSFER = "transfer"
    JAR_MOVE = "jar_move"
    REFUND = "refund"
    LOAN_OUT = "loan_out"
    LOAN_IN = "loan_in"
    LOAN_BACK = "loan_back"
    LOAN_REPAY = "loan_repay"
    EXCHANGE = "exchange"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a field came from: span in code points (empty when nothing says it), rule, probability that it is right."""

    field: str
    start: int
    end: int
    rule: str
    confidence: float
    inferred: bool = False
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """One understood transaction. Amounts are minor units; things are preset keys or the household's own ids."""

    kind: TransactionKind
    amount: int | None
    currency: str
    valid_date: date
    category: str = ""
    jar: str = ""
    account: str = ""
    counter_account: str = ""
    counter_jar: str = ""
    counter_amount: int | None = None
    counter_currency: str = ""
    note: str = ""
    person: str = ""
    tags: tuple[str, ...] = ()
    recurrence: str = ""
    evidence: tuple[Evidence, ...] = ()

    @property
    def confidence(self) -> float:
        """The probability that kind, amount, day and category are all right, taken as independent."""
        product = 1.0
        for piece in self.evidence:
            if piece.field in {"kind", "amount", "valid_date", "category"}:
                product *= piece.confidence
        return product


@dataclass(frozen=True, slots=True)
class Option:
    """One reading of a word: what one of it is worth, and what the draft's amount would become."""

    label: str
    unit_value: int
    amount: int


@dataclass(frozen=True, slots=True)
class Question:
    """Two readings, likelier first, about drafts[draft_index]; `slang` is the word to remember, or "" for none."""

    slang: str
    text: str
    options: tuple[Option, ...]
    draft_index: int


@dataclass(frozen=True, slots=True)
class Understanding:
    """What a sentence says; no drafts means that nothing was found. `unread` is the end of a text that holds more than
    is read at once, or "".
    """

    text: str
    drafts: tuple[Draft, ...] = ()
    question: Question | None = None
    unread: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """A thing of the household that words may point to."""

    thing_id: str
    name: str
    key: str = ""
    default_jar: str = ""
    is_income: bool = False


@dataclass(frozen=True, slots=True)
class Recollection:
    """What the household's own history says about some words."""

    category: str
    jar: str
    confidence: float
    explanation: str
    words: str


@dataclass(frozen=True)
class Context:
    """The household at the moment of speaking. `slang` maps folded words to minor units; `recall` asks the memory.

    It is asked with the folded note, whether money came in, and the folded words of which the words are sure.
    """

    today: date
    currency: str = "VND"
    locale: str = "vi"
    accounts: Sequence[Named] = ()
    categories: Sequence[Named] = ()
    jars: Sequence[Named] = ()
    members: Sequence[Named] = ()
    slang: Mapping[str, int] = field(default_factory=dict)
    recall: Callable[[str, bool, str], Recollection | None] | None = None


@dataclass(frozen=True, slots=True)
class Search:
    """A search as a filter: civil days and amounts inclusive, ids of things, and the words that remain."""

    first: date | None = None
    last: date | None = None
    least: int | None = None
    most: int | None = None
    accounts: tuple[str, ...] = ()
    jars: tuple[str, ...] = ()
    kinds: tuple[TransactionKind, ...] = ()
    words: str = ""
