"""Drafts on the wire."""

from typing import Annotated

from pydantic import Field

from services.bff.transactions.schemas import Tags, Transaction
from services.bff.wire.enums import DraftField, DraftState, Source, TransactionKind
from services.bff.wire.scalars import Day, Id, Note, Person, RequestId, Version, text
from services.bff.wire.schema import Answer, Body, Moment, Money


class DraftPart(Body):
    """A part of a draft: this category from that jar."""

    amount: Money
    category_id: Id | None = None
    jar_id: Id | None = None
    note: Note = ""


class DraftContent(Body):
    """What would be posted. What was not understood is null.

    `parts` split the amount over categories and jars; they add up to it, and category_id and jar_id are then null.
    """

    kind: TransactionKind | None = None
    amount: Money | None = None
    valid_date: Day | None = None
    category_id: Id | None = None
    account_id: Id | None = None
    counter_account_id: Id | None = None
    jar_id: Id | None = None
    counter_jar_id: Id | None = None
    note: Note = ""
    person: Person = ""
    tags: Tags = Field(default=[])
    recurrence: Annotated[str, text(200)] = ""
    counter_amount: Money | None = None
    parts: list[DraftPart] = Field(default=[], max_length=50)


class Evidence(Answer):
    """Where a field came from: source_text[start:end], in code points; start = end when no words say it."""

    field: DraftField
    start: int
    end: int
    rule: str
    explanation: str
    confidence: float
    inferred: bool


class Draft(Answer):
    """What was heard or read and waits for a person's tap. Confirming posts under the draft's id."""

    draft_id: Id
    state: DraftState
    content: DraftContent
    suggested: DraftContent
    evidence: list[Evidence]
    source_text: str
    source: Source
    evidence_ids: list[Id]
    reading_id: Id | None
    create_time: Moment
    expire_time: Moment
    version: int
    needs_look: bool
    failure: str


class QuestionOption(Answer):
    """One reading of the word in question."""

    label: str
    unit_value: int
    amount: Money | None


class Question(Answer):
    """A choice between two readings; the answer about a word is remembered, `slang` is empty where there is none."""

    slang: str
    text: str
    draft_id: Id | None
    options: list[QuestionOption]


class Said(Body):
    """A sentence. `said_on` is the day it was said, for one kept while offline."""

    request_id: RequestId
    text: Annotated[str, text(2000, 1)]
    source: Source = Source.MANUAL
    said_on: Day | None = None


class Understood(Answer):
    """The drafts, in the order of the sentence; none when nothing was found. `unread` is the end of a text that holds
    more than is read at once, to be sent again by itself; empty for nearly every text.
    """

    drafts: list[Draft]
    question: Question | None
    unread: str


class DraftList(Answer):
    """Drafts, newest first."""

    drafts: list[Draft]


class DraftEdit(Body):
    """The new content of a draft."""

    request_id: RequestId
    version: Version
    content: DraftContent


class DraftChoice(Body):
    """Which drafts: all or none of them."""

    request_id: RequestId
    draft_ids: Annotated[list[Id], Field(min_length=1, max_length=100)]


class DraftRestoring(Body):
    """Brings a discarded draft back."""

    request_id: RequestId


class Confirmed(Answer):
    """What was posted, in the order of the request."""

    transactions: list[Transaction]
