"""Searching transactions: by fields, and by free text that ai reads into fields."""

from collections.abc import Iterable

from heo.ai.v1.understanding_service_pb2 import ParseQueryRequest, ParseQueryResponse
from heo.ledger.v1.journal_service_pb2 import ListTransactionsRequest
from heo.ledger.v1.journal_service_pb2 import TransactionFilter as Filter
from heo.type.v1.money_pb2 import Money as ProtoMoney
from heo.type.v1.page_pb2 import Page

from services.bff.drafts.context import Contexts
from services.bff.households.member import Member
from services.bff.transactions.schemas import Search, Transaction, TransactionFilter, TransactionList
from services.bff.upstream.services import Ai, Ledger
from services.bff.wire.from_proto import answer, answers
from services.bff.wire.to_proto import request_of
from services.mesh.clock import Clock, today


async def list_found(
    member: Member, ledger: Ledger, ai: Ai, contexts: Contexts, clock: Clock, search: Search
) -> TransactionList:
    """The page that `search` asks for. Refusal: AI_UNAVAILABLE for free text while ai is down; the ledger's own."""
    read = await _read(member, ai, contexts, clock, search.q) if search.q.strip() else None
    wanted = _filter(member.membership.currency, search, read)
    request = ListTransactionsRequest(
        household_id=member.household_id,
        page=Page(page_size=search.page_size, page_token=search.page_token),
        filter=wanted,
    )
    reply = await ledger.ask(ledger.journal.ListTransactions, request, member.acting)
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
