"""Searching transactions: by fields, and by free text that ai reads into fields."""

from collections.abc import Iterable
from typing import Annotated

from heo.ai.v1.understanding_service_pb2 import ParseQueryRequest, ParseQueryResponse
from heo.ledger.v1.journal_service_pb2 import ListTransactionsRequest, ListTransactionsResponse
from heo.ledger.v1.journal_service_pb2 import TransactionFilter as Filter
from heo.type.v1.money_pb2 import Money as ProtoMoney
from heo.type.v1.page_pb2 import Page
from pydantic import BaseModel, ConfigDict, Field

from services.bff.dependencies import Member
from services.bff.drafts.context import Contexts
from services.bff.transactions.schemas import Transaction, TransactionFilter, TransactionList
from services.bff.upstream.services import Ai, Ledger
from services.bff.wire.enums import TransactionKind
from services.bff.wire.from_proto import answer, answers
from services.bff.wire.query import by_comma
from services.bff.wire.scalars import LARGEST_AMOUNT, NO_NUL, Day, Id, PageSize, PageToken
from services.bff.wire.to_proto import request_of
from services.mesh.clock import Clock, today

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


async def list_found(
    member: Member, ledger: Ledger, ai: Ai, contexts: Contexts, clock: Clock, search: Search
) -> TransactionList:
    """The page that `search` asks for. Refusal: AI_UNAVAILABLE when there is free text and ai is down; what the ledger refuses."""
    read = await _read(member, ai, contexts, clock, search.q) if search.q.strip() else None
    wanted = _filter(member.membership.currency, search, read)
    request = ListTransactionsRequest(
        household_id=member.household_id,
        page=Page(page_size=search.page_size, page_token=search.page_token),
        filter=wanted,
    )
    reply: ListTransactionsResponse = await ledger.ask(ledger.journal.ListTransactions, request, member.acting)
    return TransactionList(
        transactions=answers(Transaction, reply.transactions),
        next_page_token=reply.next_page_token,
        filter=answer(TransactionFilter, wanted) if read is not None else None,
    )


async def _read(member: Member, ai: Ai, contexts: Contexts, clock: Clock, text: str) -> ParseQueryResponse:
    day = today(clock, member.membership.time_zone).isoformat()
    context = await contexts.of(member.acting, member.membership, day)
    request = ParseQueryRequest(household_id=member.household_id, text=text, context=context)
    return await ai.ask(ai.understanding.ParseQuery, request, member.acting)


def _filter(currency: str, search: Search, read: ParseQueryResponse | None) -> Filter:
    """What the fields say; where they say nothing, what the free text says."""
    said = {
        "from_date": search.from_,
        "to_date": search.to,
        "account_ids": search.account_id,
        "jar_ids": search.jar_id,
        "kinds": search.kind,
        "words": search.words,
        "least_amount": _money(search.least, currency),
        "most_amount": _money(search.most, currency),
    }
    understood = {field.name: value for field, value in read.ListFields()} if read is not None else {}
    values = understood | {name: value for name, value in said.items() if value}
    return request_of(Filter, with_voided=search.with_voided, **{name: _plain(value) for name, value in values.items()})


def _plain(value: object) -> object:
    """A repeated field as a list, anything else as it is."""
    return list(value) if isinstance(value, Iterable) and not isinstance(value, str) else value


def _money(amount: int | None, currency: str) -> ProtoMoney | None:
    return None if amount is None else ProtoMoney(minor_units=amount, commodity=currency)
