"""Transactions on the wire."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from services.bff.wire.enums import Source, TransactionKind
from services.bff.wire.query import by_comma
from services.bff.wire.scalars import (
    LARGEST_AMOUNT,
    NO_NUL,
    Day,
    Id,
    Note,
    PageSize,
    PageToken,
    Person,
    RequestId,
    Tag,
    Version,
)
from services.bff.wire.schema import Answer, Body, Moment, Money

Tags = Annotated[list[Tag], Field(max_length=20)]


class Split(Body):
    """One part: this category from that jar. A null jar follows the category's jar, or the rule for income."""

    amount: Money
    category_id: Id | None = None
    jar_id: Id | None = None
    note: Note = ""
    tags: Tags = Field(default=[])
    member_id: Id | None = None


class TransactionContent(Body):
    """What a person says happened."""

    kind: TransactionKind
    valid_date: Day
    account_id: Id | None = None
    counter_account_id: Id | None = None
    counter_jar_id: Id | None = None
    splits: Annotated[list[Split], Field(min_length=1, max_length=100)]
    note: Note = ""
    person: Person = ""
    counter_amount: Money | None = None


class JarPart(Answer):
    """What one jar took of an income, or gave to a spending (negative)."""

    jar_id: Id
    amount: Money


class Transaction(Answer):
    """A recorded transaction in one of its versions."""

    transaction_id: Id
    version: int
    content: TransactionContent
    source: Source
    create_time: Moment
    actor_id: Id | None
    voided: bool
    sequence: int
    jar_parts: list[JarPart]
    jar_rule_version: int
    evidence_ids: list[Id]


class TransactionFilter(Answer):
    """How a search was understood."""

    from_date: Day | None
    to_date: Day | None
    account_ids: list[Id]
    jar_ids: list[Id]
    kinds: list[TransactionKind]
    words: str
    least_amount: Money | None
    most_amount: Money | None


class TransactionList(Answer):
    """A page, newest valid date first. `filter` is there when `q` was given."""

    transactions: list[Transaction]
    next_page_token: str
    filter: TransactionFilter | None


class NewTransaction(Body):
    """A transaction to be recorded; `request_id` becomes the transaction_id."""

    request_id: RequestId
    content: TransactionContent
    source: Source = Source.MANUAL


class TransactionEdit(Body):
    """The new content of a transaction."""

    request_id: RequestId
    version: Version
    content: TransactionContent


class TransactionVoid(Body):
    """The version that is to be undone."""

    request_id: RequestId
    version: Version


class TransactionVersions(Answer):
    """All versions, oldest first."""

    versions: list[Transaction]


Ids = Annotated[list[Id], Field(max_length=100), by_comma]
Kinds = Annotated[list[TransactionKind], Field(max_length=20), by_comma]
Bound = Annotated[int, Field(ge=0, le=LARGEST_AMOUNT)]


class Search(BaseModel):
    """What narrows the list. `least` and `most` are in minor units of the household's currency."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    from_: Annotated[Day | None, Field(alias="from")] = None
    to: Day | None = None
    account_id: Ids = []
    jar_id: Ids = []
    kind: Kinds = []
    words: Annotated[str, Field(max_length=200, pattern=NO_NUL)] = ""
    least: Bound | None = None
    most: Bound | None = None
    with_voided: bool = False
    q: Annotated[str, Field(max_length=500, pattern=NO_NUL)] = ""
    page_size: PageSize = 0
    page_token: PageToken = ""
